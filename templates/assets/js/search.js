// The search page. The address holds the search; what finds is in search-engine.js.
"use strict";
(() => {
  const FACETS = { country: "Country", year: "Year", kind: "Kind", topic: "Topic", post: "Post", tag: "Tag", classification: "Classification" };
  const FEW = 6; // values of a facet that are shown at once
  const AT_ONCE = 10; // cables
  const BEST = 3; // paragraphs of a cable
  const SMALL = 1000; // cables: so few that all counts are loaded with the first search
  const AROUND = 14; // words before and after a hit
  const FRAME = { apparatus: "References and tags", transmission: "Transmission", signed: "Signature", record: "About this record", unplaced: "Not placed by any rule" };

  const at = (id) => document.getElementById(id);
  const form = at("search");
  if (!form) return;
  const box = at("q");
  const list = at("list");
  const says = at("says");
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const cables = (count) => (count === 1 ? "one cable" : `${count.toLocaleString("en")} cables`);
  const say = (text) => { if (says.textContent !== text) says.textContent = text; };

  let collection = null;
  let run = 0; // the newest search; an older one that ends late shows nothing
  let counting = false;
  const all = new Set(); // facets that show all values

  // ---- the address is the state ------------------------------------------------
  const read = () => new URLSearchParams(location.hash.slice(1));
  const address = (query, chosen, sort) => {
    const words = new URLSearchParams();
    if (query) words.set("q", query);
    for (const [facet, values] of Object.entries(chosen)) for (const value of values) words.append(facet, value);
    if (sort) words.set("sort", sort);
    return `#${words}`;
  };
  const chosenIn = (words) => Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, words.getAll(facet)]).filter(([, values]) => values.length));
  const chosenNow = () => {
    const chosen = {};
    for (const each of form.querySelectorAll("#facets input:checked")) (chosen[each.name] ??= []).push(each.value);
    return chosen;
  };

  // ---- filters -----------------------------------------------------------------
  const row = (facet, [value, words], shown) => {
    const box = make("input", { type: "checkbox", name: facet, value });
    const label = make("label", {}, box, make("span", { class: "what" }, words), make("span", { class: "many" }));
    label.hidden = !shown;
    return label;
  };
  const draw = () => {
    for (const [facet, title] of Object.entries(FACETS)) {
      const values = collection.facets[facet] ?? [];
      if (!values.length) continue;
      const set = make("fieldset", { id: `f-${facet}` }, make("legend", {}, title));
      if (values.length === 1) set.append(make("p", {}, `All: ${values[0][1]}`));
      else set.append(...values.map((each, i) => row(facet, each, i < FEW)));
      if (values.length > FEW) {
        const button = make("button", { type: "button", class: "all" }, `All ${values.length}`, make("span", { class: "sr" }, ` in ${title}`));
        button.addEventListener("click", () => { all.add(facet); for (const each of set.querySelectorAll("label")) each.hidden = false; button.remove(); set.querySelectorAll("input")[FEW]?.focus(); });
        set.append(button);
      }
      at("facets").append(set);
    }
  };
  const show = (found, query) => {
    for (const [facet, values] of Object.entries(collection.facets)) {
      const set = at(`f-${facet}`);
      const boxes = [...(set?.querySelectorAll("label") ?? [])];
      let few = 0;
      boxes.forEach((label, i) => {
        const [value, , total] = values[i];
        const checked = label.querySelector("input").checked;
        const count = found ? found[facet]?.[value] ?? 0 : query ? null : total;
        label.querySelector(".many").textContent = count === null ? "" : count.toLocaleString("en");
        label.classList.toggle("none", count === 0 && !checked);
        label.hidden = !(checked || all.has(facet) || (count !== 0 && (few += 1) <= FEW));
      });
      if (boxes.length) set.hidden = boxes.every((label) => label.hidden); // nothing fits: it would be a title alone
    }
    const chosen = form.querySelectorAll("#facets input:checked");
    at("chosen").textContent = [...chosen].map((each) => each.parentElement.querySelector(".what").textContent).join(", ");
  };

  // ---- hits --------------------------------------------------------------------
  // The paragraph of each word that was hit: the last place of the page that begins before it.
  const paragraphs = (data) => {
    const places = data.anchors.filter((each) => each.id).sort((a, b) => a.location - b.location);
    const found = new Map();
    for (const { place: word, score } of data.places) {
      let place = null;
      let section = "";
      for (const each of places) {
        if (each.location > word) break;
        if (each.element !== "a") section = each.element === "h1" ? "" : FRAME[each.id] ?? each.text;
        place = each;
      }
      const key = place?.id ?? "top";
      if (!found.has(key)) found.set(key, { id: key, section, paragraph: place?.element === "a", start: place?.location ?? 0, words: [], score: 0 });
      const one = found.get(key);
      one.words.push(word);
      one.score += score;
    }
    for (const one of found.values()) one.end = places.find((each) => each.location > one.start)?.location;
    return [...found.values()];
  };
  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const { phrases } = window.tipSearch;
  // The words to light on the cable's page: as they stand there, so that 'convict' lights 'convicted'.
  const lit = (query, words, one) => {
    const kept = phrases(query);
    const inside = new Set(kept.join(" ").toLowerCase().split(/\s+/).map(bare));
    const others = new Set(one.words.map((i) => bare(words[i] ?? "").toLowerCase()).filter((each) => each && !inside.has(each)));
    return [...kept, ...others].slice(0, 12);
  };
  const link = (id, query, words, one, more = []) => {
    const told = new URLSearchParams([...lit(query, words, one), ...more.map(bare)].map((each) => ["lit", each]));
    const place = one.id === "top" ? "" : `#${one.id}`;
    return `cables/${encodeURIComponent(id)}.html${told.size ? `?${told}` : ""}${place}`;
  };
  const excerpt = (words, one) => {
    const first = Math.max(one.start, Math.min(...one.words) - AROUND);
    const last = Math.min(one.end ?? words.length, first + 3 * AROUND);
    const hits = new Set(one.words);
    const line = make("p", { class: "q" });
    if (first > one.start) line.append("… ");
    for (let i = first; i < last; i += 1) {
      line.append(hits.has(i) ? make("mark", { class: "hit" }, words[i]) : words[i], " ");
    }
    if (last < (one.end ?? words.length)) line.append("…");
    return line;
  };
  const named = (one) => {
    const number = /^p(\d+)(?:-\d+)?$/.exec(one.id)?.[1];
    return [one.section || "Subject", number ? `¶${number}` : ""].filter(Boolean).join(", ");
  };
  const entry = (data, query) => {
    const { words } = data;
    const places = paragraphs(data).sort((a, b) => b.score - a.score || a.start - b.start);
    const id = data.meta.id;
    const item = make("div", { class: "entry" });
    const first = places[0];
    // A word can stand in the line below the title alone: country, kind and year in words, the day.
    const about = data.meta.about.split(" ");
    const href = link(id, query, words, first ?? { id: "top", words: [] }, first ? [] : about.filter((_, i) => data.about[i]));
    const line = about.flatMap((word, i) => [" ", data.about[i] ? make("mark", { class: "hit" }, word) : word]);
    item.append(make("h3", {}, make("a", { href }, data.meta.title)), make("p", { class: "small" }, make("span", { class: "mono" }, id), " ·", ...line));
    const inOrder = (some) => some.sort((a, b) => a.start - b.start);
    const shown = inOrder(places.slice(0, BEST).filter((one, i) => i === 0 || one.id !== "top"));
    for (const one of shown) item.append(make("p", { class: "on" }, make("a", { href: link(id, query, words, one) }, named(one))), excerpt(words, one));
    const rest = inOrder(places.slice(BEST));
    if (rest.length) {
      const more = make("p", { class: "small" }, "Also in ");
      rest.forEach((one, i) => more.append(i ? ", " : "", make("a", { href: link(id, query, words, one) }, named(one))));
      item.append(more);
    }
    return [item, places.filter((one) => one.paragraph).length];
  };

  // ---- a search --------------------------------------------------------------------
  const ordered = ({ hits, best }, sort) => (sort === "oldest" ? hits : sort ? [...hits].reverse() : best());
  const told = (count, shown, places, query) => {
    const first = shown < count ? `, the first ${shown} are shown` : "";
    if (query && shown === count && places) return `${places === 1 ? "One paragraph" : `${places} paragraphs`} in ${cables(count)}`;
    return cables(count).replace("one", "One") + first;
  };
  const search = async () => {
    const mine = (run += 1);
    const words = read();
    const query = (words.get("q") ?? "").trim();
    const chosen = chosenIn(words);
    const sort = words.get("sort") ?? "";
    at("near").replaceChildren();
    at("more").hidden = true;
    at("ways").hidden = Boolean(query || Object.keys(chosen).length);
    if (at("ways").hidden === false) {
      list.replaceChildren();
      at("order").hidden = true;
      say("");
      show(null, "");
      return;
    }
    const engine = await window.tipSearch.engine();
    const found = await engine.search(query, chosen);
    const inOrder = ordered(found, sort || (query ? "" : "newest"));
    if (mine !== run) return;
    at("order").hidden = inOrder.length < 2;
    let [shown, places] = [0, 0];
    const next = async (many) => {
      const loading = inOrder.slice(shown, shown + many).map(found.show);
      let first = null;
      at("more").disabled = true;
      for (const data of loading) {
        const [item, count] = entry(await data, query);
        if (mine !== run) return null;
        if (!shown) list.replaceChildren();
        shown += 1;
        places += count;
        first ??= item;
        list.append(item);
      }
      at("more").hidden = shown >= inOrder.length;
      at("more").disabled = false;
      say(told(inOrder.length, shown, places, query));
      return first;
    };
    at("more").onclick = async () => { (await next(AT_ONCE))?.querySelector("a")?.focus(); };
    const before = history.state;
    if (inOrder.length) await next(before?.shown || AT_ONCE);
    else await nothing(engine, query, chosen, mine);
    if (mine !== run) return;
    if (before && mine === 1) scrollTo(0, before.top);
    counting ||= collection.cables <= SMALL;
    // What stands beside the values: how many cables each would leave.
    const counts = counting ? await found.counts() : null;
    if (mine === run) show(counts, query);
  };
  const nothing = async (engine, query, chosen, mine) => {
    const found = await window.tipNear(engine, query, chosen, collection.cables);
    if (mine !== run) return;
    list.replaceChildren();
    const among = Object.keys(chosen).length ? " among those that the filters leave" : "";
    say(`Nothing fits ${query ? `“${query.replace(/["“”]/g, "")}”` : "these filters"}${query ? among : ""}.${found.length ? " What is near:" : ""}`);
    const row = (one) => make("li", {}, make("a", { href: address(one.query, one.filters, "") }, one.query || "all cables"), make("span", {}, [one.note, cables(one.cables)].filter(Boolean).join(": ")));
    if (found.length) at("near").append(make("ul", { class: "list" }, ...found.map(row)));
    else at("ways").hidden = false;
  };
  const failed = (error) => {
    say(`The search cannot be opened: ${error.message}. The indexes below lead to every cable.`);
    at("ways").hidden = false;
  };
  const go = () => search().catch(failed);

  // ---- the controls ------------------------------------------------------------------
  const fill = () => {
    const words = read();
    if (document.activeElement !== box || box.value.trim() !== (words.get("q") ?? "")) box.value = words.get("q") ?? "";
    at("sort").value = words.get("sort") ?? "";
    const chosen = chosenIn(words);
    for (const each of form.querySelectorAll("#facets input")) each.checked = chosen[each.name]?.includes(each.value) ?? false;
    go();
  };
  const change = (method) => {
    const next = address(box.value.trim(), chosenNow(), at("sort").value);
    if (next !== (location.hash || "#")) history[method](null, "", next);
    go();
  };
  let waiting = 0;
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => change("replaceState"), 150); });
  box.addEventListener("focus", () => { if (collection?.shards.length) window.tipSearch.engine().catch(failed); }, { once: true });
  form.addEventListener("change", (event) => { if (event.target !== box) { counting = true; change("pushState"); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); change("pushState"); });
  for (const kind of ["pointerenter", "focusin"]) {
    at("facets").addEventListener(kind, () => { if (!counting) { counting = true; go(); } });
  }
  addEventListener("popstate", fill);
  addEventListener("pagehide", () => history.replaceState({ shown: list.childElementCount, top: scrollY }, "")); // for who comes back
  // Arrows go from hit to hit, Escape and / go back to the words.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches?.("input, select, textarea");
    if ((event.key === "/" && !typing) || (event.key === "Escape" && list.contains(event.target))) {
      event.preventDefault();
      box.focus();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && (event.target === box || list.contains(event.target))) {
      const links = [box, ...list.querySelectorAll("a")];
      const to = links[links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
      if (to) { event.preventDefault(); to.focus(); }
    }
  });
  const wide = matchMedia("(min-width: 65rem)");
  const unfold = () => { at("filters").open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();

  // The home page asks by ?q=; the address of a search has it behind the #.
  const query = new URLSearchParams(location.search).get("q");
  if (query !== null) {
    const to = location.href.split(/[?#]/)[0] + (location.hash || address(query, {}, ""));
    location.replace(to);
    return;
  }
  form.hidden = false;
  window.tipSearch.collection().then((told) => {
    collection = told;
    if (!collection.shards.length) {
      for (const each of form.querySelectorAll(".ask, #how, #filters")) each.remove();
      say(collection.cables ? "This copy of the site was made without the search. The ways below lead to every cable." : "The collection is empty.");
      return;
    }
    draw();
    fill();
    if (!location.hash && wide.matches) box.focus();
  }).catch(failed);
})();
