// Links and forms that change the page in place (htmx); without it the same links load pages. What
// was found is told to who cannot see it, the focus is never lost, and a server that does not
// answer shows as the browser shows it.
(() => {
  const said = document.querySelector("[data-said]");
  const whole = (event) => event.detail.target && event.detail.target.id === "main";

  // What stands open stays so when the part around it comes anew.
  let open = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    open = [...event.detail.target.querySelectorAll("details[id][open]")].map((one) => one.id);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (whole(event)) document.body.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", () => document.body.removeAttribute("aria-busy"));
  // A part that cannot be had stays the link that it is.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!whole(event) && event.detail.xhr.status >= 400) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (whole(event)) location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.target;
    for (const id of open) {
      const one = document.getElementById(id);
      if (one) one.open = true;
    }
    open = [];
    const asked = whole(event) || event.detail.boosted;
    const told = part.querySelector("[data-told]") || (asked && (part.querySelector("[role=status]") || part.querySelector("h1")));
    if (whole(event) && document.activeElement === document.body) {
      (document.getElementById("results") || part).focus({ preventScroll: true });
    }
    if (told && said.textContent !== told.textContent) said.textContent = told.textContent;
  });
})();
