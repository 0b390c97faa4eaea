// A cable reads without this. The place an address names:
const placeNamed = () => {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; } // no name at all
};

// It opens the fold that holds that place, lights the raw lines of a paragraph, marks the place you are at in the
// contents, and prints.
(() => {
  "use strict";
  const open = () => {
    const at = placeNamed();
    let shut = false;
    for (let fold = at?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      shut ||= !fold.open;
      fold.open = true;
    }
    if (shut) at.scrollIntoView();
    const became = (run) => run?.querySelector(".role a")?.hash;
    const whole = became(at?.closest(".run")); // a page marker can stand between its lines
    for (const run of document.querySelectorAll(".run")) run.classList.toggle("at", Boolean(whole) && became(run) === whole);
  };
  addEventListener("hashchange", open);
  open();
  const button = document.getElementById("print");
  if (button) { button.hidden = false; button.addEventListener("click", () => print()); }
  const links = new Map([...document.querySelectorAll(".toc-side a[href^='#']")].map((a) => [a.hash.slice(1), a]));
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const e of entries) { if (e.isIntersecting) seen.add(e.target.id); else seen.delete(e.target.id); }
    for (const a of links.values()) a.removeAttribute("aria-current");
    const first = [...links.keys()].find((id) => seen.has(id));
    if (!first) return;
    const here = links.get(first), nav = here.closest(".toc-side");
    here.setAttribute("aria-current", "location");
    nav.scrollTop = here.offsetTop - nav.clientHeight / 2; // a long list scrolls in its own frame
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const part of document.querySelectorAll(".part[id]")) watch.observe(part);
})();

// Ready to copy: the link to a paragraph, its citation, each style of the cable's citation. The controls stand in the
// margin of the paragraph that is pointed at, focused or named in the address, so touch and keyboard reach them too.
(() => {
  "use strict";
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const own = () => location.href.split("#")[0];
  const address = () => canonical ?? (location.protocol.startsWith("http") ? own() : "");
  const says = document.createElement("p");
  says.className = "sr";
  says.setAttribute("role", "status");
  document.body.append(says);

  const copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      const focused = document.activeElement;
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      focused?.focus();
    }
    says.textContent = "";
    setTimeout(() => { says.textContent = `Copied: ${what}`; }, 50);
  };

  const control = (text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    return button;
  };
  const confirmed = (button) => {
    const before = button.textContent;
    if (before === "Copied") return;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = before; }, 1500);
  };

  // How a paragraph is cited: '¶18 C', or by its lines where it has no number.
  const place = (at) => {
    const [number = "", lines = ""] = [".n", ".l"].map((each) => at?.querySelector(`:scope > .ref ${each}`)?.textContent.trim());
    return number.length > 1 ? number : lines && `${lines.includes("–") ? "lines" : "line"} ${lines}`;
  };
  const where = (at) => address() && `${address()}${at ? `#${at.id}` : ""}`;
  const filled = (form, value) => (value ? form.replace("%", () => value) : "");
  // A citation for a paragraph, or for the cable where there is none; it can lead to a figure within the paragraph.
  const cited = (pre, at, to = at) => [...pre.childNodes].map((part) => {
    if (part.dataset?.at !== undefined) return filled(part.dataset.at, place(at));
    return part.dataset?.from !== undefined ? filled(part.dataset.from, where(to)) : part.textContent;
  }).join("");

  const bar = document.createElement("span");
  bar.className = "copy no-print";
  const link = control("Copy link");
  const cite = control("Copy citation");
  const more = control("More");
  bar.append(link, cite, more);
  link.hidden = !address(); // on a disk, of a site whose address is not known, it would lead nowhere but here
  let para = null;
  let named = null; // what is linked and cited: the paragraph, or the figure in it that the address names
  const name = () => (named === para ? place(para).replace("¶", "paragraph ") || "this paragraph" : "this figure");
  const show = (at, figure = null) => {
    const found = at?.closest?.(".para[id]");
    const margin = found?.querySelector(":scope > .ref");
    if (!margin || (found === para && !figure) || bar.contains(document.activeElement)) return;
    para = found;
    named = figure ?? para;
    link.setAttribute("aria-label", `Copy link to ${name()}`);
    cite.setAttribute("aria-label", `Copy citation of ${name()}`);
    more.setAttribute("aria-label", `More styles of citation for ${name()}`);
    more.hidden = cite.hidden = !para.closest("article")?.querySelector("pre [data-at]");
    margin.append(bar);
  };
  link.addEventListener("click", () => { copy(where(named), `link to ${name()}`); confirmed(link); });
  cite.addEventListener("click", () => {
    copy(cited(para.closest("article").querySelector("pre:has([data-at])"), para, named), `citation of ${name()}`);
    confirmed(cite);
  });
  const arrived = () => {
    const at = placeNamed();
    show(at, at?.matches("mark") ? at : null);
  };
  addEventListener("pointerover", (event) => show(event.target));
  addEventListener("focusin", (event) => show(event.target));
  addEventListener("hashchange", arrived);
  arrived();

  // What is cited, the cable or one paragraph, in every style: the words, what is copied, the file to take away.
  const told = (at) => {
    const text = at.querySelector(":scope > p").textContent.replace(/\s+/g, " ").trim();
    return [place(at), text.length > 48 ? `${text.slice(0, 45)}…` : text].filter(Boolean).join(" ");
  };
  const filling = (fold) => {
    const paras = [...fold.closest("article").querySelectorAll(".part > .para[id]")].filter((at) => at.querySelector(":scope > p"));
    const choice = document.createElement("select");
    choice.append(new Option("the whole cable", ""), ...paras.map((at) => new Option(told(at), at.id)));
    const label = document.createElement("label");
    label.className = "of-what no-print";
    label.append("Cite ", choice);
    fold.querySelector(".in").prepend(label);
    const chosen = () => paras.find((at) => at.id === choice.value) ?? null;
    const fill = (pre) => {
      const at = chosen(), file = pre.previousElementSibling.querySelector("a[download]");
      pre.querySelector("[data-at]").textContent = filled(pre.querySelector("[data-at]").dataset.at, place(at));
      pre.querySelector("[data-from]").textContent = filled(pre.querySelector("[data-from]").dataset.from, where(at));
      if (!file) return;
      const [kind] = file.href.split(",", 1), whole = file.dataset.whole ??= file.download, stem = whole.slice(0, whole.indexOf("."));
      const text = whole.endsWith(".ris") ? pre.textContent.replaceAll("\n", "\r\n") : pre.textContent;
      file.href = `${kind},${encodeURIComponent(text)}`;
      file.download = file.textContent = at ? whole.replace(stem, `${stem}-${at.id.split(".").pop()}`) : whole;
    };
    for (const pre of fold.querySelectorAll("pre:has([data-at])")) {
      const button = control("Copy");
      button.setAttribute("aria-label", `Copy as ${pre.previousElementSibling?.firstChild?.textContent.trim() ?? "citation"}`);
      button.addEventListener("click", () => { copy(cited(pre, chosen()), "citation"); confirmed(button); });
      pre.previousElementSibling?.append(" ", button);
      choice.addEventListener("change", () => fill(pre));
      fill(pre);
    }
    return (at) => {
      fold.open = true;
      choice.value = at.id;
      choice.dispatchEvent(new Event("change"));
      choice.focus();
    };
  };
  const folds = new Map(); // filled when first opened: a dossier has hundreds
  const filledOnce = (fold) => {
    if (!folds.has(fold)) folds.set(fold, filling(fold));
    return folds.get(fold);
  };
  for (const fold of document.querySelectorAll(".folds details:has(pre [data-at])")) {
    if (fold.open) filledOnce(fold);
    else fold.addEventListener("toggle", () => filledOnce(fold), { once: true });
  }
  more.addEventListener("click", () => filledOnce(para.closest("article").querySelector(".folds details:has(pre [data-at])"))(para));
})();

