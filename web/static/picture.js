// The picture as a PNG, drawn by the browser from the SVG. Without this file the SVG is there to keep.
(() => {
  const SCALE = 2; // dots for each unit of the picture: sharp on paper

  async function keep(address, name) {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("no picture");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-picture]");
    if (!button) return;
    const label = button.dataset.label ||= button.textContent;
    button.disabled = true;
    try {
      await keep(button.dataset.picture, button.dataset.name);
      button.textContent = label;
    } catch {
      button.textContent = "没有画成，请用 SVG";
    }
    button.disabled = false;
  });
})();
