// Files and folders by drag or choice, sent one by one, with live progress. Without this file the
// form sends all at once and the page reloads itself while files are read.
(() => {
  const form = document.querySelector(".upload");
  if (!form) return;
  const input = form.querySelector("#file");
  const folder = form.querySelector("#folder");
  const button = form.querySelector("button");
  const hint = form.querySelector("[data-hint]");
  const largest = Number(form.dataset.largest);
  const token = form.elements.token.value;
  let polling = false;

  hint.hidden = false;
  form.querySelector(".folder").hidden = false;
  button.hidden = true;
  form.classList.add("live");

  async function renew(address, part) {
    const answer = await fetch(address);
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(part);
    if (shown) document.querySelector(part).replaceWith(shown);
    return shown;
  }

  async function refresh() {
    const shown = await renew(form.dataset.progress, "[data-intake]");
    if ("running" in shown.dataset) return true;
    await renew(location.href, "[data-sources]");
    return false;
  }

  async function poll() {
    if (polling) return;
    polling = true;
    let failed = 0;
    while (failed < 5) {
      try {
        failed = 0;
        if (!(await refresh())) break;
      } catch { failed += 1; }
      await new Promise((done) => setTimeout(done, 700));
    }
    polling = false;
  }

  function say(words) {
    const line = document.createElement("p");
    line.className = "notice";
    line.setAttribute("role", "alert");
    line.textContent = words;
    form.after(line);
  }

  async function send(files) {
    for (const { file, path } of files) {
      if (file.size > largest) { say(`${path}：文件过大，没有上传`); continue; }
      const body = new FormData();
      body.append("token", token);
      body.append("path", path);
      body.append("file", file, file.name);
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.status);
      } catch {
        say(`${path}：没有传到，请刷新页面再试`);
      }
      poll();
    }
    input.value = "";
    folder.value = "";
  }

  const listed = (files) => [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  input.addEventListener("change", () => send(listed(input.files)));
  folder.addEventListener("change", () => send(listed(folder.files)));
  form.addEventListener("submit", (event) => { event.preventDefault(); send(listed(input.files)); });

  async function walk(entry, found) {
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      found.push({ file, path: entry.fullPath.replace(/^\//, "") });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const entries = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!entries.length) return;
      for (const inner of entries) if (!/^(\.|~\$)/.test(inner.name)) await walk(inner, found);
    }
  }

  for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) form.classList.remove("over"); });
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const items = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    const found = [];
    if (items.some(Boolean)) for (const entry of items) { if (entry) await walk(entry, found); }
    else found.push(...listed(event.dataTransfer.files));
    send(found);
  });

  if (document.querySelector("[data-intake][data-running]")) poll();
})();
