import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { StoredEvent } from "../domain/governance/event.ts";
import { isExerciseEvent } from "../domain/governance/exercise.ts";
import type { GaugeKey } from "../domain/ids.ts";
import type { SourceName } from "./influx-checkpoint.ts";
import type { InfluxSpool } from "./influx-spool.ts";
import { alarmPoint, caseChangePoint, warningChangePoint } from "./points/case-points.ts";
import { evaluationPoint, responsePoint } from "./points/governance-points.ts";
import { countedTime } from "./points/line-protocol.ts";
import type { CityPlaces } from "./points/places.ts";
import type { SeriesKeys } from "./points/series-keys.ts";
import type { LineBatch } from "./server/deliver-lines.ts";
import type { Precision } from "./server/influx-connection.ts";
import type { ObservationRow } from "./spool/journal-rows.ts";

/** A batch with the place its source has come to once every line of it is settled. */
export interface SourceBatch extends LineBatch {
  readonly source: SourceName;
  readonly position: number;
  /** Whether the source may have more to send right now. */
  readonly isFull: boolean;
  /** The observation a line is of; null for other lines. */
  rowAt(index: number): { readonly gauge: GaugeKey; readonly observedAt: number } | null;
}

export interface BatchLimits {
  readonly maxLines: number;
  readonly maxBytes: number;
}

export interface BatchParts {
  readonly spool: InfluxSpool;
  readonly keys: SeriesKeys;
  readonly places: CityPlaces;
  readonly limits: BatchLimits;
}

/** What a source has above `after`; null for nothing. A batch may have no lines where nothing of it is written. */
export function readBatch(source: SourceName, after: number, parts: BatchParts, sinceSeq: number): SourceBatch | null {
  switch (source) {
    case "observation":
      return observationBatch(after, parts);
    case "flag":
      return flagChangeBatch(after, parts, sinceSeq);
    case "transition":
      return transitionBatch(after, parts);
    case "event":
      return eventBatch(after, parts);
  }
}

/** Upper bound of what `row` takes behind its series key, bytes: nine numbers and the names of the fields. */
const fieldBytes = 200;

function observationBatch(after: number, { spool, keys, limits }: BatchParts): SourceBatch | null {
  const rows = spool.observationsAfter(after, limits.maxLines);
  let body = "";
  let bytes = 0;
  let count = 0;
  for (const row of rows) {
    const key = keys.keyFor(row[1] as GaugeKey, row[0]);
    // Three bytes a character is the most UTF-8 takes for what a string counts as one.
    bytes += key.length * 3 + fieldBytes;
    if (count > 0 && bytes > limits.maxBytes) break;
    body += observationLine(key, row);
    count += 1;
  }
  const last = rows[count - 1];
  if (last === undefined) return null;
  return {
    source: "observation",
    body,
    count,
    precision: "ms",
    position: last[0],
    isFull: count < rows.length || rows.length === limits.maxLines,
    rowAt: (index) => observationKeyOf(rows[index] as ObservationRow),
  };
}

/** One line with its newline. Made by hand: at 5,000 lines a batch this is where the writer's time goes. */
export function observationLine(key: string, row: ObservationRow): string {
  const [, , observedAt, receivedAt, value, flag, checks, deviceTime, deviceSeq] = row;
  let fields = value === null ? `flag=${flag}` : `value=${value},flag=${flag}`;
  if (checks !== 0) fields += `,checks=${checks}`;
  fields += `,delayMs=${receivedAt - observedAt}`;
  if (deviceTime !== null) fields += `,deviceTimeMs=${deviceTime}`;
  if (deviceSeq !== null) fields += `,deviceSeq=${deviceSeq}`;
  return `${key} ${fields} ${observedAt}\n`;
}

function observationKeyOf([, gauge, observedAt]: ObservationRow) {
  return { gauge: gauge as GaugeKey, observedAt };
}

