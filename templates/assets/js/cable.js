// A cable reads without this. It opens the fold that holds the place an address names, marks the place you are at
// in the contents, and prints.
(() => {
  "use strict";
  const open = () => {
    let at = null;
    try { at = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    const fold = at && at.closest("details");
    if (fold && !fold.open) { fold.open = true; at.scrollIntoView(); }
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
    if (first) links.get(first).setAttribute("aria-current", "location");
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const part of document.querySelectorAll(".part[id]")) watch.observe(part);
})();
