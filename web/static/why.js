// The words that prove a line of the graph, beside the name under the mouse or the focus. Esc, or
// leaving both, closes them. Without this file 依据 in the list leads to the same words.
(() => {
  const PATIENCE = 300; // milliseconds before they open or close: a mouse on its way passes over
  const MOST = 2; // relations that are told; the page of the path has all
  const known = new Map();
  const card = document.createElement("div");
  card.className = "words-behind";
  card.setAttribute("role", "status");
  let due = 0;
  let asked = null;

  const later = (what) => {
    clearTimeout(due);
    due = setTimeout(what, PATIENCE);
  };
  const close = () => {
    clearTimeout(due);
    asked = null;
    card.remove();
  };

  async function read(address) {
    if (!known.has(address)) {
      const answer = await fetch(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = [...page.querySelectorAll(".why-tied")];
      const more = document.createElement("p");
      more.className = "note";
      const link = document.createElement("a");
      link.href = address;
      link.textContent = `其余 ${told.length - MOST} 项依据`;
      more.append(link);
      known.set(address, told.length > MOST ? [...told.slice(0, MOST), more] : told);
    }
    return known.get(address);
  }

  async function open(name) {
    asked = name;
    const picture = name.closest("[data-path]");
    const told = await read(`${picture.dataset.path}&end=${encodeURIComponent(name.dataset.key)}`).catch(() => []);
    if (asked !== name || !told.length) return;
    card.replaceChildren(...told);
    picture.append(card);
    const box = name.getBoundingClientRect();
    const frame = picture.getBoundingClientRect();
    const left = box.left - frame.left;
    card.style.left = `${Math.max(0, Math.min(left, frame.width - card.offsetWidth))}px`;
    // Below the name, or above it where the window ends sooner.
    const above = box.bottom + card.offsetHeight > window.innerHeight && box.top > card.offsetHeight;
    card.style.top = `${above ? box.top - frame.top - card.offsetHeight - 2 : box.bottom - frame.top + 2}px`;
  }

  // Only what a relation ties has words; a finger opens what it touches instead.
  const named = (event) => {
    const name = event.target.closest?.("[data-path] a.name[data-key]");
    const line = name && name.closest("svg").querySelector(`path[data-key="${CSS.escape(name.dataset.key)}"]:not(.together)`);
    return line ? name : null;
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const name = named(event);
    if (name) {
      if (name !== asked) later(() => open(name));
      else clearTimeout(due);
    } else if (card.contains(event.target)) clearTimeout(due);
    else later(close);
  });
  // Who presses follows the name or moves it.
  document.addEventListener("pointerdown", (event) => {
    if (!card.contains(event.target)) close();
  });
  document.addEventListener("focusin", (event) => {
    const name = named(event);
    if (name && name.matches(":focus-visible")) later(() => open(name));
    else if (!card.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
