import type { DatabaseSync } from "node:sqlite";
import type { GaugeKey } from "../domain/ids.ts";
import { fill } from "../locales/fill.ts";
import { influxTexts } from "../locales/store/influx.ts";
import { storeError } from "../store/errors.ts";
import { inTransaction } from "../store/sqlite/open-database.ts";
import { checkpointFile, openCheckpointFile } from "./checkpoint/checkpoint-file.ts";

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

/**
 * Opens `influx.db` of a data folder; a back-fill may have it open beside the hub. Commits are not fsynced: after a
 * power cut the copy may stand a little further back, and what is sent twice is stored once.
 *
 * @throws {HubError} `store.cannot_open`, `store.schema_too_new`, `store.influx_other_target`
 */
export function openCheckpoint(options: CheckpointOptions): InfluxCheckpoint {
  const database = openCheckpointFile(checkpointFile(options.folder));
  const statements = prepareStatements(database);
  inTransaction(database, () => {
    if (!isCurrent(statements, options)) beginAnew(database, statements, options);
  });
  return new InfluxCheckpoint(database, statements, options.keepParked);
}

/** Where the copy stands. Everything in it can be made anew from the journal: without it all is sent again. */
export class InfluxCheckpoint {
  readonly #database: DatabaseSync;
  readonly #statements: CheckpointStatements;
  readonly #keepParked: number;

  constructor(database: DatabaseSync, statements: CheckpointStatements, keepParked: number) {
    this.#database = database;
    this.#statements = statements;
    this.#keepParked = keepParked;
  }

  position(source: SourceName): number {
    return Number(this.#statements.place.get(source)?.position ?? 0);
  }

  /**
   * Moves on together with what was refused, or not at all.
   *
   * @param mark what stands at that place, to know it again
   */
  commit(source: SourceName, position: number, parked: readonly ParkedLine[], mark?: string): void {
    inTransaction(this.#database, () => {
      this.#parkAll(parked);
      this.#statements.move.run(source, position, mark ?? null);
    });
  }

  /** Keeps refused lines of what has no place, such as samples. */
  park(lines: readonly ParkedLine[]): void {
    inTransaction(this.#database, () => this.#parkAll(lines));
  }

  /** Journal rows up to here were there before the first start and have not been back-filled; 0 for none. */
  get sinceSeq(): number {
    return Number(this.#statements.copy.get()?.since_seq ?? 0);
  }

  /** Everything before has been sent too; lines parked up to `parkedId` were sent again with it. */
  markBackfilled(parkedId: number): void {
    inTransaction(this.#database, () => {
      this.#database.exec("UPDATE copy SET since_seq = 0");
      this.#database.prepare("DELETE FROM parked WHERE parked_id <= ?").run(parkedId);
    });
  }

  get refusedCount(): number {
    return Number(this.#statements.copy.get()?.refused ?? 0);
  }

  get lastParkedId(): number {
    return Number(this.#statements.lastParked.get()?.id ?? 0);
  }

  parkedTimes(gauge: GaugeKey, from: number, to: number): readonly number[] {
    return this.#statements.parkedTimes.all(gauge, from, to).map((row) => Number(row.observed_at));
  }

  series(): readonly GaugeSeriesKey[] {
    return this.#statements.series
      .all()
      .map((row) => ({ gauge: Number(row.gauge) as GaugeKey, fromSeq: Number(row.from_seq), key: String(row.key) }));
  }

  addSeries(series: readonly GaugeSeriesKey[]): void {
    inTransaction(this.#database, () => {
      for (const { gauge, fromSeq, key } of series) this.#statements.addSeries.run(gauge, fromSeq, key);
    });
  }

  close(): void {
    this.#database.close();
  }

  #parkAll(lines: readonly ParkedLine[]): void {
    if (lines.length === 0) return;
    const { park, count, forget } = this.#statements;
    for (const { source, gauge, observedAt, line, words, at } of lines) {
      park.run(source, gauge, observedAt, line, words, at);
    }
    count.run(lines.length);
    forget.run(this.#keepParked, this.#keepParked);
  }
}

type CheckpointStatements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: DatabaseSync) {
  return {
    copy: database.prepare("SELECT target, since_seq, refused FROM copy"),
    place: database.prepare("SELECT position, mark FROM position WHERE source = ?"),
    move: database.prepare("INSERT OR REPLACE INTO position VALUES (?, ?, ?)"),
    park: database.prepare(
      "INSERT OR REPLACE INTO parked (source, gauge, observed_at, line, words, at) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    count: database.prepare("UPDATE copy SET refused = refused + ?"),
    forget: database.prepare(
      "DELETE FROM parked WHERE parked_id <= (SELECT max(parked_id) FROM parked) - ? AND parked_id NOT IN (SELECT parked_id FROM parked ORDER BY parked_id DESC LIMIT ?)",
    ),
    lastParked: database.prepare("SELECT ifnull(max(parked_id), 0) AS id FROM parked"),
    parkedTimes: database.prepare(
      "SELECT observed_at FROM parked WHERE gauge = ? AND observed_at >= ? AND observed_at < ?",
    ),
    series: database.prepare("SELECT gauge, from_seq, key FROM series ORDER BY gauge, from_seq"),
    addSeries: database.prepare("INSERT OR IGNORE INTO series VALUES (?, ?, ?)"),
  };
}

/**
 * Whether the checkpoint is of this InfluxDB and this journal.
 *
 * @throws {HubError} `store.influx_other_target` where it is not and must not be begun anew
 */
function isCurrent({ copy, place }: CheckpointStatements, options: CheckpointOptions): boolean {
  const { target, mayBeginAnew } = options;
  const before = copy.get()?.target;
  const { position = 0, mark = null } = place.get("observation") ?? {};
  const isSameJournal = options.isSameJournal(Number(position), mark as string | null);
  if (before === target && isSameJournal) return true;
  if (before !== undefined && before !== target && !mayBeginAnew) {
    const words = fill(influxTexts["other-target"], { target, before: String(before) });
    throw storeError("store.influx_other_target", words);
  }
  return false;
}

/** What was sent elsewhere, or of another journal, says nothing of this one. */
function beginAnew(database: DatabaseSync, { move }: CheckpointStatements, options: CheckpointOptions): void {
  const { target, begin } = options;
  database.exec("DELETE FROM copy; DELETE FROM position; DELETE FROM parked; DELETE FROM series;");
  database.prepare("INSERT INTO copy VALUES (1, ?, ?, 0)").run(target, begin.observation);
  for (const source of sourceNames) move.run(source, begin[source], null);
}
