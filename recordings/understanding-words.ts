import type { BilingualText } from "../domain/text.ts";
import { isoInstant } from "../domain/time/iso-instant.ts";
import type { DateFormat } from "../domain/time/written/date-formats.ts";
import { enumerated, fill, joined } from "../locales/fill.ts";
import { understoodTexts } from "../locales/recordings/understood.ts";
import { marks } from "../locales/shared.ts";
import type { RecordingTally } from "./recording-source.ts";
import type { Understanding, UnderstoodRow } from "./understanding.ts";

/** What becomes of one column of values. */
export interface ValueUse {
  /** Unit of the file; null where nobody says. */
  readonly unit: string | null;
  /** Unit it is converted to, and whose it is; null where numbers stay as they are. */
  readonly to: { readonly unit: string; readonly gauge: string } | null;
}

/** Columns of values that are named one by one. */
const mostValuesShown = 8;

/** How a file was understood, a line each, in both languages. */
export function understandingWords(
  understood: Understanding,
  useOf: (value: number) => ValueUse,
): readonly BilingualText[] {
  const { file, columns, headingLine, rowBelow, keptNumbers } = understood;
  return [
    fill(understoodTexts.file, { file: file.path }),
    fill(understoodTexts.encoding, {
      encoding: understood.encoding.encoding,
      grounds: understoodTexts[understood.encoding.grounds],
    }),
    fill(understoodTexts.delimiter, {
      delimiter: delimiterName(understood.delimiter),
      grounds: understoodTexts[understood.delimiterGrounds],
    }),
    headingLine === 0 ? understoodTexts["no-heading"] : fill(understoodTexts.heading, { line: headingLine }),
    ...(rowBelow === "formats" ? [understoodTexts.formats] : []),
    ...(rowBelow === "units" ? [understoodTexts["unit-row"]] : []),
    fill(understoodTexts.time, { columns: columns.time.map((index) => columns.names[index]).join(" + ") }),
    ...clockWords(understood),
    zoneWords(understood),
    ...dateWords(understood),
    decimalWords(understood),
    ...chosenWords(understood),
    ...valueWords(understood, useOf),
    ...missingWords(understood),
    ...keptNumbers.map((each) => fill(understoodTexts["kept-number"], each)),
    fill(understoodTexts.rows, { rows: understood.rows }),
    ...rowWords(understood, useOf),
  ];
}

/** What reading them showed beyond what was understood before, a line each. */
export function tallyWords({ missing, qualified, doubledTimes, duplicates }: RecordingTally): readonly BilingualText[] {
  const counted = (counts: ReadonlyMap<string, number>): string =>
    [...counts].map(([mark, count]) => `${mark} x ${count}`).join(", ");
  return [
    ...(missing.size === 0 ? [] : [fill(understoodTexts["in-words"], { marks: counted(missing) })]),
    ...(qualified.size === 0 ? [] : [fill(understoodTexts.qualified, { marks: counted(qualified) })]),
    ...(doubledTimes === 0 ? [] : [fill(understoodTexts.doubled, { count: doubledTimes })]),
    ...(duplicates === 0 ? [] : [fill(understoodTexts.repeated, { count: duplicates })]),
  ];
}

function delimiterName(delimiter: string): BilingualText | string {
  switch (delimiter) {
    case ",":
      return understoodTexts.comma;
    case ";":
      return understoodTexts.semicolon;
    case "\t":
      return understoodTexts.tab;
    case "|":
      return understoodTexts.pipe;
    default:
      return delimiter;
  }
}

function clockWords({ clock, columns }: Understanding): readonly BilingualText[] {
  if (clock === null) return [];
  const form = clock === "hours" ? understoodTexts["clock-hours"] : clock;
  return [fill(understoodTexts.clock, { column: columns.names[columns.time.at(-1) ?? 0] ?? "", form })];
}

function zoneWords({ zone, zoneGrounds, columns, namesZones }: Understanding): BilingualText {
  if (namesZones) return understoodTexts["zone-in-times"];
  if (columns.zone >= 0) return fill(understoodTexts["zone-column"], { column: columns.names[columns.zone] ?? "" });
  return fill(understoodTexts["zone-fixed"], { zone: zone?.name ?? "?", grounds: understoodTexts[zoneGrounds] });
}

function dateWords({ dateFormat, dateProof, dateGrounds }: Understanding): readonly BilingualText[] {
  if (dateFormat === null) return [];
  const order = dateFormatName(dateFormat);
  if (dateProof === null) return [fill(understoodTexts.date, { order, grounds: understoodTexts[dateGrounds] })];
  return [fill(understoodTexts["date-shown"], { order, ...dateProof })];
}

function dateFormatName(format: DateFormat): BilingualText | string {
  switch (format) {
    case "ymd":
    case "dmy":
    case "mdy":
    case "excel":
    case "unix":
      return understoodTexts[`date-${format}`];
    default:
      return format;
  }
}

function decimalWords({ decimal, decimalGrounds }: Understanding): BilingualText {
  const mark = decimal === "comma" ? understoodTexts["decimal-comma"] : understoodTexts.point;
  return fill(understoodTexts.decimal, { mark, grounds: understoodTexts[decimalGrounds] });
}

function chosenWords({ columns }: Understanding): readonly BilingualText[] {
  const { names, station, filters } = columns;
  return [
    ...(station < 0 ? [] : [fill(understoodTexts.station, { column: names[station] ?? "" })]),
    ...filters.map(({ index, text }) => fill(understoodTexts.where, { column: names[index] ?? "", text })),
  ];
}

function valueWords({ columns }: Understanding, useOf: (value: number) => ValueUse): readonly BilingualText[] {
  const { names, values } = columns;
  const shown = values.slice(0, mostValuesShown).map((index, value) => {
    const { unit, to } = useOf(value);
    const blanks = { column: names[index] ?? "", unit: unit ?? understoodTexts["unit-unknown"] };
    return to === null
      ? fill(understoodTexts.value, blanks)
      : fill(understoodTexts["value-converted"], { ...blanks, to: to.unit, gauge: to.gauge });
  });
  const more = values.length - shown.length;
  return more > 0 ? [...shown, fill(understoodTexts["more-values"], { count: more })] : shown;
}

function missingWords({ missingNumbers }: Understanding): readonly BilingualText[] {
  const numbers = [...new Set(missingNumbers.flatMap((each) => [...each]))];
  return numbers.length === 0 ? [] : [fill(understoodTexts.missing, { numbers: enumerated(numbers) })];
}

function rowWords({ first, last, rows }: Understanding, useOf: (value: number) => ValueUse): readonly BilingualText[] {
  const words = (text: typeof understoodTexts.first | typeof understoodTexts.last, row: UnderstoodRow) =>
    fill(text, {
      line: row.line,
      text: row.text,
      at: row.at === null ? understoodTexts["no-time"] : isoInstant(row.at),
      values: readValues(row, useOf),
    });
  return [
    ...(first === null ? [] : [words(understoodTexts.first, first)]),
    ...(last === null || rows < 2 ? [] : [words(understoodTexts.last, last)]),
  ];
}

function readValues({ values }: UnderstoodRow, useOf: (value: number) => ValueUse): BilingualText {
  const shown = values.slice(0, mostValuesShown).map(({ number }, value): BilingualText => {
    if (number === null) return understoodTexts["no-value"];
    const words = [String(number), useOf(value).unit ?? ""].join(" ").trim();
    return { zh: words, en: words };
  });
  return joined(shown, marks.list);
}
