// The stem of an English word, as the index has it: the Snowball project's English stemmer (Porter 2),
// https://snowballstem.org/algorithms/english/stemmer.html. Words come in small letters, without apostrophes.
"use strict";
self.stem = (() => {
  const WHOLE = new Map(Object.entries({
    skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", vying: "vie", paste: "paste", pasted: "paste", pastes: "paste", pasting: "paste", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
    sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
  }));
  const FIRM = new Set(["evening", "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"]);
  // Longer endings first: the longest that a word has is the one that counts.
  const SECOND = [
    ["ational", "ate"], ["fulness", "ful"], ["iveness", "ive"], ["ization", "ize"], ["ousness", "ous"], ["biliti", "ble"], ["lessli", "less"], ["tional", "tion"],
    ["alism", "al"], ["aliti", "al"], ["ation", "ate"], ["entli", "ent"], ["fulli", "ful"], ["ogist", "og"], ["iviti", "ive"], ["ousli", "ous"], ["abli", "able"], ["alli", "al"],
    ["anci", "ance"], ["ator", "ate"], ["enci", "ence"], ["izer", "ize"], ["bli", "ble"], ["ogi", "og", /l$/], ["li", "", /[cdeghkmnrt]$/],
  ];
  const THIRD = [["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ative", "", /^/, true], ["ical", "ic"], ["ness", ""], ["ful", ""]];
  const FOURTH = [
    ["ement", ""], ["able", ""], ["ance", ""], ["ence", ""], ["ible", ""], ["ment", ""], ["ant", ""], ["ate", ""], ["ent", ""], ["ion", "", /[st]$/],
    ["ism", ""], ["iti", ""], ["ive", ""], ["ize", ""], ["ous", ""], ["al", ""], ["er", ""], ["ic", ""],
  ];
  const SHORT = /(?:^[aeiouy]|[^aeiouy][aeiouy](?![wxY]))[^aeiouy]$/; // a word that ends in a short syllable
  const VOWEL = /[aeiouy]/;
  // Where the part of a word begins that stands behind the first consonant after a vowel.
  const behind = (word, from) => {
    const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return found ? from + found.index + 2 : word.length;
  };
  const replaced = (word, endings, first, second) => {
    const found = endings.find(([end]) => word.endsWith(end));
    if (!found) return word;
    const [end, other, before = /^/, late = false] = found;
    const rest = word.slice(0, -end.length);
    return rest.length >= (late ? second : first) && before.test(rest) ? rest + other : word;
  };
  const plural = (word) => {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    return /s$/.test(word) && !/[us]s$/.test(word) && VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
  };
  const past = (word, first) => {
    const eed = /eed(?:ly)?$/.exec(word);
    if (eed) return eed.index >= first ? `${word.slice(0, eed.index)}ee` : word;
    const end = /(?:ed|ing)(?:ly)?$/.exec(word);
    const rest = end && word.slice(0, end.index);
    if (!end || !VOWEL.test(rest)) return word;
    if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
    if (/^[aeo](?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
    return SHORT.test(rest) && first >= rest.length ? `${rest}e` : rest;
  };
  const lastLetter = (word, first, second) => {
    const rest = word.slice(0, -1);
    if (word.endsWith("e")) return rest.length >= second || (rest.length >= first && !SHORT.test(rest)) ? rest : word;
    return word.endsWith("ll") && rest.length >= second ? rest : word;
  };
  return (given) => {
    if (given.length < 3) return given;
    if (WHOLE.has(given)) return WHOLE.get(given);
    let word = given.replace(/^y|(?<=[aeiouy])y/g, "Y");
    const start = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(word)?.[0].length;
    const first = start ?? behind(word, 0);
    const second = behind(word, first);
    word = plural(word);
    if (FIRM.has(word)) return word;
    word = past(word, first).replace(/(?<=.[^aeiouy])[yY]$/, "i");
    word = replaced(word, SECOND, first, second);
    word = replaced(word, THIRD, first, second);
    word = replaced(word, FOURTH, second, second);
    return lastLetter(word, first, second).replaceAll("Y", "y");
  };
})();
