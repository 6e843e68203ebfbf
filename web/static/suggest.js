// Suggestions while a query is typed, by characters, pinyin and initials. Without this file the
// box takes a query all the same.
(() => {
  const PAUSE = 80; // milliseconds without a key before the server is asked

  for (const box of document.querySelectorAll("[data-suggest]")) {
    const list = box.list;
    let timer = 0;
    let asked = "";

    const show = (typed, suggestions) => {
      list.replaceChildren(
        ...suggestions.map(({ text, kind, cases }) => {
          const option = document.createElement("option");
          option.value = text;
          // Browsers keep only options that contain what is typed: pinyin goes into the label.
          option.label = [kind || "题名", cases ? `${cases} 篇` : "", typed].filter(Boolean).join(" · ");
          return option;
        }),
      );
    };

    const ask = async () => {
      const typed = box.value.trim();
      if (!typed || typed === asked) return;
      asked = typed;
      try {
        const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`);
        const { suggestions } = await answer.json();
        if (asked === typed) show(typed, suggestions);
      } catch {
        list.replaceChildren();
      }
    };

    box.addEventListener("input", (event) => {
      clearTimeout(timer);
      // While a Chinese input method composes, letters are not yet what is meant.
      if (!event.isComposing) timer = setTimeout(ask, PAUSE);
    });
    box.addEventListener("compositionend", () => { timer = setTimeout(ask, PAUSE); });
  }
})();
