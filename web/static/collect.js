// 收入素材 without leaving the page, and the outline by dragging. Without this file the buttons
// send their form and come back.
(() => {
  const form = document.getElementById("collect");
  const status = document.querySelector("[data-said]");
  const count = document.querySelector("[data-collected]");

  if (form) form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const body = new FormData(form);
    body.append(button.name, button.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const { count: now, said } = await answer.json();
      if (count) count.textContent = now;
      if (status) status.textContent = said;
      button.textContent = said.includes("慎引") ? "已收入（慎引）" : "已收入";
      button.title = said;
    } catch {
      button.textContent = "未能收入，请刷新";
    }
  });

  const outline = document.querySelector("[data-outline]");
  const move = document.getElementById("move");
  if (!outline || !move) return;
  let dragged = null;
  for (const grip of outline.querySelectorAll(".grip")) {
    const item = grip.closest("li");
    grip.draggable = true;
    grip.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.entry);
      event.dataTransfer.setDragImage(item, 0, 0);
      item.classList.add("dragged");
    });
    grip.addEventListener("dragend", () => { item.classList.remove("dragged"); dragged = null; });
  }
  outline.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged) return;
    event.preventDefault();
    if (!over || over === dragged) return;
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
  });
  outline.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    move.elements.entry.value = dragged.dataset.entry;
    move.elements.do.value = `to:${[...outline.children].indexOf(dragged)}`;
    move.submit();
  });
})();
