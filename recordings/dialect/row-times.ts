import type { TimeFault } from "../../domain/time/written/time-fault.ts";
import { readWrittenTime, type TimeGround } from "../../domain/time/written/written-time.ts";
import { abbreviatedZoneMinutes, offsetMinutes } from "../../domain/time/written/zone-minutes.ts";
import { filledFrom, filledTo, isoLocalTimes, zulu } from "../csv-cells.ts";
import type { CsvRow } from "../csv-splitter.ts";
import { type ClockForm, clockText, hasClockColumn } from "./clock-column.ts";
import type { Zone } from "./zones.ts";

/** Where a row has its time, and in which zone it is where it names none. */
export interface RowTimesParts extends TimeGround {
  readonly time: readonly number[];
  /** Column that names the zone; -1 for none. */
  readonly zoneColumn: number;
  readonly zone: Zone | null;
  /** What numbers alone in the column of the clock time are; null where there are none. */
  readonly clock: ClockForm | null;
}

/** What came before in one series, for the hour that clocks show twice. */
interface SeriesOrder {
  previous: number;
  isFalling: boolean;
}

/**
 * Times of the rows of one file. In the hour that clocks show twice the rows of a series are told apart by their order: the
 * first instant that goes on from the row before.
 */
export class RowTimes {
  /** Rows at a local time that clocks showed twice. */
  doubled = 0;
  readonly #parts: RowTimesParts;
  readonly #time: number;
  readonly #localOf = isoLocalTimes();
  readonly #zoneMs: number | null;
  readonly #orders = new Map<string, SeriesOrder>();

  constructor(parts: RowTimesParts) {
    this.#parts = parts;
    this.#time = parts.time.length === 1 ? (parts.time[0] ?? -1) : -1;
    const { zone, zoneColumn } = parts;
    this.#zoneMs = zone === null || zone.changes || zoneColumn >= 0 ? null : -(zone.instantsAt(0)[0] ?? 0);
  }

  /**
   * @param series what the row is a reading of; times of one series follow each other
   * @returns ms since 1970
   */
  read(row: CsvRow, series: string): number | TimeFault {
    const { bytes } = row;
    const from =
      this.#time < 0 || this.#time >= row.fields ? 0 : filledFrom(bytes, start(row, this.#time), end(row, this.#time));
    const to = this.#time < 0 || this.#time >= row.fields ? 0 : filledTo(bytes, from, end(row, this.#time));
    const local = this.#localOf(bytes, from, to);
    if (Number.isNaN(local)) return this.#readWritten(row, series);
    if (bytes[to - 1] === zulu) return local;
    return this.#zoneMs === null ? this.#place(local, row, series) : local - this.#zoneMs;
  }

  #readWritten(row: CsvRow, series: string): number | TimeFault {
    const written = readWrittenTime(writtenTime(row, this.#parts.time, this.#parts.clock), this.#parts);
    if (typeof written === "string") return written;
    const { localMs, zoneMinutes } = written;
    return zoneMinutes === null ? this.#place(localMs, row, series) : localMs - zoneMinutes * 60_000;
  }

  #place(localMs: number, row: CsvRow, series: string): number | TimeFault {
    const { zone, zoneColumn, isUsgs } = this.#parts;
    const named = zoneColumn < 0 ? "" : cellIn(row, zoneColumn).trim();
    if (named !== "") {
      const minutes = abbreviatedZoneMinutes(named, isUsgs) ?? offsetMinutes(named);
      return minutes === null ? "unknown_zone" : localMs - minutes * 60_000;
    }
    if (zone === null) return "no_zone";
    const instants = zone.instantsAt(localMs);
    const [only, later] = instants;
    if (only === undefined) return "no_such_time";
    if (!zone.changes) return only;
    return this.#inOrder(only, later ?? null, series);
  }

  #inOrder(earlier: number, later: number | null, series: string): number {
    let order = this.#orders.get(series);
    if (order === undefined) {
      order = { previous: Number.NEGATIVE_INFINITY, isFalling: false };
      this.#orders.set(series, order);
    }
    // Both instants before the row above: the newest row comes first.
    if (later !== null && later < order.previous) order.isFalling = true;
    const at = later === null ? earlier : goesOn(order, earlier, later);
    if (later !== null) this.doubled++;
    else if (order.previous !== Number.NEGATIVE_INFINITY && at !== order.previous)
      order.isFalling = at < order.previous;
    order.previous = at;
    return at;
  }
}

function goesOn({ previous, isFalling }: SeriesOrder, earlier: number, later: number): number {
  if (isFalling) return later < previous ? later : earlier;
  return earlier > previous ? earlier : later;
}

/** The cells of a time as one text: `date time`, or year, month, day and what follows with their marks. */
export function writtenTime(row: CsvRow, columns: readonly number[], clock: ClockForm | null): string {
  const cells = columns.map((index) => cellIn(row, index).trim());
  if (hasClockColumn(columns)) cells.push(clockText(cells.pop() ?? "", clock));
  if (cells.length < 3) return cells.join(" ").trim();
  const [year, month, day, ...parts] = cells;
  const time = parts.map((part) => part.padStart(2, "0")).join(":");
  return `${year}-${month}-${day} ${time}`.trim();
}

const decoder = new TextDecoder();

/** The text of a cell, empty where the row is too short. */
export function cellIn(row: CsvRow, index: number): string {
  return index < row.fields ? decoder.decode(row.bytes.subarray(start(row, index), end(row, index))) : "";
}

function start(row: CsvRow, index: number): number {
  return row.starts[index] as number;
}

function end(row: CsvRow, index: number): number {
  return row.ends[index] as number;
}
