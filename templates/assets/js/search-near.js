// Where a search finds nothing: what is near and does find something. The page of the search shows it (search.js).
"use strict";
self.tipNear = (() => {
  const MOST = 8; // that are offered
  const SHORT = 8; // letters; a longer word may have two wrong
  const COMMON = 0.75; // of all cables: a word that they have is no help where there is another

  // How many letters are missing, too many, others, or in the place of their neighbour; more than 'most' is too many.
  const apart = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  };
  // Words of the cables that are spelt nearly so: 'trafficking' for 'traficking'.
  const like = async (engine, word) => {
    const [stem, rows] = await engine.around(word);
    const most = stem.length < SHORT ? 1 : 2;
    const near = rows.map((row) => [apart(stem, row.stem, most), row]).filter(([far]) => far <= most);
    near.sort(([a, one], [b, other]) => a - b || other.cables - one.cables);
    const far = (other) => apart(word.toLowerCase(), other, word.length + other.length);
    const found = await Promise.all(near.slice(0, 2).map(([, row]) => row.words()));
    return found.filter((some) => some.length).map((some) => some.sort((a, b) => far(a) - far(b))[0]);
  };

  return async (engine, query, chosen, cables) => {
    const words = [...new Set(query.replace(/["“”]/g, " ").trim().split(/\s+/).filter(Boolean))];
    const found = new Map();
    const offer = async (other, filters, note) => {
      const key = JSON.stringify([other, filters]);
      if (found.size >= MOST || found.has(key)) return;
      const { hits } = await engine.search(other, filters);
      if (hits.length) found.set(key, { query: other, filters, note, cables: hits.length });
    };
    const facets = Object.keys(chosen);
    if (facets.length > 1) for (const each of facets) await offer(query, Object.fromEntries(Object.entries(chosen).filter(([facet]) => facet !== each)), `whatever the ${each}`);
    if (facets.length && query) await offer(query, {}, "without filters");
    if (/["“”]/.test(query)) await offer(words.join(" "), chosen, "the words, apart");
    const many = new Map(); // cables that have a word, whatever the filters leave
    for (const each of words) many.set(each, (await engine.search(each, {})).hits.length);
    const known = words.filter((each) => many.get(each));
    const unknown = words.filter((each) => !many.get(each));
    const spelt = new Map();
    for (const each of unknown) spelt.set(each, await like(engine, each));
    const instead = (told) => query.split(/(\s+|["“”])/).map((part) => told(part) ?? part).join("");
    if (unknown.some((each) => spelt.get(each).length)) await offer(instead((part) => spelt.get(part)?.[0]), chosen, "spelt otherwise");
    for (const each of unknown) {
      for (const other of spelt.get(each)) {
        await offer(instead((part) => (part === each ? other : null)), chosen, "spelt otherwise");
        await offer(other, chosen, "spelt otherwise");
      }
    }
    if (unknown.length && known.length > 1) await offer(known.join(" "), chosen, "the others");
    if (!unknown.length && words.length > 2) for (const each of words) await offer(words.filter((other) => other !== each).join(" "), chosen, `without “${each}”`);
    const rare = known.filter((each) => many.get(each) <= COMMON * cables);
    if (words.length > 1) for (const each of rare.length ? rare : known) await offer(each, chosen, "");
    // What has the beginning of a word, where no cable has the word or one like it.
    for (const each of unknown.filter((word) => !spelt.get(word).length)) {
      const begin = each.slice(0, Math.max(4, Math.floor(each.length * 0.6)));
      if (begin.length < each.length) await offer(begin, chosen, "words that begin so");
    }
    return [...found.values()];
  };
})();
