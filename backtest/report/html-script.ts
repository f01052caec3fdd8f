/** Language switch, sorting and filter; without it the page still reads whole. Runs in the reader's browser. */
export const reportScript = `
"use strict";
const root = document.documentElement;
for (const button of document.querySelectorAll("[data-set-language]")) {
  button.addEventListener("click", () => {
    root.dataset.language = root.lang = button.dataset.setLanguage;
    press("[data-set-language]", button);
  });
}
for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => {
    const wanted = button.dataset.filter;
    for (const figure of document.querySelectorAll("figure[data-kind]")) figure.hidden = wanted !== "all" && figure.dataset.kind !== wanted;
    press("[data-filter]", button);
  });
}
function press(all, one) {
  for (const button of document.querySelectorAll(all)) button.setAttribute("aria-pressed", String(button === one));
}
for (const table of document.querySelectorAll("table.sortable")) {
  table.querySelectorAll("th").forEach((heading, column) => {
    heading.tabIndex = 0;
    const sort = () => {
      const isUp = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      const keyOf = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => {
        const [left, right] = [keyOf(a), keyOf(b)];
        if (left === "" || right === "") return left === right ? 0 : left === "" ? 1 : -1;
        const [x, y] = [Number(left), Number(right)];
        const order = Number.isNaN(x) || Number.isNaN(y) ? left.localeCompare(right) : x - y;
        return isUp ? order : -order;
      });
      table.tBodies[0].append(...rows);
    };
    heading.addEventListener("click", sort);
    heading.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      sort();
    });
  });
}
document.querySelector('[data-set-language="' + root.dataset.language + '"]').setAttribute("aria-pressed", "true");
`;
