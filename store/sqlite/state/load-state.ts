import type { DatabaseSync } from "node:sqlite";
import type { GivenOrder, Order } from "../../../domain/alarms/order.ts";
import type { Case } from "../../../domain/governance/case.ts";
import { openStates } from "../../../domain/governance/case-state.ts";
import type { Warning } from "../../../domain/governance/warning.ts";
import type { EmergencyResponse } from "../../../domain/governance/warnings/response.ts";
import { overWarningStates } from "../../../domain/governance/warnings/warning-state.ts";
import type { DeviceState, SavedState } from "../../ports.ts";
import { ruleSetRows } from "./rule-sets.ts";

const openCaseStates = openStates.map((state) => `'${state}'`).join(", ");

/** Holds of a row of `warning` that is not over. */
const warningIsOpen = `state NOT IN (${overWarningStates.map((state) => `'${state}'`).join(", ")})`;

/** Where the hub stood at its last commit, in one snapshot where the caller holds a transaction. */
export function loadState(database: DatabaseSync): SavedState {
  const rows = (sql: string) => database.prepare(sql).all();
  const bodies = <T>(sql: string): readonly T[] => rows(sql).map((row) => JSON.parse(String(row.body)) as T);
  const checkpoint = database.prepare("SELECT * FROM checkpoint").get()!;
  return {
    commits: Number(checkpoint.commits),
    position: { row: Number(checkpoint.position_row), entry: Number(checkpoint.position_entry) },
    clock: Number(checkpoint.clock),
    saved: rows("SELECT * FROM saved_entry ORDER BY step, key").map(({ step, key, state }) => ({
      step: String(step),
      key: String(key),
      state: JSON.parse(String(state)) as unknown,
    })),
    openWarnings: bodies<Warning>(`SELECT body FROM warning WHERE ${warningIsOpen} ORDER BY drafted_at, warning_id`),
    activeResponses: bodies<EmergencyResponse>(
      "SELECT body FROM response WHERE state = 'active' ORDER BY started_at, response_id",
    ),
    openCases: bodies<Case>(
      `SELECT body FROM city_case WHERE state IN (${openCaseStates}) ORDER BY opened_at, case_id`,
    ),
    orders: givenOrders(database),
    devices: bodies<DeviceState>("SELECT body FROM device ORDER BY device_id"),
    activation: ruleSetRows(database).newest(),
  };
}

/** Every order that was given, oldest first. */
export function givenOrders(database: DatabaseSync): readonly GivenOrder[] {
  const rows = database.prepare("SELECT * FROM given_order ORDER BY entry_seq").all();
  return rows.map(({ entry_seq, at, body }) => ({
    entrySeq: Number(entry_seq),
    at: Number(at),
    order: JSON.parse(String(body)) as Order,
  }));
}
