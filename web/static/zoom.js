// The picture of a graph nearer by: buttons, Ctrl and the wheel, dragging by mouse; and the line of
// the name under the pointer or the focus. Without this file the picture is whole, as it is sent.
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

  function nearer(svg, by) {
    const at = svg.viewBox.baseVal;
    const times = Math.min(Math.max((whole(svg).width / at.width) * by, 1), NEAREST);
    show(svg, times, at.x + at.width / 2, at.y + at.height / 2);
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
    nearer(svg, event.deltaY < 0 ? STEP : 1 / STEP);
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
})();
