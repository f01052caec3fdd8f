import type { DatabaseSync } from "node:sqlite";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { gaugeIdOf, stationIdOf } from "../support/city-folder.ts";
import type { Expectation } from "./misbehaviours.ts";
import { blueCm, type Flood, floodTicks, reachesAt, redCm } from "./water.ts";

/** One station of the soak: what was true of it, and what its device had acknowledged. */
export interface SoakStation {
  readonly station: number;
  readonly misbehaves: string;
  readonly expects: Expectation;
  readonly flood: Flood;
  /** cm as sent. */
  readonly acknowledged: readonly number[];
}

export interface SoakEnd {
  readonly stations: readonly SoakStation[];
  readonly startedAt: number;
  readonly intervalMs: number;
  readonly state: DatabaseSync;
  readonly journal: DatabaseSync;
}

/** Everything but the totals and `late` must be 0. */
export interface SoakReport {
  readonly devices: number;
  readonly misbehaving: number;
  readonly acknowledged: number;
  /** Red floods at stations whose device sends anything usable. */
  readonly floods: number;
  /** Never alarmed as red while the water was there. */
  readonly missed: number;
  /** Alarmed as red later than three intervals after the first red reading. */
  readonly late: number;
  /** Live alarms of water where there was none. */
  readonly false: number;
  /** Events marked urgent about water that was there hours ago. */
  readonly urgentFromBacklogs: number;
  /** Stations that nobody could see in a flood and nobody was told of. */
  readonly blindUntold: number;
  readonly lost: number;
  readonly doubled: number;
  /** Seconds from the first red reading to the red alarm: half of the floods, and the slowest. */
  readonly redAfterS: { readonly p50: number; readonly max: number };
  /** What went wrong, by how its device misbehaves. */
  readonly wrongAt: readonly string[];
}

/** Held against the median: a doubtful reading waits one interval for the next, and a wrong clock is known by the second. */
const lateAfterIntervals = 3;

export function countSoak(end: SoakEnd): SoakReport {
  const told = end.stations.map((each) => outcomeOf(end, each));
  const seen = told.filter(({ station }) => station.expects === "seen");
  const delays = seen.flatMap(({ redAfterMs }) => (redAfterMs === null ? [] : [redAfterMs])).toSorted((a, b) => a - b);
  const sum = (count: (each: Outcome) => number): number => told.reduce((total, each) => total + count(each), 0);
  return {
    devices: told.length,
    misbehaving: told.filter(({ station }) => station.misbehaves !== "good").length,
    acknowledged: sum(({ station }) => station.acknowledged.length),
    floods: seen.length,
    missed: sum(({ isMissed }) => Number(isMissed)),
    late: sum(({ isLate }) => Number(isLate)),
    false: sum(({ falseAlarms }) => falseAlarms),
    urgentFromBacklogs: sum(({ urgentBefore }) => urgentBefore),
    blindUntold: sum(({ isBlindUntold }) => Number(isBlindUntold)),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    redAfterS: { p50: (delays[delays.length >> 1] ?? 0) / 1000, max: (delays.at(-1) ?? 0) / 1000 },
    wrongAt: told.flatMap(wrongWords),
  };
}

/** What the hub made of one station. */
interface Outcome {
  readonly station: SoakStation;
  readonly redAfterMs: number | null;
  readonly isMissed: boolean;
  readonly isLate: boolean;
  readonly falseAlarms: number;
  readonly urgentBefore: number;
  readonly isBlindUntold: boolean;
  readonly lost: number;
  readonly doubled: number;
}

function outcomeOf(end: SoakEnd, station: SoakStation): Outcome {
  const { intervalMs } = end;
  const timeOf = (tick: number): number => end.startedAt + tick * intervalMs;
  const redAt = timeOf(reachesAt(station.flood, redCm));
  const beginsAt = timeOf(reachesAt(station.flood, blueCm));
  const endsAt = timeOf(station.flood.startsAt + floodTicks);
  const moves = transitionsOf(end.state, station.station);
  const water = moves.filter(({ hazard, effect, isLate }) => hazard === "waterlogging" && effect === "live" && !isLate);
  const red = water.find(({ to, receivedAt }) => to === "red" && receivedAt >= redAt - intervalMs);
  const redAfterMs = red === undefined || red.receivedAt > endsAt ? null : red.receivedAt - redAt;
  const blind = moves.find(
    ({ hazard, to, receivedAt }) => hazard === "blind-spot" && to !== null && receivedAt < endsAt,
  );
  const isSeen = redAfterMs !== null;
  return {
    station,
    redAfterMs,
    isMissed: station.expects === "seen" && !isSeen,
    isLate: station.expects === "seen" && isSeen && redAfterMs > lateAfterIntervals * intervalMs,
    falseAlarms: water.filter(({ from, to, receivedAt }) => from === null && to !== null && receivedAt < beginsAt)
      .length,
    urgentBefore: urgentEventsBefore(end.state, station.station, beginsAt),
    isBlindUntold: station.expects !== "seen" && !isSeen && blind === undefined,
    ...keptOf(end.journal, station),
  };
}

function transitionsOf(state: DatabaseSync, station: number): readonly AlarmTransition[] {
  return state
    .prepare("SELECT body FROM transition WHERE station_id = ? ORDER BY transition_seq")
    .all(stationIdOf(station))
    .map(({ body }) => JSON.parse(String(body)) as AlarmTransition);
}

function urgentEventsBefore(state: DatabaseSync, station: number, before: number): number {
  const found = state
    .prepare(
      `SELECT count(*) AS n FROM event
       WHERE is_urgent = 1 AND at < ? AND body ->> '$.case.stationId' = ? AND body ->> '$.case.hazard' = 'waterlogging'`,
    )
    .get(before, stationIdOf(station));
  return Number(found?.n);
}

/** Depths acknowledged that the journal does not have, and those it has twice; below the floor they are all one value. */
function keptOf(journal: DatabaseSync, { station, acknowledged }: SoakStation) {
  const rows = journal
    .prepare(
      "SELECT round(value * 1e9) AS nm, count(*) AS n FROM observation JOIN gauge USING (gauge) WHERE gauge.id = ? GROUP BY nm",
    )
    .all(gaugeIdOf(station, 0));
  const kept = new Map(rows.map(({ nm, n }) => [Number(nm), Number(n)]));
  const wanted = Map.groupBy(acknowledged.map(nanometres), (nm) => nm);
  let lost = 0;
  let doubled = 0;
  for (const [nm, sent] of wanted) {
    const count = kept.get(nm) ?? 0;
    lost += Math.max(0, sent.length - count);
    doubled += Math.max(0, count - sent.length);
  }
  return { lost, doubled };
}

/** As the journal has it: metres to nine decimals, a reading just below the span at its lower end. */
function nanometres(cm: number): number {
  const nm = Math.round(cm * 1e7);
  return nm < 0 && cm > -10 ? 0 : nm;
}

function wrongWords(told: Outcome): readonly string[] {
  const { station, isMissed, isLate, isBlindUntold, ...counts } = told;
  const wrong = [
    ...(isMissed ? ["missed"] : []),
    ...(isLate ? [`late by ${(told.redAfterMs ?? 0) / 1000} s`] : []),
    ...(isBlindUntold ? ["blind and untold"] : []),
    ...(["falseAlarms", "urgentBefore", "lost", "doubled"] as const).flatMap((key) =>
      counts[key] === 0 ? [] : [`${key} ${counts[key]}`],
    ),
  ];
  return wrong.length === 0 ? [] : [`s${station.station} (${station.misbehaves}): ${wrong.join(", ")}`];
}