/** Flag and checks alone; the point's other fields stay. What InfluxDB never had is left to a back-fill. */
function flagChangeBatch(after: number, { spool, keys, limits }: BatchParts, sinceSeq: number): SourceBatch | null {
  const given = spool.flagChangesAfter(after, limits.maxLines);
  const points = given.map(({ changeSeq, gauge, observedAt, flag, checks, journalSeq }): SourcePoint => {
    if (journalSeq === null || journalSeq <= sinceSeq) return { position: changeSeq, text: null };
    const text = `${keys.keyFor(gauge, journalSeq)} flag=${flag},checks=${checks} ${observedAt}`;
    return { position: changeSeq, text, row: { gauge, observedAt } };
  });
  return pointBatch("flag", points, { limits, precision: "ms", most: limits.maxLines });
}

function transitionBatch(after: number, { spool, places, limits }: BatchParts): SourceBatch | null {
  const points = spool.transitionsAfter(after, changesAtOnce).map((row) => ({
    position: row.transitionSeq,
    text: isOfDrill(row, places) ? null : alarmPoint(row, places, countedTime(row.at, row.transitionSeq)),
  }));
  return pointBatch("transition", points, { limits, precision: "ns", most: changesAtOnce });
}

function isOfDrill({ target }: AlarmTransition, { exercises }: CityPlaces): boolean {
  return target.kind !== "area" && exercises.has(target.stationId);
}

function eventBatch(after: number, { spool, places, limits }: BatchParts): SourceBatch | null {
  const points = spool
    .eventsAfter(after, changesAtOnce)
    .map((event) => ({ position: event.eventSeq, text: eventPoint(event, places) }));
  return pointBatch("event", points, { limits, precision: "ns", most: changesAtOnce });
}

/** Null for events that InfluxDB is not given: boards count what is real. */
function eventPoint(event: StoredEvent, places: CityPlaces): string | null {
  if (isExerciseEvent(event)) return null;
  const at = countedTime(event.at, event.eventSeq);
  switch (event.type) {
    case "case.opened":
    case "case.updated":
    case "case.closed":
      return event.data.change.entry.kind === "evaluated"
        ? evaluationPoint(event.data, places, at)
        : caseChangePoint(event.data, places, at);
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
      return warningChangePoint(event, places, at);
    case "response.changed":
      return responsePoint(event, places, at);
    case "call.requested":
    case "call.unanswered":
    case "delivery.overdue":
    case "delivery.resumed":
    case "shift.handed-over":
    // What is hidden is in `alarm` as a transition; a silence that ends is a reminder for people.
    case "alarm.hidden":
    case "silence.ending":
    case "mode.changed":
    case "audit.anchored":
      return null;
  }
}

/** Changes carry words and are few: so many at once keep well below any limit of lines. */
const changesAtOnce = 500;

interface SourcePoint {
  readonly position: number;
  /** Null for what is not written. */
  readonly text: string | null;
  readonly row?: { readonly gauge: GaugeKey; readonly observedAt: number };
}

interface SourcePointOptions {
  readonly limits: BatchLimits;
  readonly precision: Precision;
  /** How many were asked for. */
  readonly most: number;
}

function pointBatch(
  source: SourceName,
  points: readonly SourcePoint[],
  { limits, precision, most }: SourcePointOptions,
): SourceBatch | null {
  const last = points.at(-1);
  if (last === undefined) return null;
  const written = points.filter(({ text }) => text !== null);
  const { body, count } = linesWithin(
    written.map(({ text }) => `${text}\n`),
    limits,
  );
  const isCut = count < written.length;
  return {
    source,
    body,
    count,
    precision,
    position: isCut ? (written[count - 1] as SourcePoint).position : last.position,
    isFull: isCut || points.length === most,
    rowAt: (index) => written[index]?.row ?? null,
  };
}

/** As many lines as the limits allow, and at least one. */
function linesWithin(
  lines: readonly string[],
  { maxLines, maxBytes }: BatchLimits,
): { readonly body: string; readonly count: number } {
  let bytes = 0;
  let count = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line);
    if (count > 0 && (bytes > maxBytes || count === maxLines)) break;
    count += 1;
  }
  return { body: lines.slice(0, count).join(""), count };
}
