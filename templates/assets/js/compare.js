// Compare two to four countries of the reader's choice. Each country's figures are a script of their own
// (compare/KHM.js) that calls tipCompare, so that this works from a disk too. The choice stands in the address.
"use strict";
(() => {
  const form = document.getElementById("compare");
  const says = document.getElementById("compare-says");
  const place = document.getElementById("compare-table");
  if (!form) return;
  const choices = Array.from(form.querySelectorAll("select"));
  const known = new Set(Array.from(choices[0].options, (option) => option.value).filter(Boolean));
  const data = new Map();
  const asked = new Set();

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    for (const [key, each] of Object.entries(attributes)) element.setAttribute(key, each);
    return element;
  };

  const load = (iso3) => {
    if (asked.has(iso3)) return;
    asked.add(iso3);
    const script = make("script", undefined, { src: `${iso3}.js` });
    script.addEventListener("error", () => { says.textContent = "The figures of a country could not be read."; });
    document.head.append(script);
  };

  const chosen = () => [...new Set(choices.map((select) => select.value).filter(Boolean))];

  const cell = ({ rows, silence }, title, year) => {
    const td = make("td");
    const figures = rows[title]?.[year] ?? [];
    if (!figures.length) td.append(make("span", silence[title]?.[year] ?? "no assessment", { class: "quiet" }));
    for (const [text, href, source, when] of figures) {
      td.append(make("a", text, { href, title: [source, when].filter(Boolean).join(", "), class: "plain" }));
      if (figures.length > 1) td.append(" ", make("span", source, { class: "small source" }));
    }
    return td;
  };

  const table = (title, countries, years) => {
    const element = make("table", undefined, { class: "sides" });
    element.append(make("caption", `${title} by year`, { class: "sr" }));
    const head = element.createTHead().insertRow();
    head.append(make("th", "Year", { scope: "col" }), ...countries.map((each) => make("th", each.name, { scope: "col" })));
    const body = element.createTBody();
    for (const year of years) {
      const row = body.insertRow();
      row.append(make("th", year, { scope: "row" }), ...countries.map((each) => cell(each, title, year)));
    }
    return element;
  };

  const show = () => {
    const codes = chosen();
    codes.forEach(load);
    const countries = codes.map((code) => data.get(code)).filter(Boolean);
    place.replaceChildren();
    if (codes.length < 2) {
      says.textContent = "Choose two countries at least.";
      return;
    }
    if (countries.length < codes.length) return; // the rest is on its way
    const since = Math.max(...countries.map((each) => each.since)); // of earlier years not all cables were looked at
    const years = (title) => new Set(countries.flatMap((each) => Object.keys(each.rows[title] ?? {})));
    const found = [...new Set(countries.flatMap((each) => Object.keys(each.rows)))]
      .map((title) => [title, [...years(title)].filter((year) => year > since).sort().reverse()])
      .filter(([, given]) => given.length);
    const names = countries.map((each) => each.name).join(", ");
    says.textContent = `${names}: ${found.length ? "each figure leads to its sentence" : "no figures for whole countries"}.`
      + (since ? ` Years before ${since + 1} have more cables than are compared.` : "");
    for (const [title, given] of found) {
      const section = make("section", undefined, { class: "sec" });
      const frame = make("div", undefined, { class: "scroll", tabindex: "0", role: "region", "aria-label": title });
      frame.append(table(title, countries, given));
      section.append(make("h2", title), frame);
      place.append(section);
    }
  };

  window.tipCompare = (iso3, figures) => { data.set(iso3, figures); show(); };

  const read = () => {
    // a link asks by '?with=KHM-LAO', what was chosen here stands behind '#'
    const asks = location.hash.slice(1) || new URLSearchParams(location.search).get("with") || "";
    const codes = asks.split(/[+-]/).filter((code) => known.has(code));
    choices.forEach((select, i) => { select.value = codes[i] ?? ""; });
    show();
  };
  form.addEventListener("change", () => {
    history.replaceState(null, "", `#${chosen().join("+")}`);
    show();
  });
  window.addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
