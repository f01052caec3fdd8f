import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../open-database.ts";

/**
 * What an older Guanlan kept apart, as an entry of the one log. Starts and changes of mode had numbers of the rows'
 * sequence; orders and activations stood in `state.db` with the row they took effect behind.
 */
interface OldInput {
  readonly afterRow: number;
  readonly at: number;
  readonly kind: string;
  /** Names where it came from, so that the state's own migration finds its place. */
  readonly onceKey: string;
  /** JSON of the entry. */
  readonly body: string;
}

/** Key of the entry that an order of the old state became. */
export function oldOrderKey(orderSeq: number): string {
  return `migrated-order-${orderSeq}`;
}

/** Key of the entry that an activation of the old state became. */
export function oldActivationKey(activationId: number): string {
  return `migrated-activation-${activationId}`;
}

/**
 * Makes the log of entries and puts into it, in the order in which they took effect, what an older Guanlan knew. Runs
 * before `state.db` is migrated and only reads there, so that a kill between the two repeats nothing.
 *
 * An entry that was a start or a change of mode keeps its old number as `after_row`: no row has it, and a scalar
 * position of that release compares with it exactly.
 */
export function enterOldInputs(database: DatabaseSync, stateFile: string): void {
  database.exec(`
    CREATE TABLE input_entry (
      entry_seq INTEGER PRIMARY KEY,
      after_row INTEGER NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      once_key TEXT UNIQUE,
      body TEXT NOT NULL
    );
    CREATE INDEX input_entry_by_row ON input_entry (after_row);
    CREATE INDEX input_entry_by_kind ON input_entry (kind);`);
  const inputs = [...markersIn(database), ...inputsOfState(stateFile)];
  const add = database.prepare("INSERT INTO input_entry (after_row, at, kind, once_key, body) VALUES (?, ?, ?, ?, ?)");
  // A stable sort: of what stands behind one row a start or mode comes first, then what came first by our clock.
  inputs.sort((a, b) => a.afterRow - b.afterRow || rankOf(a) - rankOf(b) || a.at - b.at);
  for (const { afterRow, at, kind, onceKey, body } of inputs) add.run(afterRow, at, kind, onceKey, body);
  database.exec("DROP TABLE hub_start; DROP TABLE mode_change;");
}

function rankOf({ kind }: OldInput): number {
  return kind === "hub-started" || kind === "mode-set" ? 0 : 1;
}

const markersSql = `
  SELECT seq AS afterRow, started_at AS at, 'hub-started' AS kind, 'migrated-start-' || seq AS onceKey,
    json_object('kind', 'hub-started', 'countedUpTo', counted_up_to) AS body FROM hub_start
  UNION ALL
  SELECT seq, at, 'mode-set', 'migrated-mode-' || seq,
    json_object('kind', 'mode-set', 'mode', mode, 'by', NULL) FROM mode_change`;

const ordersSql = `
  SELECT after_seq AS afterRow, taken_at AS at, 'order-given' AS kind, order_seq AS id,
    json_object('kind', 'order-given', 'order', json(body)) AS body
  FROM operator_order WHERE taken_at IS NOT NULL ORDER BY order_seq`;

const activationsSql = `
  SELECT cursor AS afterRow, activated_at AS at, 'rules-activated' AS kind, activation_id AS id,
    json_object('kind', 'rules-activated',
      'set', json_object('digest', digest, 'files', json(files), 'ruleCount', rule_count),
      'source', source, 'by', by_whom) AS body
  FROM rule_activation CROSS JOIN rule_set USING (digest) ORDER BY activation_id`;

function markersIn(database: DatabaseSync): readonly OldInput[] {
  return database.prepare(markersSql).all().map(toInput);
}

/** Orders that had been taken up and activations; none where the state is new, or older than either. */
function inputsOfState(stateFile: string): readonly OldInput[] {
  if (!existsSync(stateFile)) return [];
  const state = openDatabase(stateFile);
  try {
    // A command may have made a new state before the hub made a journal: its columns are others.
    const has = (table: string, column: string): boolean =>
      state.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = ?").get(table, column) !== undefined;
    const activations = has("rule_activation", "cursor") ? state.prepare(activationsSql).all() : [];
    const orders = has("operator_order", "taken_at") ? state.prepare(ordersSql).all() : [];
    return [
      ...activations.map((row) => toInput({ ...row, onceKey: oldActivationKey(Number(row.id)) })),
      ...orders.map((row) => toInput({ ...row, onceKey: oldOrderKey(Number(row.id)) })),
    ];
  } finally {
    state.close();
  }
}

function toInput({ afterRow, at, kind, onceKey, body }: Readonly<Record<string, unknown>>): OldInput {
  return {
    afterRow: Number(afterRow),
    at: Number(at),
    kind: String(kind),
    onceKey: String(onceKey),
    body: String(body),
  };
}
