// The search of the index, for its page (search.js): which cables have some words, in what order, and where.
//
// Over http the files of the index are fetched. Browsers refuse that from a disk: there the page loads small scripts
// that hand the same bytes over (tipSearch.file). So the same search works on a web server, under any path, and from a
// disk. How files are made: chancery/search/lists.py. Cables are known by their numbers in order of time.
"use strict";
self.tipSearch = (() => {
  const BASE = "pagefind/";
  const MARK = 12; // bytes before the text of a cable
  const SPAN = 2 ** 20; // more than the words of any cable
  const FULL = 1.4; // how soon a word that occurs again counts less, and how much the length of a cable does (BM25)
  const LENGTH = 0.75;
  const AROUND = 8; // pieces in which words are looked for that are spelt nearly as one is
  // Of a word in the subject, in a heading, in a paragraph, and in what stands around the text.
  const WEIGHT = { h1: 8, h2: 4, a: 1, apparatus: 0.5, transmission: 0.5, signed: 0.5, record: 0.5 };
  // Whether files can be fetched as they are. The archive holds the scripts alone, and its page no such mark.
  const fetched = location.protocol !== "file:" && Boolean(document.getElementById("served"));
  const held = new Map();
  const asked = new Map();
  let collection = null;
  let opening = null;
  const once = (key, make) => {
    if (!asked.has(key)) asked.set(key, make().catch((error) => { asked.delete(key); throw error; }));
    return asked.get(key);
  };

  // ---- files ---------------------------------------------------------------------
  const load = (path) => once(path, () => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = BASE + path;
    script.addEventListener("load", () => { script.remove(); resolve(); });
    script.addEventListener("error", () => { script.remove(); reject(new Error(`${path} is not there`)); });
    document.head.append(script);
  }));
  // The script that hands a file over.
  const scriptOf = (path) => {
    const [folder, kind, file] = path.split("/");
    if (!file) return `${folder}/${kind.split(".")[0]}.js`;
    const [, group, number] = /^(\w+-)?(\d+)\.\w+$/.exec(file) ?? [];
    return `${folder}/${number ? `${kind}-${group ?? ""}${Math.floor(number / collection.together)}` : kind}.js`;
  };
  const bytes = async (path) => {
    let answer;
    if (fetched) {
      answer = await fetch(BASE + path);
      if (!answer.ok) throw new Error(`${path} is not there`);
    } else {
      await load(scriptOf(path));
      answer = new Response(held.get(path));
    }
    const whole = new Response(answer.body.pipeThrough(new DecompressionStream("gzip")));
    return new Uint8Array(await whole.arrayBuffer());
  };
  const text = (data) => new TextDecoder().decode(data);
  const json = async (path, from = 0) => JSON.parse(text((await bytes(path)).subarray(from)));
  // A table: rows of a name and two runs of bytes.
  const table = (path) => once(`table ${path}`, async () => {
    const data = await bytes(path);
    let at = data.indexOf(10) + 1;
    const run = (size) => data.subarray(at, (at += size));
    return JSON.parse(text(data.subarray(0, at))).map(([name, one, other]) => [name, run(one), run(other)]);
  });
  // Numbers out of bytes, seven bits each.
  const numbers = (data) => {
    const found = new Uint32Array(data.length);
    let count = 0;
    let shift = 0;
    for (const byte of data) {
      found[count] |= (byte & 127) << shift;
      if (byte < 128) { count += 1; shift = 0; } else shift += 7;
    }
    return found.subarray(0, count);
  };
  const sums = (steps) => {
    for (let i = 1; i < steps.length; i += 1) steps[i] += steps[i - 1];
    return steps;
  };

  // ---- a question: words, and phrases in quotes --------------------------------------
  const PHRASE = /["“”]([^"“”]+)["“”]/g;
  const phrases = (query) => [...query.matchAll(PHRASE)].map((each) => each[1].trim()).filter(Boolean);
  const plain = (word) => self.stem(word.normalize("NFD").replace(/[^\p{L}\p{N}_]/gu, "").toLowerCase());
  const stems = (words) => words.trim().split(/\s+/).map(plain).filter(Boolean);
  // A compound is in the index as a whole and by its parts: 'anti-trafficking', 'anti', 'trafficking'.
  const PARTS = /[^\p{L}\p{N}]+|(?<=\p{N})(?=\p{L})|(?<=\p{L})(?=\p{N})|(?<=\p{Ll})(?=\p{Lu})/u;
  const forms = (word) => [word, ...word.normalize("NFD").replace(/\p{M}/gu, "").split(PARTS)].map(plain).filter(Boolean);
  const understood = (query) => {
    const kept = phrases(query ?? "").map(stems).filter((each) => each.length);
    return {
      words: [...new Set(stems((query ?? "").replace(PHRASE, " ")))],
      phrases: kept,
      loose: kept.filter((each) => each.length === 1).flat(), // and what the index has for the words
    };
  };

  // ---- the lists -------------------------------------------------------------------------
  const whole = async () => {
    const { pieces, lengths, common } = await json(`${collection.lists}/list.bin`);
    const mean = lengths.reduce((sum, each) => sum + each, 0) / lengths.length || 1;
    const total = lengths.length;
    const groupOf = (word) => (word[0] >= "a" && word[0] <= "z" ? word[0] : "0") + (word.includes(" ") ? "2" : "");
    // The piece of a group where a word stands, or what begins with it.
    const piece = (word) => {
      const group = groupOf(word);
      const number = pieces[group].findIndex((last) => last >= word);
      return number < 0 ? null : `${group}-${number}.bin`;
    };
    const rows = async (kind, word) => {
      const name = piece(word);
      return name ? table(`${collection.lists}/${kind}/${name}`) : [];
    };
    // A word; where no cable has it, those that begin with it: it is still being typed, or a part of a reference id.
    const meant = async (word, exact) => {
      const near = await rows("cables", word);
      const itself = near.filter(([name]) => name === word);
      return itself.length || exact ? itself : near.filter(([name]) => name.startsWith(word));
    };
    // Cables that fitted all words so far and have this one, too: 'fits' counts words, and 'scores' adds up. Gives how
    // rare the word is, and what is in the index for it.
    const weigh = async (word, exact, count, fits, scores) => {
      const often = new Float32Array(total);
      let many = 0;
      const found = await meant(word, exact);
      for (const [, cables, weights] of found) {
        sums(numbers(cables)).forEach((cable, i) => {
          if (!often[cable]) many += 1;
          often[cable] += weights[i];
        });
      }
      const rare = Math.log(1 + (total - many + 0.5) / (many + 0.5));
      for (let cable = 0; cable < total; cable += 1) {
        if (!often[cable] || fits[cable] !== count) continue;
        fits[cable] += 1;
        scores[cable] += (rare * often[cable] * (FULL + 1)) / (often[cable] + FULL * (1 - LENGTH + (LENGTH * lengths[cable]) / mean));
      }
      return [rare, found.map(([name]) => name)];
    };
    // Where a word stands in all cables, less its place in a phrase: numbers that grow.
    const stands = async (word, place) => {
      const [cables, places] = await Promise.all(["cables", "places"].map(async (kind) => (await rows(kind, word)).find(([name]) => name === word)));
      if (!cables) return new Float64Array();
      const steps = numbers(places[2]);
      const counts = numbers(places[1]);
      const found = new Float64Array(steps.length);
      let at = 0;
      sums(numbers(cables[1])).forEach((cable, i) => {
        let now = cable * SPAN - place;
        for (const end = at + counts[i]; at < end; at += 1) found[at] = now += steps[at];
      });
      return found;
    };
    const shared = (one, other) => {
      let at = 0;
      return one.filter((each) => {
        while (other[at] < each) at += 1;
        return other[at] === each;
      });
    };
    // A common word is looked up as a pair with the one behind it (pairs.py), any other alone if no pair has it.
    const phrase = async (words) => {
      const leads = words.map((word, i) => i + 1 < words.length && common.includes(word));
      const parts = words.map((word, i) => (leads[i] ? `${words[i + 1]} ${word}` : !leads[i - 1] && word));
      const found = await Promise.all(parts.map((part, i) => part && stands(part, i)));
      return found.filter(Boolean).sort((a, b) => a.length - b.length).reduce(shared);
    };

    // ---- filters -------------------------------------------------------------------
    const cut = (path) => `${collection.lists}/facets/${path}.bin`;
    const allowed = async (facet, values) => {
      const found = new Uint8Array(total);
      for (const [value, cables] of await table(cut(facet))) if (values.includes(value)) for (const cable of sums(numbers(cables))) found[cable] = 1;
      return found;
    };
    // What each value would leave. Where a facet has a choice, its other values are counted without that choice, for
    // they would be added to it.
    const counts = async (fits, masks) => Object.fromEntries(await Promise.all(Object.keys(collection.facets).map(async (facet) => {
      const others = masks.filter(([name]) => name !== facet);
      const left = fits.map((fit, cable) => (fit && others.every(([, mask]) => mask[cable]) ? 1 : 0));
      const count = (cables) => sums(numbers(cables)).reduce((sum, cable) => sum + left[cable], 0);
      return [facet, Object.fromEntries((await table(cut(facet))).map(([value, cables]) => [value, count(cables)]))];
    })));

    // The cables that fit, by time; 'best' gives the best first. 'chosen' is facet to values.
    const search = async (query, chosen) => {
      const question = understood(query);
      const words = [...question.words.map((each) => [each, false]), ...question.phrases.flat().map((each) => [each, true])];
      const fits = new Uint8Array(total);
      if (query && !words.length) fits.fill(1); // signs alone: as if there were a word that no cable has
      const scores = new Float32Array(total);
      const masks = Promise.all(Object.entries(chosen).map(async ([facet, values]) => [facet, await allowed(facet, values)]));
      const found = question.phrases.filter((each) => each.length > 1).map(phrase); // asked for together with the words
      for (const [word] of words) rows("cables", word).catch(() => {});
      question.rare = new Map(); // by what is in the index
      for (const [count, [word, exact]] of words.entries()) {
        const [rare, names] = await weigh(word, exact, count, fits, scores);
        for (const name of names) question.rare.set(name, rare);
        if (!exact) question.loose.push(...names);
      }
      const stand = (await Promise.all(found)).map((places) => {
        const has = new Uint8Array(total);
        for (const each of places) has[Math.floor(each / SPAN)] = 1;
        return has;
      });
      for (let cable = 0; cable < total; cable += 1) fits[cable] = fits[cable] === words.length && stand.every((has) => has[cable]) ? 1 : 0;
      const chosenHere = await masks;
      const hits = [];
      for (let cable = 0; cable < total; cable += 1) if (fits[cable] && chosenHere.every(([, mask]) => mask[cable])) hits.push(cable);
      const best = () => [...hits].sort((a, b) => scores[b] - scores[a] || b - a);
      return { hits, best, counts: () => counts(fits, chosenHere), show: async (cable) => shown(await show(cable), question) };
    };
    // The stem of a word, and those of the index that begin as it does, for who looks for what is spelt nearly so.
    const around = async (given) => {
      const [stem = ""] = stems(given);
      const begin = stem.slice(0, Math.min(4, stem.length >> 1));
      if (!begin) return [stem, []];
      const group = groupOf(stem);
      const held = pieces[group];
      const own = held.filter((last) => last < stem).length;
      const some = [...held.keys()].filter((i) => held[i] >= begin && (held[i - 1] ?? "") <= `${begin}\uffff`);
      some.sort((a, b) => Math.abs(a - own) - Math.abs(b - own));
      const rows = await Promise.all(some.slice(0, AROUND).map((i) => table(`${collection.lists}/cables/${group}-${i}.bin`)));
      // As a cable has them: a stem is no word.
      const words = async (name, cable) => {
        const { content } = await show(cable);
        const found = content.split(/\s+/).filter((each) => plain(each) === name);
        return [...new Set(found.map((each) => each.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase()))];
      };
      const near = rows.flat().filter(([name]) => name.startsWith(begin));
      return [stem, near.map(([name, cables, weights]) => ({ stem: name, cables: weights.length, words: () => words(name, numbers(cables)[0]) }))];
    };
    return { search, around };
  };

  // ---- what a hit shows ------------------------------------------------------------------
  const show = (cable) => {
    let number = cable;
    const shard = collection.shards.find(({ cables }) => number < cables || ((number -= cables), false));
    return once(`cable ${cable}`, () => json(`${shard.folder}/text/${number}.bin`, MARK));
  };
  // Its words, and which of them were asked for: place and weight.
  const shown = ({ content, anchors, meta }, { loose, phrases: kept, rare }) => {
    const text = content.split(/\s+/);
    const first = new Set([...loose, ...kept.flat()].map((each) => each[0]));
    const near = text.map((word) => { // a stem begins as its word does
      const found = word.normalize("NFD").toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
      return found.some((each) => first.has(each[0])) || /\p{L}\p{N}|\p{N}\p{L}|\p{Ll}\p{Lu}/u.test(word) ? forms(word) : [];
    });
    const weight = new Map();
    near.forEach((has, place) => {
      const word = loose.find((each) => has.includes(each));
      if (word) weight.set(place, rare.get(word));
    });
    for (const phrase of kept) {
      near.forEach((_, place) => {
        if (phrase.every((word, i) => near[place + i]?.includes(word))) phrase.forEach((word, i) => weight.set(place + i, rare.get(word)));
      });
    }
    const heavy = (place) => {
      const at = anchors.findLast((each) => each.id && each.location <= place);
      return WEIGHT[at?.id] ?? WEIGHT[at?.element] ?? 1;
    };
    const about = meta.about.split(" ").map((word) => forms(word).some((each) => loose.includes(each)));
    return { words: text, anchors, meta, about, places: [...weight].map(([place, rare]) => ({ place, score: rare * heavy(place) })) };
  };

  return {
    // Called by the scripts of the index.
    open: (told) => { collection = told; },
    file: (path, data) => { held.set(path, Uint8Array.from(atob(data), (each) => each.charCodeAt(0))); },

    // Called by the page.
    collection: async () => { await load("collection.js"); return collection; },
    phrases,
    engine: () => (opening ??= whole()),
  };
})();
