// The picture of a graph nearer by: buttons, Ctrl and the wheel, dragging by mouse; the line of the
// name under the pointer or the focus, arrows from name to name; and what is opened stays where it
// was. Without this file the picture is whole, as it is sent.
(() => {
  const STEP = 1.4; // times nearer with each press
  const NEAREST = 4; // times the whole picture

  const whole = (svg) => {
    svg.dataset.whole ||= svg.getAttribute("viewBox");
    const [, , width, height] = svg.dataset.whole.split(" ").map(Number);
    return { width, height };
  };

  // Show a part of the picture: so many times nearer, its middle at x and y.
  function show(svg, times, x, y) {
    const { width, height } = whole(svg);
    const wide = width / times;
    const high = height / times;
    const left = Math.min(Math.max(x - wide / 2, 0), width - wide);
    const top = Math.min(Math.max(y - high / 2, 0), height - high);
    svg.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
    svg.classList.toggle("near", times > 1);
  }

  // So many times nearer about a point of the part in sight, told in shares of its sides.
  function nearer(svg, by, across = 0.5, down = 0.5) {
    const at = svg.viewBox.baseVal;
    const now = whole(svg).width / at.width;
    const times = Math.min(Math.max(now * by, 1), NEAREST);
    const shift = 1 - now / times; // how far the middle moves to the point: all the way at no size
    const x = at.x + at.width * (0.5 + (across - 0.5) * shift);
    show(svg, times, x, at.y + at.height * (0.5 + (down - 0.5) * shift));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (!button) return;
    const by = { in: STEP, out: 1 / STEP, whole: 0 }[button.dataset.zoom];
    for (const svg of document.querySelectorAll(".picture .graph")) nearer(svg, by);
  });

  document.addEventListener("wheel", (event) => {
    const svg = event.ctrlKey && event.target.closest(".picture .graph");
    if (!svg) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    nearer(svg, event.deltaY < 0 ? STEP : 1 / STEP, (event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height);
  }, { passive: false });

  let dragged = null;
  document.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && !event.target.closest("a")) dragged = event.target.closest(".graph.near");
    if (dragged) event.preventDefault();
  });
  document.addEventListener("pointerup", () => { dragged = null; });
  document.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const at = dragged.viewBox.baseVal;
    const unit = at.width / dragged.clientWidth;
    const x = at.x + at.width / 2 - event.movementX * unit;
    const y = at.y + at.height / 2 - event.movementY * unit;
    show(dragged, whole(dragged).width / at.width, x, y);
  });

  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => {
    const name = event.target.closest(".graph [data-key]");
    for (const line of document.querySelectorAll(".graph .lit")) line.classList.remove("lit");
    if (!name) return;
    for (const line of name.closest("svg").querySelectorAll(`path[data-key="${CSS.escape(name.dataset.key)}"]`)) line.classList.add("lit");
  });

  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const name = step && event.target.closest(".graph a.name");
    if (!name) return;
    event.preventDefault();
    const names = [...name.closest("svg").querySelectorAll("a.name")];
    names[names.indexOf(name) + step]?.focus();
  });

  // The page comes anew when a neighbour is opened: its sign stands where it was pressed.
  let pressed = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const sign = event.target.closest(".toggle");
    const svg = sign && sign.closest("svg");
    pressed = sign && { id: sign.id, top: sign.getBoundingClientRect().top, times: whole(svg).width / svg.viewBox.baseVal.width };
  });
  document.addEventListener("htmx:afterSettle", () => {
    const sign = pressed && document.getElementById(pressed.id);
    if (!sign) return;
    const box = sign.getBBox();
    if (pressed.times > 1) show(sign.closest("svg"), pressed.times, box.x + box.width / 2, box.y + box.height / 2);
    window.scrollBy({ top: sign.getBoundingClientRect().top - pressed.top, behavior: "instant" });
    pressed = null;
  });
})();
