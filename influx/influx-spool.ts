import type { SQLInputValue } from "node:sqlite";
import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Case } from "../domain/governance/case.ts";
import type { StoredEvent } from "../domain/governance/event.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { StoredTransition } from "../store/ports.ts";
import { flaggedColumns, newestFlag } from "../store/sqlite/history/flagged-observations.ts";
import { openForReading } from "../store/sqlite/open-database.ts";

/** A journal row under its newest flag, as `flaggedColumns` puts it. */
export type ObservationRow = readonly [
  seq: number,
  gauge: number,
  observedAt: number,
  receivedAt: number,
  value: number | null,
  flag: number,
  checks: number,
  deviceTime: number | null,
  deviceSeq: number | null,
];

/** A flag given after the journal had the row. */
export interface StoredFlagChange {
  readonly changeSeq: number;
  readonly gauge: GaugeKey;
  readonly observedAt: number;
  readonly flag: number;
  readonly checks: number;
  /** Of the row; null when the journal has deleted it. */
  readonly journalSeq: number | null;
}

/** What there is to send, read from the journal and the state; each call is one snapshot. */
export interface InfluxSpool {
  gaugeIds(): ReadonlyMap<GaugeKey, GaugeId>;
  newestSeq(): number;
  oldestSeq(): number;
  /** Names the row at `seq` so that it is known again; null when it is not there. */
  markOf(seq: number): string | null;
  newestOf(source: "flag" | "transition" | "event"): number;
  /** Rows above `seq`; of very many, roughly. */
  countAfter(seq: number): number;
  /** Our clock when the first row above `seq` came in; null when there is none. */
  receivedAfter(seq: number): number | null;
  newestReceivedAt(): number | null;
  observationsAfter(seq: number, limit: number): readonly ObservationRow[];
  /** Rows of one gauge with `from <= observedAt < to`: those above `afterSeq`, and those at `times`. */
  rowsOf(
    gauge: GaugeKey,
    from: number,
    to: number,
    afterSeq: number,
    times: readonly number[],
  ): readonly ObservationRow[];
  /** When the oldest row was received, if older ones have been deleted; null while the journal is whole. */
  keptSince(): number | null;
  flagChangesAfter(changeSeq: number, limit: number): readonly StoredFlagChange[];
  /** Times in `from <= t < to` of one gauge whose flag was changed above `changeSeq`. */
  flagChangeTimes(gauge: GaugeKey, from: number, to: number, changeSeq: number): readonly number[];
  transitionsAfter(seq: number, limit: number): readonly StoredTransition[];
  eventsAfter(seq: number, limit: number): readonly StoredEvent[];
  activeAlarms(): readonly AlarmTransition[];
  openCases(): readonly Case[];
  openWarnings(): readonly Warning[];
  close(): void;
}

