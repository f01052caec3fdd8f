/** What a cell holds: text, a number as it stands, or nothing. */
export type CsvCell = string | number | boolean | null;

/** What a spreadsheet takes for the beginning of a formula, full width too. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A row with its line end. Text that a spreadsheet would take for a formula gets an apostrophe before it: it may come from a
 * device. Numbers stay numbers, negative ones too.
 *
 * @see RFC 4180
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Byte order mark, by which spreadsheets know UTF-8. */
export const byteOrderMark = "\ufeff";