// The words of a search are lit where it leads: ?lit=judges&lit=convicted. A term of several words is a phrase; it may
// run over marks and short forms, so the text of a paragraph is matched whole and each of its pieces marked.
(() => {
  "use strict";
  const terms = new URLSearchParams(location.search).getAll("lit").map((term) => term.match(/[\p{L}\p{N}]+/gu)).filter(Boolean).slice(0, 20);
  if (!terms.length) return;
  const any = terms.map((words) => words.join("[^\\p{L}\\p{N}]+")).join("|");
  const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "giu");
  const light = (part) => {
    const nodes = [];
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) nodes.push(node);
    const found = [...part.textContent.matchAll(wanted)].map((match) => [match.index, match.index + match[0].length]);
    let end = part.textContent.length;
    for (const node of nodes.reverse()) {
      const start = end - node.length;
      for (const [from, to] of found.filter(([from, to]) => from < end && to > start).reverse()) {
        const rest = node.splitText(Math.max(from - start, 0));
        rest.splitText(Math.min(to, end) - Math.max(from, start));
        const mark = document.createElement("mark");
        mark.className = "hit";
        rest.replaceWith(mark);
        mark.append(rest);
      }
      end = start;
    }
  };
  const parts = "h1, .stamp li, .from, .part header > *, .para > p, p.para, .sign, #apparatus dt, #apparatus dd, #transmission th, #transmission td";
  for (const part of document.querySelectorAll(parts)) light(part);
  // A long paragraph or fold can begin in view and have the word below: then the word is gone to.
  addEventListener("load", () => requestAnimationFrame(() => {
    const first = placeNamed()?.querySelector("mark.hit");
    const { top, bottom } = first?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    if (first && (top < 0 || bottom > innerHeight)) first.scrollIntoView({ block: "center" });
  }));
})();
