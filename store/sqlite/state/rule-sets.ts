import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { EntryCaller } from "../../../domain/governance/entry-caller.ts";
import type { RuleFile, RuleSet, RuleSetSource } from "../../../domain/rule-set.ts";
import { ruleSetNotKept } from "../../errors.ts";
import type { RuleActivation, RulePin, StoredActivation } from "../../ports.ts";
import { filesIn } from "../data-folder.ts";
import { inTransaction, openForReading } from "../open-database.ts";

/** The sets of rules in `state.db`, where its connection is. */
export interface RuleSetRows {
  /** Newest first. */
  activations(): readonly StoredActivation[];
  newest(): StoredActivation | null;
  /** As `newest`, whatever release wrote the file. */
  newestDigest(): string | null;
  /** The set that judged last before this one did; null where none ever did. */
  digestBefore(digest: string): string | null;
  filesOf(digest: string): readonly RuleFile[] | null;
  pin(): RulePin | null;
}

export function ruleSetRows(database: DatabaseSync): RuleSetRows {
  const activations = (limit: number): readonly StoredActivation[] =>
    database.prepare(`${activationSelect} ORDER BY activation_id DESC LIMIT ?`).all(limit).map(toActivation);
  return {
    activations: () => activations(-1),
    newest: () => activations(1)[0] ?? null,
    newestDigest() {
      const row = database.prepare("SELECT digest FROM rule_activation ORDER BY activation_id DESC LIMIT 1").get();
      return row === undefined ? null : String(row.digest);
    },
    digestBefore(digest) {
      const row = database
        .prepare("SELECT digest FROM rule_activation WHERE digest <> ? ORDER BY activation_id DESC LIMIT 1")
        .get(digest);
      return row === undefined ? null : String(row.digest);
    },
    filesOf(digest) {
      const row = database.prepare("SELECT files FROM rule_set WHERE digest = ?").get(digest);
      return row === undefined ? null : (JSON.parse(String(row.files)) as readonly RuleFile[]);
    },
    pin() {
      const row = database.prepare("SELECT * FROM rule_pin").get();
      if (row === undefined) return null;
      const caller = row.caller === null ? {} : { caller: JSON.parse(String(row.caller)) as EntryCaller };
      return { digest: String(row.digest), by: row.by_whom as string | null, at: Number(row.pinned_at), ...caller };
    },
  };
}

export const activationSelect = `SELECT activation_id, digest, rule_count, source, by_whom, activated_at,
    position_row, position_entry
  FROM rule_activation CROSS JOIN rule_set USING (digest)`;

export function toActivation(row: Readonly<Record<string, unknown>>): StoredActivation {
  return {
    activationId: Number(row.activation_id),
    digest: String(row.digest),
    ruleCount: Number(row.rule_count),
    source: row.source as RuleSetSource,
    by: row.by_whom as string | null,
    at: Number(row.activated_at),
    position: { row: Number(row.position_row), entry: Number(row.position_entry) },
  };
}

/** Writes down, within a commit of effects, that a set of rules took over. */
export function activationWriter(database: DatabaseSync): (activation: RuleActivation) => void {
  const keep = database.prepare("INSERT INTO rule_set VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING");
  const activate = database.prepare(
    `INSERT INTO rule_activation (digest, position_row, position_entry, activated_at, source, by_whom)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return ({ digest, files, ruleCount, source, by, at, position }) => {
    keep.run(digest, JSON.stringify(files), ruleCount);
    activate.run(digest, position.row, position.entry, at, source, by);
  };
}

/** Keeps a set and chooses it for the hub to run from now on. */
export function keepAndPin(database: DatabaseSync, { digest, files, ruleCount }: RuleSet, pin: RulePin): void {
  inTransaction(database, () => {
    database
      .prepare("INSERT INTO rule_set VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING")
      .run(digest, JSON.stringify(files), ruleCount);
    pinTo(database, pin);
  });
}

function pinTo(database: DatabaseSync, { digest, at, by, caller }: RulePin): void {
  const calledBy = caller === undefined ? null : JSON.stringify(caller);
  database
    .prepare("INSERT OR REPLACE INTO rule_pin (one, digest, pinned_at, by_whom, caller) VALUES (1, ?, ?, ?, ?)")
    .run(digest, at, by, calledBy);
}

/** What a command may do with them, beside a hub that may be running. */
export interface RuleSetCommands extends RuleSetRows {
  /** Chooses a kept set for the hub to run from now on, whatever the files say. */
  pinTo(pin: RulePin): void;
  /** Gives way to the files again; false when nothing was pinned. */
  release(): boolean;
}

export function ruleSetCommands(database: DatabaseSync): RuleSetCommands {
  const rows = ruleSetRows(database);
  return {
    ...rows,
    pinTo(pin) {
      inTransaction(database, () => {
        if (rows.filesOf(pin.digest) === null) throw ruleSetNotKept(pin.digest);
        pinTo(database, pin);
      });
    },
    release: () => Number(database.prepare("DELETE FROM rule_pin").run().changes) > 0,
  };
}

/**
 * The rules a hub on this data folder must start with whatever its files say; null where nothing is pinned, or where
 * there is no data yet.
 */
export function pinnedRules(folder: string): { readonly pin: RulePin; readonly files: readonly RuleFile[] } | null {
  return readRows(folder, (rows) => {
    const pin = rows.pin();
    const files = pin === null ? null : rows.filesOf(pin.digest);
    return pin === null || files === null ? null : { pin, files };
  });
}

/** A set of rules that a hub has run. */
export interface KeptRules {
  readonly digest: string;
  readonly files: readonly RuleFile[];
}

/** The rules that a hub on this data folder runs, or ran last; null where none ever did. */
export function lastActiveRules(folder: string): KeptRules | null {
  return readRows(folder, (rows) => keptRules(rows, rows.newestDigest()));
}

/** The rules that it ran before it ran this set; null where there were none. */
export function rulesBefore(folder: string, digest: string): KeptRules | null {
  return readRows(folder, (rows) => keptRules(rows, rows.digestBefore(digest)));
}

function keptRules(rows: RuleSetRows, digest: string | null): KeptRules | null {
  const files = digest === null ? null : rows.filesOf(digest);
  return digest === null || files === null ? null : { digest, files };
}

/** Reads beside a hub that may be running; null where there is nothing to read. */
function readRows<T>(folder: string, read: (rows: RuleSetRows) => T | null): T | null {
  const { stateFile } = filesIn(resolve(folder));
  if (!existsSync(stateFile)) return null;
  const database = openForReading(stateFile);
  try {
    // A folder of an older Guanlan has no such table until a hub brings it up to date.
    const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'rule_pin'").get() !== undefined;
    return isThere ? read(ruleSetRows(database)) : null;
  } finally {
    database.close();
  }
}
