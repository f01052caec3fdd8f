import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { GaugeKey } from "../domain/ids.ts";
import { fill } from "../locales/fill.ts";
import { storeActionTexts } from "../locales/store/database.ts";
import { influxTexts } from "../locales/store/influx.ts";
import { storeError, toStoreError } from "../store/errors.ts";
import { type Migration, migrate } from "../store/sqlite/migrate.ts";
import { inTransaction, openForReading } from "../store/sqlite/open-database.ts";

/** What is sent, each from a place of its own. */
export const sourceNames = ["observation", "flag", "transition", "event"] as const;
export type SourceName = (typeof sourceNames)[number];

/** A refused line as it is kept. */
export interface ParkedLine {
  readonly source: SourceName | "sample";
  /** Of an observation; null for other lines. */
  readonly gauge: GaugeKey | null;
  readonly observedAt: number | null;
  readonly line: string;
  readonly words: string;
  readonly at: number;
}

/** Tags of a gauge from a place in the journal on. */
export interface GaugeSeriesKey {
  readonly gauge: GaugeKey;
  readonly fromSeq: number;
  readonly key: string;
}

/** Where the copy stands. Everything in it can be made anew from the journal: without it all is sent again. */
export interface InfluxCheckpoint {
  position(source: SourceName): number;
  /**
   * Moves on together with what was refused, or not at all.
   *
   * @param mark what stands at that place, to know it again
   */
  commit(source: SourceName, position: number, parked: readonly ParkedLine[], mark?: string): void;
  /** Keeps refused lines of what has no place, such as samples. */
  park(lines: readonly ParkedLine[]): void;
  /** Journal rows up to here were there before the first start and have not been back-filled; 0 for none. */
  readonly sinceSeq: number;
  /** Everything before has been sent too; lines parked up to `parkedId` were sent again with it. */
  markBackfilled(parkedId: number): void;
  readonly refusedCount: number;
  readonly lastParkedId: number;
  parkedTimes(gauge: GaugeKey, from: number, to: number): readonly number[];
  series(): readonly GaugeSeriesKey[];
  addSeries(series: readonly GaugeSeriesKey[]): void;
  close(): void;
}

export interface CheckpointOptions {
  readonly folder: string;
  /** What InfluxDB and which database: a checkpoint of another one is begun anew. */
  readonly target: string;
  /** Newest places when a checkpoint is begun: what is there already is left to a back-fill. */
  readonly begin: Readonly<Record<SourceName, number>>;
  readonly keepParked: number;
  /** False for a command: only the hub may turn to another InfluxDB. */
  readonly mayBeginAnew: boolean;
  /**
   * Whether the journal is the one the checkpoint was kept with, and no other that was restored in its place.
   *
   * @param mark of the last row that was sent; null when there was none
   */
  isSameJournal(cursor: number, mark: string | null): boolean;
}

/** What a checkpoint says, read without touching it. */
export interface CheckpointReport extends Pick<InfluxCheckpoint, "sinceSeq" | "refusedCount"> {
  readonly target: string;
  readonly positions: Readonly<Record<SourceName, number>>;
  /** Newest first. */
  readonly parked: readonly ParkedLine[];
}

const migrations: readonly Migration[] = [
  `
  CREATE TABLE copy (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    target TEXT NOT NULL,
    since_seq INTEGER NOT NULL,
    refused INTEGER NOT NULL
  );
  CREATE TABLE position (source TEXT PRIMARY KEY, position INTEGER NOT NULL, mark TEXT) WITHOUT ROWID;
  CREATE TABLE parked (
    parked_id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    gauge INTEGER,
    observed_at INTEGER,
    line TEXT NOT NULL UNIQUE,
    words TEXT NOT NULL,
    at INTEGER NOT NULL
  );
  CREATE INDEX parked_by_gauge ON parked (gauge, observed_at) WHERE gauge IS NOT NULL;
  CREATE TABLE series (
    gauge INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (gauge, from_seq)
  ) WITHOUT ROWID;
  `,
  `
  UPDATE position SET source = 'flag' WHERE source = 'verdict';
  UPDATE parked SET source = 'flag' WHERE source = 'verdict';
  `,
];

export function checkpointFile(folder: string): string {
  return join(folder, "influx.db");
}

/**
 * Opens `influx.db` of a data folder; a back-fill may have it open beside the hub. Commits are not fsynced: after a
 * power cut the copy may stand a little further back, and what is sent twice is stored once.
 *
 * @throws {HubError} `store.cannot_open`, `store.schema_too_new`, `store.influx_other_target`
 */
