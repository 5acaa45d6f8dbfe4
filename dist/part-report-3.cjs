"use strict";
const {
  shown
} = require("./part-text.cjs");

// src/report/table.ts
function table(given) {
  return fitted(given, void 0);
}
var MIN_COLUMN = 12;
var GAP = "  ";
function fitted(given, width) {
  const rows = given.map((cells) => cells.map(shown));
  const widths = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  if (width !== void 0) narrow(widths, width);
  return rows.map(
    (row) => row.map((cell, column) => {
      const most = widths[column] ?? 0;
      return column === row.length - 1 ? shortened(cell, most) : shortened(cell, most).padEnd(most);
    }).join(GAP).trimEnd()
  );
}
function narrow(widths, width) {
  const gaps = GAP.length * Math.max(0, widths.length - 1);
  let over = widths.reduce((sum, one) => sum + one, gaps) - width;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= MIN_COLUMN) return;
    const next = Math.max(MIN_COLUMN, ...widths.filter((one) => one < widest));
    const equal = widths.flatMap((one, column) => one === widest ? [column] : []);
    const less = Math.min(widest - next, Math.floor(over / equal.length));
    const losing = less > 0 ? equal : equal.slice(-over);
    for (const column of losing) widths[column] = widest - Math.max(1, less);
    over -= losing.length * Math.max(1, less);
  }
}
function shortened(text, most) {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`;
}

module.exports = {
  table,
  fitted
};
