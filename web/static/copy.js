// Copying a passage with its citation. Without this file the 引用 fold holds the same text.
(() => {
  async function write(target) {
    const text = target.textContent;
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Plain http on another host has no clipboard API: select the text and copy that.
    const fold = target.closest("details");
    if (fold) fold.open = true;
    getSelection().selectAllChildren(target);
    if (!document.execCommand("copy")) throw new Error("copy refused");
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const label = button.textContent;
    const target = document.getElementById(button.dataset.copy);
    try {
      await write(target);
      const caution = button.dataset.caution;
      button.textContent = caution ? "已复制（慎引）" : "已复制";
      document.querySelector("[data-said]").textContent = caution ? `已复制，附出处。慎引：${caution}` : "已复制，附出处";
    } catch {
      button.textContent = "请手动复制";
      const fold = target.closest("details");
      if (fold) fold.open = true;
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
})();
