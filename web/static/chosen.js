// Names the file that was chosen beside its label. Without this file the browser's own field shows.
document.addEventListener("change", (event) => {
  const told = event.target.closest(".file-in")?.querySelector("[data-chosen]");
  if (told) told.textContent = event.target.files[0]?.name ?? "还没有选";
});
