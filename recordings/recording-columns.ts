import { type ColumnOption, RecordingError } from "./recording-error.ts";
import type { RecordingSource } from "./recording-source.ts";

/** Where the cells of a source stand in the rows of one file, counted from 0. */
export interface RecordingColumns {
  readonly file: string;
  /** Columns as the heading names them. */
  readonly names: readonly string[];
  /** One, date and time, or year, month, day and what follows. */
  readonly time: readonly number[];
  /** -1 where no column names the zone of a row. */
  readonly zone: number;
  /** -1 where no column names the station. */
  readonly station: number;
  readonly filters: readonly { readonly index: number; readonly text: string }[];
  /** In the order of the source's values. */
  readonly values: readonly number[];
}

/** What stands before the name of a column in the option for the zone. */
const columnPrefix = "column:";

/** The column of the zone, as the USGS calls it. */
const usgsZoneColumn = "tz_cd";

export interface HeadingParts {
  readonly file: string;
  readonly names: readonly string[];
  readonly isUsgs: boolean;
}

/** @throws {RecordingError} `no_column`, `column_twice`, `no_time_column` */
export function columnsOf({ file, names, isUsgs }: HeadingParts, source: RecordingSource): RecordingColumns {
  const indexOf = (column: string, option: ColumnOption): number => {
    const index = columnIndex(names, column);
    if (index < 0) throw new RecordingError({ kind: "no_column", file, column, option, names });
    if (names.indexOf(names[index] as string, index + 1) >= 0) {
      throw new RecordingError({ kind: "column_twice", file, column, option });
    }
    return index;
  };
  const time = source.time?.map((column) => indexOf(column, "time")) ?? usualTimeColumns(names);
  if (time === null) throw new RecordingError({ kind: "no_time_column", file, names });
  const station = source.station === null ? -1 : indexOf(source.station, "station");
  const filters = Object.entries(source.where).map(([column, text]) => ({ index: indexOf(column, "where"), text }));
  const zone = source.zone?.startsWith(columnPrefix)
    ? indexOf(source.zone.slice(columnPrefix.length), "zone")
    : source.zone === null && isUsgs
      ? names.indexOf(usgsZoneColumn)
      : -1;
  const others = [...time, station, zone, ...filters.map(({ index }) => index)];
  const values =
    source.values[0] === "*"
      ? names.flatMap((_, index) => (others.includes(index) ? [] : [index]))
      : source.values.map((column) => indexOf(column, "value"));
  return { file, names, time, zone, station, filters, values };
}

/** Whether an option for the zone names a column. */
export function namesZoneColumn(zone: string | null): boolean {
  return zone?.startsWith(columnPrefix) ?? false;
}

/** A name without the mark of a comment before it. */
export function withoutMark(name: string): string {
  return name.replace(/^#+\s*/, "");
}

/** The column of that name, with or without the mark of a comment before it; `#3` is the third of a file without a heading. -1 for none. */
export function columnIndex(names: readonly string[], column: string): number {
  const name = column.normalize("NFC").trim();
  const index = names.indexOf(name);
  return index >= 0 ? index : names.indexOf(withoutMark(name));
}

const timeNames = words(
  `time_utc datetime_utc time datetime date_time date/time datetime timestamp date_obs observed_at observedat
   phenomenontime resulttime measure_time measured_at obs_time valid zeitpunkt zeitstempel tm dt
   \u65f6\u95f4 \u65e5\u671f\u65f6\u95f4 \u89c2\u6d4b\u65f6\u95f4 \u76d1\u6d4b\u65f6\u95f4 \u91c7\u96c6\u65f6\u95f4 \u65e5\u6642 \u6642\u523b`,
);
const dateNames = words("date datum day dateofreading \u65e5\u671f \u5e74\u6708\u65e5");
const clockNames = words("time zeit uhrzeit tid heure hora hour \u65f6\u95f4 \u65f6\u523b \u6642\u523b");

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}

/** The columns that are called as times usually are: date and time, a time, or a date; null for none. */
export function usualTimeColumns(names: readonly string[]): readonly number[] | null {
  const plain = names.map((name) =>
    name
      .toLowerCase()
      .replace(/[([\uff08].*$/, "")
      .trim()
      .replaceAll(" ", "_"),
  );
  const firstOf = (known: readonly string[]): number =>
    known.map((name) => plain.indexOf(name)).find((index) => index >= 0) ?? -1;
  const date = firstOf(dateNames);
  const clock = firstOf(clockNames);
  if (date >= 0 && clock >= 0) return [date, clock];
  const time = firstOf(timeNames);
  if (time >= 0) return [time];
  return date >= 0 ? [date] : null;
}

const stationNames = words(
  `station station_id stationid station_no station_code code_station code_site stationreference site site_no site_id
   gauge gauge_id sensor sensor_id measure stcd stnm pegel messstelle measurementsite
   \u7ad9\u7801 \u7ad9\u53f7 \u7ad9\u540d \u7ad9\u70b9 \u6d4b\u7ad9 \u6d4b\u7ad9\u7f16\u7801 \u6d4b\u7ad9\u540d\u79f0 \u89b3\u6e2c\u6240`,
);
const parameterNames = words(
  "parameter parameter_cd parametername variable property grandeur_hydro element quantity \u8981\u7d20 \u76d1\u6d4b\u9879\u76ee",
);

/** Columns that may part the rows into several series, and that nobody has chosen one of. */
export function undecidedColumns({ names, station, filters, values, time }: RecordingColumns): readonly number[] {
  const chosen = [station, ...filters.map(({ index }) => index)];
  const indexes = (known: readonly string[]): readonly number[] =>
    names.flatMap((name, index) => (known.includes(name.toLowerCase().replaceAll(" ", "_")) ? [index] : []));
  const isOther = (index: number): boolean => !values.includes(index) && !time.includes(index);
  const stations = indexes(stationNames);
  const parameters = indexes(parameterNames);
  return [stations, parameters].flatMap((known) =>
    known.some((index) => chosen.includes(index)) ? [] : known.filter(isOther).slice(0, 1),
  );
}