/** @throws {HubError} `store.cannot_open` */
export function openSpool(files: { readonly journalFile: string; readonly stateFile: string }): InfluxSpool {
  const database = openForReading(files.journalFile);
  database.prepare("ATTACH ? AS state").run(files.stateFile);

  const rowsQuery = <Row>(sql: string): ((...params: SQLInputValue[]) => readonly Row[]) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return (...params) => statement.all(...params) as unknown as readonly Row[];
  };
  const numberQuery = (sql: string): ((...params: SQLInputValue[]) => number | null) => {
    const read = rowsQuery<readonly [number | null]>(sql);
    return (...params) => read(...params)[0]?.[0] ?? null;
  };
  const bodiesQuery = <T>(sql: string): (() => readonly T[]) => {
    const read = rowsQuery<readonly [string]>(sql);
    return () => read().map(([body]) => JSON.parse(body) as T);
  };

  const newestSeq = numberQuery("SELECT max(seq) FROM observation");
  const newestOf = {
    flag: numberQuery("SELECT max(change_seq) FROM state.flag_change"),
    transition: numberQuery("SELECT max(transition_seq) FROM state.transition"),
    event: numberQuery("SELECT max(event_seq) FROM state.event"),
  };
  const oldestSeq = numberQuery("SELECT min(seq) FROM observation");
  const lastDeleted = numberQuery("SELECT seq FROM progress WHERE name = 'last_deleted'");
  const markOf = rowsQuery<readonly [string]>(
    "SELECT gauge || '@' || observed_at || '@' || received_at FROM observation WHERE seq = ?",
  );
  const receivedAfter = numberQuery("SELECT received_at FROM observation WHERE seq > ? ORDER BY seq LIMIT 1");
  const countAfter = numberQuery("SELECT count(*) FROM observation WHERE seq > ?");
  const newestReceivedAt = numberQuery("SELECT received_at FROM observation ORDER BY seq DESC LIMIT 1");
  const observationsAfter = rowsQuery<ObservationRow>(
    `SELECT ${flaggedColumns} FROM observation AS o ${newestFlag} WHERE o.seq > ? ORDER BY o.seq LIMIT ?`,
  );
  const unsentOf = rowsQuery<ObservationRow>(
    `SELECT ${flaggedColumns} FROM observation AS o NOT INDEXED ${newestFlag}
     WHERE o.seq > ?4 AND o.gauge = ?1 AND o.observed_at >= ?2 AND o.observed_at < ?3`,
  );
  const rowAt = rowsQuery<ObservationRow>(
    `SELECT ${flaggedColumns} FROM observation AS o ${newestFlag} WHERE o.gauge = ? AND o.observed_at = ?`,
  );
  const flagChangesAfter = rowsQuery<readonly [number, number, number, number, number, number | null]>(
    `SELECT f.change_seq, g.gauge, f.observed_at, f.flag, f.checks, o.seq
     FROM state.flag_change AS f CROSS JOIN gauge AS g ON g.id = f.gauge_id
     LEFT JOIN observation AS o ON o.observed_at = f.observed_at AND o.gauge = g.gauge
     WHERE f.change_seq > ? ORDER BY f.change_seq LIMIT ?`,
  );
  const flagChangeTimes = rowsQuery<readonly [number]>(
    `SELECT observed_at FROM state.flag_change
     WHERE gauge_id = (SELECT id FROM gauge WHERE gauge = ?)
       AND observed_at >= ? AND observed_at < ? AND change_seq > ?`,
  );
  const transitionsAfter = rowsQuery<readonly [number, string]>(
    "SELECT transition_seq, body FROM state.transition WHERE transition_seq > ? ORDER BY transition_seq LIMIT ?",
  );
  const events = database.prepare("SELECT * FROM state.event WHERE event_seq > ? ORDER BY event_seq LIMIT ?");
  const gauges = rowsQuery<readonly [number, string]>("SELECT gauge, id FROM gauge");

  return {
    gaugeIds: () => new Map(gauges().map(([gauge, id]) => [gauge as GaugeKey, id as GaugeId])),
    newestSeq: () => newestSeq() ?? lastDeleted() ?? 0,
    oldestSeq: () => oldestSeq() ?? (lastDeleted() ?? 0) + 1,
    markOf: (seq) => markOf(seq)[0]?.[0] ?? null,
    countAfter(seq) {
      // Numbers may be missing between rows; a difference is near enough where counting would take long.
      const most = Math.max(0, (newestSeq() ?? 0) - seq);
      return most > 10_000 ? most : (countAfter(seq) ?? 0);
    },
    newestOf: (source) => newestOf[source]() ?? 0,
    receivedAfter,
    newestReceivedAt,
    observationsAfter,
    rowsOf(gauge, from, to, afterSeq, times) {
      const unsent = unsentOf(gauge, from, to, afterSeq);
      return [...unsent, ...times.flatMap((time) => rowAt(gauge, time)).filter(([seq]) => seq <= afterSeq)];
    },
    keptSince: () => ((lastDeleted() ?? 0) === 0 ? null : receivedAfter(0)),
    flagChangesAfter: (changeSeq, limit) =>
      flagChangesAfter(changeSeq, limit).map(([seq, gauge, observedAt, flag, checks, journalSeq]) => ({
        changeSeq: seq,
        gauge: gauge as GaugeKey,
        observedAt,
        flag,
        checks,
        journalSeq,
      })),
    flagChangeTimes: (gauge, from, to, changeSeq) => flagChangeTimes(gauge, from, to, changeSeq).map(([time]) => time),
    transitionsAfter: (seq, limit) =>
      transitionsAfter(seq, limit).map(([transitionSeq, body]) => ({
        ...(JSON.parse(body) as AlarmTransition),
        transitionSeq,
      })),
    eventsAfter: (seq, limit) =>
      events.all(seq, limit).map(
        (row) =>
          ({
            eventSeq: row.event_seq,
            id: row.event_id,
            type: row.type,
            subject: row.subject,
            level: row.level,
            isUrgent: row.is_urgent === 1,
            at: row.at,
            data: JSON.parse(String(row.body)),
          }) as StoredEvent,
      ),
    activeAlarms: bodiesQuery<AlarmTransition>(
      "SELECT body FROM state.active_alarm JOIN state.transition USING (transition_seq) WHERE is_shadow = 0",
    ),
    openCases: bodiesQuery<Case>("SELECT body FROM state.city_case WHERE state <> 'closed'"),
    openWarnings: bodiesQuery<Warning>("SELECT body FROM state.warning WHERE state <> 'lifted'"),
    close: () => database.close(),
  };
}
