// Sort the tables whose heads say how: data-sort="text" or "number". Without this script they read as they are.
"use strict";
(() => {
  const value = (row, column, numeric) => {
    const cell = row.cells[column];
    const text = cell ? (cell.dataset.v ?? cell.textContent.trim()) : "";
    if (!numeric) return text.toLowerCase();
    const number = Number.parseFloat(text.replaceAll(",", ""));
    return Number.isNaN(number) ? null : number;
  };
  const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b) : a - b);

  const sort = (head, column) => {
    const table = head.closest("table");
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [value(row, column, head.dataset.sort === "number"), row]);
    rows.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null); // no figure stands last, either way
      return down ? compare(b, a) : compare(a, b);
    });
    body.append(...rows.map(([, row]) => row));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    if (table.tBodies[0].rows.length < 3) continue;
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      if (!head.dataset.sort) return;
      head.dataset.label = head.textContent; // on paper a head is repeated, and a button in it is not
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head, column));
      head.append(button);
    });
  }
})();
