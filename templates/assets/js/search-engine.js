// The search of the index, for its page (search.js) and for workers that the page starts from this file.
//
// Over http the files of the index are fetched, and several workers have the shards between them, so that typing is
// not held up. Browsers refuse all that from a disk: there the page itself loads small scripts that hand the same bytes
// over (tipSearch.file). Pagefind's own program is a function that is given a fetch which answers out of either. So
// the same search works on a web server, under any path, and from a disk.
"use strict";
self.tipSearch = (() => {
  const TOP = "/tip/"; // where Pagefind believes its files are; nothing is asked for there
  const HANDS = 4; // workers at most
  const KEPT = 4; // searches whose hits can still be asked for
  const inPage = typeof document !== "undefined";
  // Whether files can be fetched as they are. The archive holds the scripts alone, and its page no such mark.
  const fetched = !inPage || (location.protocol !== "file:" && Boolean(document.getElementById("served")));
  const held = new Map();
  const asked = new Map();
  let base = "pagefind/";
  let collection = null;
  let program = null;
  let alike = null; // what is told of all shards alike
  let opening = null;
  let inTime = null;

  // ---- files ---------------------------------------------------------------------
  // Load a script of the index once.
  const load = (path) => {
    if (!asked.has(path)) asked.set(path, inPage ? element(path) : Promise.resolve(importScripts(base + path)));
    return asked.get(path);
  };
  const element = (path) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = base + path;
    script.addEventListener("load", () => { script.remove(); resolve(); });
    script.addEventListener("error", () => { script.remove(); asked.delete(path); reject(new Error(`${path} is not there`)); });
    document.head.append(script);
  });
  // The script that hands a file of a shard over.
  const scriptOf = (path) => {
    const [folder, kind, file] = path.split("/");
    if (!file) return `${folder}/${kind.split(".")[0]}.js`;
    return `${folder}/${kind === "filter" ? kind : `${kind}-${Math.floor(parseInt(file, 10) / collection.together)}`}.js`;
  };
  const bytes = async (path, script = scriptOf(path), name = path) => {
    if (!fetched) {
      await load(script);
      return new Response(held.get(name));
    }
    const answer = await fetch(base + path);
    if (!answer.ok) throw new Error(`${path} is not there`);
    return answer;
  };
  const machine = async () => (await bytes(collection.shared["wasm.pagefind"], collection.shared["wasm.js"], "wasm")).arrayBuffer();

  // ---- an engine for each shard ----------------------------------------------------
  const started = async (numbers, code) => {
    await load(collection.shared["program.js"]);
    let running = false;
    const shards = numbers.map((number) => ({
      number,
      ...collection.shards[number],
      leads: [], // words whose own pieces of the index were asked for
      has: new Map(), // whether a word is there
    }));
    const answer = async (address) => {
      const path = address.slice(TOP.length).split("?")[0];
      const shard = shards.find((each) => path.startsWith(`${each.folder}/`));
      const name = path.slice(shard.folder.length + 1);
      if (name === "pagefind-entry.json") {
        const languages = { en: { hash: "en", wasm: "en", page_count: shard.cables } };
        return new Response(JSON.stringify({ ...alike, languages }));
      }
      if (name.startsWith("wasm.")) return new Response(running ? "pagefind_dcd" : code); // it runs once, for all
      const lead = /^index\/\d+-(\w+)/.exec(name);
      if (lead) shard.leads.push(lead[1]);
      return bytes(name.endsWith(".pf_meta") ? `${shard.folder}/list.pf_meta` : path);
    };
    const { createInstance } = program(answer);
    const open = async (shard) => {
      shard.engine = createInstance({ basePath: `${TOP}${shard.folder}/`, noWorker: true, metaCacheTag: "" });
      await shard.engine.search(""); // waits until it is open
    };
    await open(shards[0]);
    running = true;
    await Promise.all(shards.slice(1).map(open));
    return shards;
  };

  // ---- a question: words, and phrases in quotes --------------------------------------
  const WORDLESS = { filters: { none: "none" } }; // no cable has it: so no result has to be made to know that a word is there
  const PHRASE = /["“”]([^"“”]+)["“”]/g;
  const phrases = (query) => [...query.matchAll(PHRASE)].map((each) => each[1].trim()).filter(Boolean);
  const loose = (query) => [...new Set(query.replace(PHRASE, " ").replace(/["“”]/g, " ").trim().split(/\s+/).filter(Boolean))];
  // Whether a shard has all words: Pagefind passes over one that a shard lacks, and here all must occur. A form of a
  // word that has its own piece of the index is there; others have few places, so that it is quick to ask for them.
  const isForm = (word, lead) => word.startsWith(lead) || word === lead.replace(/i$/, "y");
  const hasAll = async (shard, words) => {
    const open = words.filter((word) => !shard.has.has(word));
    shard.leads = [];
    if (open.length) await shard.engine.preload(open.join(" "));
    const leads = [...shard.leads];
    for (const word of open) {
      const sure = leads.some((lead) => isForm(word.toLowerCase(), lead));
      shard.has.set(word, sure || (await shard.engine.search(word, WORDLESS)).unfilteredResultCount > 0);
    }
    return words.every((word) => shard.has.get(word));
  };
  // Results of a shard. Each phrase is asked for on its own; a cable must have all of them, and all loose words.
  const askShard = async (shard, query, options) => {
    if (query === null) return shard.engine.search(null, options);
    const words = loose(query);
    const questions = [...(words.length ? [words.join(" ")] : []), ...phrases(query).map((each) => `"${each}"`)];
    if (!questions.length || (words.length > 1 && !(await hasAll(shard, words)))) return { results: [], filters: {} };
    const found = [];
    for (const each of questions) found.push(await shard.engine.search(each, options));
    return found.length === 1 ? found[0] : { results: common(found.map((each) => each.results)), filters: null };
  };
  // The cables that several questions found, with the places of all.
  const common = ([first, ...others]) => {
    const rest = others.map((results) => new Map(results.map((each) => [each.id, each])));
    return first.filter(({ id }) => rest.every((each) => each.has(id))).map((one) => {
      const all = [one, ...rest.map((each) => each.get(one.id))];
      const data = async () => {
        const places = [];
        let whole = null;
        for (const each of all) {
          whole = await each.data();
          places.push(...whole.weighted_locations);
        }
        return { ...whole, weighted_locations: places };
      };
      return { id: one.id, score: all.reduce((sum, each) => sum + each.score, 0), data };
    });
  };
  // What several shards count, added up; null where one could not count.
  const sum = (counts) => {
    if (counts.includes(null)) return null;
    const whole = {};
    for (const part of counts) {
      for (const [facet, values] of Object.entries(part)) {
        const known = (whole[facet] ??= {});
        for (const [value, count] of Object.entries(values)) known[value] = (known[value] ?? 0) + count;
      }
    }
    return whole;
  };

  // ---- some shards, here or in a worker -----------------------------------------------
  // Rows are [score, number of the shard, number of the cable in it]; what a hit shows is asked for by its search and row.
  const some = (shards) => {
    const searches = [];
    let count = 0;
    return {
      search: async (query, options) => {
        const found = await Promise.all(shards.map((each) => askShard(each, query, options)));
        const results = found.flatMap((each) => each.results);
        const rows = found.flatMap((each, i) => each.results.map((one) => [one.score, shards[i].number, Number(one.id)]));
        searches.push([(count += 1), results]);
        if (searches.length > KEPT) searches.shift();
        return { search: count, rows, filters: sum(found.map((each) => each.filters)) };
      },
      data: async (search, row) => {
        const { content, anchors, meta, weighted_locations: places } = await searches.find(([number]) => number === search)[1][row].data();
        return { content, anchors, meta, weighted_locations: places };
      },
      filters: async () => { await Promise.all(shards.map((each) => each.engine.filters())); },
    };
  };
  // The same, in a worker.
  const hand = async (numbers, code) => {
    const worker = new Worker("assets/js/search-engine.js");
    const waiting = new Map();
    let count = 0;
    const ask = (method, ...given) => new Promise((resolve, reject) => {
      waiting.set((count += 1), [resolve, reject]);
      worker.postMessage([count, method, given]);
    });
    worker.addEventListener("message", ({ data: [number, error, result] }) => {
      const [resolve, reject] = waiting.get(number);
      waiting.delete(number);
      if (error) reject(new Error(error));
      else resolve(result);
    });
    worker.addEventListener("error", () => { for (const [, reject] of waiting.values()) reject(new Error("a worker does not run")); });
    await ask("open", new URL(base, location.href).href, collection, numbers, code);
    return { search: (...given) => ask("search", ...given), data: (...given) => ask("data", ...given), filters: () => ask("filters") };
  };
  if (!inPage) {
    let mine = null;
    const work = {
      open: async (top, told, numbers, code) => {
        [base, collection] = [top, told];
        mine = some(await started(numbers, code));
      },
      search: (...given) => mine.search(...given),
      data: (...given) => mine.data(...given),
      filters: () => mine.filters(),
    };
    self.addEventListener("message", async ({ data: [number, method, given] }) => {
      try {
        self.postMessage([number, "", await work[method](...given)]);
      } catch (error) {
        self.postMessage([number, error.message || String(error)]);
      }
    });
  }

  // ---- all shards ------------------------------------------------------------------------
  const whole = async () => {
    const code = await machine();
    const numbers = collection.shards.map((_, i) => i);
    const count = fetched && self.Worker ? Math.min(HANDS, navigator.hardwareConcurrency || 1, numbers.length) : 1;
    if (count === 1) return joined([some(await started(numbers, code))]);
    const dealt = Array.from({ length: count }, (_, i) => numbers.filter((number) => number % count === i));
    return joined(await Promise.all(dealt.map((each) => hand(each, code))));
  };
  const joined = (hands) => ({
    search: async (query, options) => {
      const found = await Promise.all(hands.map((each) => each.search(query, options)));
      const results = found.flatMap(({ search, rows }, i) => rows.map(([score, shard, number], row) => ({ score, shard, number, data: () => hands[i].data(search, row) })));
      return { results: results.sort((a, b) => b.score - a.score), filters: sum(found.map((each) => each.filters)) };
    },
    filters: () => Promise.all(hands.map((each) => each.filters())),
  });
  // For each shard the place of each cable in it, by time. Shards follow each other in time.
  const ranks = async () => Promise.all(collection.shards.map(async ({ folder }) => {
    const order = await (await bytes(`${folder}/order.json`)).json();
    const places = [];
    order.forEach((number, place) => { places[number] = place; });
    return places;
  }));

  return {
    // Called by the scripts of the index.
    open: (told) => { collection = told; },
    program: (made, told) => { [program, alike] = [made, told]; },
    file: (path, data) => {
      const text = atob(data);
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(i);
      held.set(path, bytes);
    },

    // Called by the page.
    collection: async () => { await load("collection.js"); return collection; },
    phrases,
    engine: () => (opening ??= whole()),
    ranks: () => (inTime ??= ranks()),
  };
})();
