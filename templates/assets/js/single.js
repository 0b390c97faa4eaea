// The search of a single file: every paragraph that has all words, or a "phrase". The file reads without it.
(() => {
  "use strict";
  const form = document.getElementById("quick");
  if (!form) return;
  const box = document.getElementById("quick-q");
  const says = document.getElementById("quick-says");
  const list = document.getElementById("quick-hits");
  const MOST = 50;
  const AROUND = 90;
  let all = null;

  const read = () => {
    all = [];
    for (const part of document.querySelectorAll(".para[id]")) {
      const text = part.querySelector(":scope > p");
      if (!text) continue;
      const section = part.closest(".part");
      const doc = part.closest(".doc");
      all.push({
        id: part.id,
        at: text,
        text: text.textContent,
        low: text.textContent.toLowerCase(),
        number: part.querySelector(".ref .n")?.textContent ?? "",
        title: section?.querySelector("h2")?.textContent ?? "",
        doc: doc?.querySelector("summary h2")?.textContent ?? "",
      });
    }
  };

  const asked = (text) => [...text.toLowerCase().matchAll(/["“”]([^"“”]+)["“”]?|[^\s"“”]+/g)].map((m) => (m[1] ?? m[0]).trim()).filter(Boolean);

  const light = (hits, words) => {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    for (const { at } of hits) {
      const walk = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const low = node.data.toLowerCase();
        if (low.length !== node.data.length) continue;
        for (const word of words) {
          for (let i = low.indexOf(word); i >= 0; i = low.indexOf(word, i + word.length)) {
            const range = new Range();
            range.setStart(node, i);
            range.setEnd(node, i + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("quick", new Highlight(...ranges));
  };

  const row = (hit, words) => {
    const at = Math.min(...words.map((word) => hit.low.indexOf(word)));
    const first = at < AROUND ? 0 : hit.text.lastIndexOf(" ", at - AROUND) + 1;
    const end = hit.text.indexOf(" ", first + 3 * AROUND);
    const text = hit.text.slice(first, end < 0 ? undefined : end).replace(/\s+/g, " ");
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${hit.id}`;
    link.textContent = [hit.doc, hit.title, hit.number].filter(Boolean).join(", ");
    const told = document.createElement("span");
    told.textContent = `${first ? "… " : ""}${text}${end < 0 ? "" : " …"}`;
    item.append(link, told);
    return item;
  };

  const search = () => {
    if (!all) read();
    const words = asked(box.value);
    const hits = words.length ? all.filter(({ low }) => words.every((word) => low.includes(word))) : [];
    const shown = hits.slice(0, MOST);
    list.replaceChildren(...shown.map((hit) => row(hit, words)));
    light(shown, words);
    const count = hits.length === 1 ? "1 paragraph" : `${hits.length} paragraphs`;
    const more = hits.length > MOST ? `, the first ${MOST} are listed` : "";
    if (!words.length) says.textContent = "";
    else says.textContent = hits.length ? `${count}${more}.` : "No paragraph has all of these words.";
  };

  let waiting = 0;
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    list.querySelector("a")?.focus();
  });
  document.getElementById("quick-print")?.addEventListener("click", () => print());
  // Where the style sheet cannot open a fold for the printer, this does.
  addEventListener("beforeprint", () => { for (const doc of document.querySelectorAll(".doc:not([open])")) { doc.open = true; doc.dataset.shut = ""; } });
  addEventListener("afterprint", () => { for (const doc of document.querySelectorAll(".doc[data-shut]")) { doc.open = false; delete doc.dataset.shut; } });
  form.hidden = false;
})();
