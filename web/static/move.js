// A neighbour drawn elsewhere by mouse or pen: its line, its sign and what it opened go with it.
// Places are kept while the page stands and neighbours are opened; 放回原位 takes all back. A
// press that does not move opens as ever, and a finger scrolls. Without this file all stands as sent.
(() => {
  const STILL = 4; // px: a hand that only presses trembles so much
  const places = new Map(); // by the neighbour's key: how far from where it was sent
  let held = null;

  const numbers = (path) => path.match(/-?[\d.]+/g).map(Number);
  const named = (svg, key) => svg.querySelector(`a.name[data-key="${CSS.escape(key)}"]`);

  // The curve from the middle to where the name stands now.
  function tie(line, x, y) {
    line.dataset.sent ||= line.getAttribute("d");
    const at = numbers(line.dataset.sent);
    const [left, top, endX, endY] = [at[0], at[1], at.at(-2) + x, at.at(-1) + y];
    const bend = (left + endX) / 2;
    line.setAttribute("d", `M${left} ${top}C${bend} ${top} ${bend} ${endY} ${endX} ${endY}`);
  }

  function put(svg, key, x, y) {
    const group = CSS.escape(key);
    for (const one of svg.querySelectorAll(`a[data-key="${group}"], [data-under="${group}"]`)) {
      one.setAttribute("transform", `translate(${x} ${y})`);
    }
    for (const line of svg.querySelectorAll(`path[data-key="${group}"]`)) tie(line, x, y);
  }

  // No farther than the picture reaches.
  function within(svg, key, x, y) {
    const box = named(svg, key).getBBox();
    const [, , wide, high] = (svg.dataset.whole || svg.getAttribute("viewBox")).split(" ").map(Number);
    const keep = (shift, from, size, most) => Math.min(Math.max(shift, -from), Math.max(most - from - size, -from));
    return [keep(x, box.x, box.width, wide), keep(y, box.y, box.height, high)];
  }

  function restore() {
    const back = document.querySelector("[data-back]");
    if (back) back.hidden = !places.size;
  }

  // An element of the picture is an anchor, which a browser would carry away as a link.
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".wide-picture .graph")) event.preventDefault();
  });

  document.addEventListener("pointerdown", (event) => {
    const name = event.button === 0 && event.pointerType !== "touch" && event.target.closest(".wide-picture a.name[data-key]");
    if (!name) return;
    const [x, y] = places.get(name.dataset.key) || [0, 0];
    held = { name, key: name.dataset.key, svg: name.closest("svg"), from: [event.clientX, event.clientY], x, y, moves: false };
  });

  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const across = event.clientX - held.from[0];
    const down = event.clientY - held.from[1];
    if (!held.moves && Math.hypot(across, down) < STILL) return;
    if (!held.moves) {
      held.moves = true;
      held.svg.classList.add("moving");
      held.name.setPointerCapture(event.pointerId);
    }
    const unit = held.svg.viewBox.baseVal.width / held.svg.getBoundingClientRect().width;
    const place = within(held.svg, held.key, held.x + across * unit, held.y + down * unit);
    places.set(held.key, place);
    put(held.svg, held.key, ...place);
  });

  function drop() {
    if (held?.moves) held.svg.classList.remove("moving");
    restore();
    held = null;
  }

  document.addEventListener("pointerup", () => {
    // The press that ends a move would open what was moved.
    if (held?.moves) {
      const eat = (event) => { event.preventDefault(); event.stopPropagation(); };
      document.addEventListener("click", eat, { capture: true, once: true });
      setTimeout(() => document.removeEventListener("click", eat, { capture: true }));
    }
    drop();
  });
  document.addEventListener("pointercancel", drop);

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-back]")) return;
    for (const svg of document.querySelectorAll(".wide-picture .graph")) {
      for (const key of places.keys()) if (named(svg, key)) put(svg, key, 0, 0);
    }
    places.clear();
    restore();
  });

  // A picture that comes anew: with a neighbour opened it is the same one, else another.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.closest(".toggle")) places.clear();
  });
  document.addEventListener("htmx:afterSettle", () => {
    const svg = document.querySelector(".wide-picture .graph");
    if (!svg) return;
    for (const [key, [x, y]] of places) if (named(svg, key)) put(svg, key, ...within(svg, key, x, y));
    restore();
  });
})();
