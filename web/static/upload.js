// Files and folders by drag or choice, sent one by one, each with the bytes that have gone. Without
// this file the form sends all at once and the page reloads itself while files are read.
(() => {
  const form = document.querySelector(".upload");
  const input = form.querySelector("#file");
  const folder = form.querySelector("#folder");
  const sending = document.querySelector("[data-sending]");
  const largest = Number(form.dataset.largest);
  let onTheirWay = 0; // choices whose files are not all sent

  form.querySelector("button").hidden = true;
  form.classList.add("live");

  // A line for a file that is on its way or was not sent; what it says, and how far it is.
  function line(path) {
    const item = document.createElement("li");
    const stage = document.createElement("span");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    stage.className = "stage";
    name.className = "file-name";
    name.textContent = path;
    bar.setAttribute("aria-label", path);
    bar.max = 1;
    const stop = document.createElement("button");
    const what = document.createElement("span");
    what.className = "unseen";
    what.textContent = `：${path}`;
    stop.type = "button";
    stop.append("取消", what);
    item.append(stage, name, stop);
    sending.append(item);
    return {
      stop,
      gone: (share) => {
        stage.textContent = `正在上传 ${Math.floor(share * 100)}%`;
        bar.value = share;
        item.append(bar);
      },
      failed: (words) => {
        bar.remove();
        stop.remove();
        item.className = "stage-failed";
        sending.prepend(item);
        item.setAttribute("role", "alert");
        stage.textContent = "没有上传";
        name.textContent = `${path}：${words}`;
      },
      remove: () => item.remove(),
    };
  }

  // False where the sender stopped it.
  function post(body, { gone, stop }) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      stop.addEventListener("click", () => request.abort());
      request.addEventListener("abort", () => done(false));
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => { if (event.total) gone(event.loaded / event.total); });
      request.addEventListener("load", () => (request.status < 400 ? done(true) : fail(new Error(request.status))));
      request.addEventListener("error", fail);
      request.send(body);
    });
  }

  async function send(files) {
    const waiting = files.map((one) => ({ ...one, told: line(one.path) }));
    for (const one of waiting) {
      one.told.gone(0);
      one.told.stop.addEventListener("click", () => { one.stopped = true; one.told.remove(); });
    }
    onTheirWay += 1;
    for (const one of waiting) {
      const { file, path, told } = one;
      if (one.stopped) continue;
      if (file.size > largest) { told.failed("文件过大"); continue; }
      const body = new FormData();
      body.append("token", form.elements.token.value);
      body.append("path", path);
      body.append("file", file, file.name);
      try {
        if (!await post(body, told)) continue;
        told.remove();
      } catch {
        told.failed("没有传到，请刷新页面再试");
      }
      // The part that comes asks for itself again while files are read.
      if (!document.querySelector("#intake[data-running]")) htmx.ajax("GET", form.dataset.progress, { target: "#intake", swap: "outerHTML" });
    }
    onTheirWay -= 1;
    input.value = "";
    folder.value = "";
  }

  // Who leaves the page leaves behind what has not gone: the browser asks first.
  addEventListener("beforeunload", (event) => { if (onTheirWay) event.preventDefault(); });

  // The part comes anew again and again: never while a button of it is pressed down, or the press
  // would hit nothing.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const asked = event.detail.target.id === "intake" && event.detail.requestConfig.verb === "get";
    if (asked && document.querySelector("#intake button:active")) event.detail.shouldSwap = false;
  });

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
})();
