// Keys: / to the search box, arrows through results, Esc back, left and right from mention to
// mention; and a line on top while a search is on its way. Without this file everything is reached by Tab. A box on the help page turns / off.
// Shows what needs scripts; all listeners stand on the document, whose parts may change in place.
(() => {
  document.documentElement.classList.add("scripted");
  const OFF = "kg-no-slash";
  const box = () => document.querySelector("#q, #quick-q");
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  const slashIsOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

  function step(event, hits, from) {
    const next = from + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) box().focus();
    else if (hits[next]) hits[next].focus();
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const at = event.target;
    const hits = [...document.querySelectorAll(".hits .title")];
    const walk = document.querySelector("[data-walk]");
    if (event.key === "/" && box() && !typing(at) && !slashIsOff()) {
      event.preventDefault();
      box().focus();
      box().select();
    } else if (event.key === "ArrowDown" && at === box() && hits.length && at.value === at.defaultValue) {
      step(event, hits, -1);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.includes(at)) {
      step(event, hits, hits.indexOf(at));
    } else if (event.key === "Escape" && hits.includes(at)) {
      box().focus();
    } else if (event.key === "Escape" && at === box()) {
      event.preventDefault(); // a browser would empty the box
      at.value = at.defaultValue;
    } else if (walk && !typing(at) && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const link = walk.querySelector(event.key === "ArrowLeft" ? "[rel=prev]" : "[rel=next]");
      if (link) { event.preventDefault(); link.click(); }
    }
  });

  // Contents that lie over the text close when one is chosen.
  document.addEventListener("click", (event) => {
    const contents = event.target.closest(".outline") && event.target.closest("a");
    if (contents) contents.closest(".outline").querySelector(".fold").open = false;
    // Filters that stand over the results as well.
    if (event.target.closest(".to-results a")) document.getElementById("narrow").open = false;
  });

  // A search that takes its time says so; a page that comes back from memory is ready again.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[role=search], form.pick, .take-out form, .correcting form, .records form")) document.body.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => document.body.removeAttribute("aria-busy"));

  const choice = document.querySelector("[data-slash]");
  if (choice) {
    const input = choice.querySelector("input");
    input.checked = !slashIsOff();
    input.addEventListener("change", () => { try { localStorage.setItem(OFF, input.checked ? "0" : "1"); } catch { input.checked = true; } });
  }
})();