export function openCheckpoint(options: CheckpointOptions): InfluxCheckpoint {
  const { folder, target, begin, keepParked, mayBeginAnew } = options;
  const file = checkpointFile(folder);
  const database = open(file);
  const copy = database.prepare("SELECT target, since_seq, refused FROM copy");
  const place = database.prepare("SELECT position, mark FROM position WHERE source = ?");
  const move = database.prepare("INSERT OR REPLACE INTO position VALUES (?, ?, ?)");
  const add = database.prepare(
    "INSERT OR REPLACE INTO parked (source, gauge, observed_at, line, words, at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const count = database.prepare("UPDATE copy SET refused = refused + ?");
  const forget = database.prepare(
    "DELETE FROM parked WHERE parked_id <= (SELECT max(parked_id) FROM parked) - ? AND parked_id NOT IN (SELECT parked_id FROM parked ORDER BY parked_id DESC LIMIT ?)",
  );
  const lastParked = database.prepare("SELECT ifnull(max(parked_id), 0) AS id FROM parked");
  const parkedTimes = database.prepare(
    "SELECT observed_at FROM parked WHERE gauge = ? AND observed_at >= ? AND observed_at < ?",
  );
  const addSeries = database.prepare("INSERT OR IGNORE INTO series VALUES (?, ?, ?)");

  inTransaction(database, () => {
    const before = copy.get()?.target;
    const { position = 0, mark = null } = place.get("observation") ?? {};
    const isSameJournal = options.isSameJournal(Number(position), mark as string | null);
    if (before === target && isSameJournal) return;
    if (before !== undefined && before !== target && !mayBeginAnew) {
      const words = fill(influxTexts["other-target"], { target, before: String(before) });
      throw storeError("store.influx_other_target", words);
    }
    // What was sent elsewhere, or of another journal, says nothing of this one.
    database.exec("DELETE FROM copy; DELETE FROM position; DELETE FROM parked; DELETE FROM series;");
    database.prepare("INSERT INTO copy VALUES (1, ?, ?, 0)").run(target, begin.observation);
    for (const source of sourceNames) move.run(source, begin[source], null);
  });
  const parkAll = (lines: readonly ParkedLine[]): void => {
    if (lines.length === 0) return;
    for (const { source, gauge, observedAt, line, words, at } of lines) {
      add.run(source, gauge, observedAt, line, words, at);
    }
    count.run(lines.length);
    forget.run(keepParked, keepParked);
  };

  return {
    position: (source) => Number(place.get(source)?.position ?? 0),
    commit: (source, position, parked, mark) =>
      inTransaction(database, () => {
        parkAll(parked);
        move.run(source, position, mark ?? null);
      }),
    park: (lines) => inTransaction(database, () => parkAll(lines)),
    get sinceSeq() {
      return Number(copy.get()?.since_seq ?? 0);
    },
    markBackfilled: (parkedId) =>
      inTransaction(database, () => {
        database.exec("UPDATE copy SET since_seq = 0");
        database.prepare("DELETE FROM parked WHERE parked_id <= ?").run(parkedId);
      }),
    get refusedCount() {
      return Number(copy.get()?.refused ?? 0);
    },
    get lastParkedId() {
      return Number(lastParked.get()?.id ?? 0);
    },
    parkedTimes: (gauge, from, to) => parkedTimes.all(gauge, from, to).map((row) => Number(row.observed_at)),
    series: () =>
      database
        .prepare("SELECT gauge, from_seq, key FROM series ORDER BY gauge, from_seq")
        .all()
        .map((row) => ({ gauge: Number(row.gauge) as GaugeKey, fromSeq: Number(row.from_seq), key: String(row.key) })),
    addSeries: (series) =>
      inTransaction(database, () => {
        for (const { gauge, fromSeq, key } of series) addSeries.run(gauge, fromSeq, key);
      }),
    close: () => database.close(),
  };
}

/** Null where nothing was ever sent. @param limit most parked lines */
export function readCheckpoint(folder: string, limit: number): CheckpointReport | null {
  const file = checkpointFile(folder);
  if (!existsSync(file)) return null;
  const database = openForReading(file);
  try {
    const copy = database.prepare("SELECT * FROM copy").get();
    if (copy === undefined) return null;
    const positions = database.prepare("SELECT source, position FROM position").all();
    const parked = database.prepare("SELECT * FROM parked ORDER BY parked_id DESC LIMIT ?").all(limit);
    return {
      target: String(copy.target),
      sinceSeq: Number(copy.since_seq),
      refusedCount: Number(copy.refused),
      positions: Object.fromEntries(positions.map(({ source, position }) => [source, position])) as Record<
        SourceName,
        number
      >,
      parked: parked.map(
        ({ source, gauge, observed_at: observedAt, line, words, at }) =>
          ({ source, gauge, observedAt, line, words, at }) as ParkedLine,
      ),
    };
  } finally {
    database.close();
  }
}

function open(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 5_000 });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    migrate(database, migrations, file);
    return database;
  } catch (error) {
    database?.close();
    throw toStoreError(fill(storeActionTexts["open-database"], { path: file }), error);
  }
}
