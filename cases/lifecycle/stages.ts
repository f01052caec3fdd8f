import type { Case } from "../../domain/governance/case.ts";
import type { CaseRecord } from "../../domain/governance/case-record.ts";
import type { CaseState } from "../../domain/governance/case-state.ts";
import type { UnitId } from "../../domain/ids.ts";

const nothingRecorded: CaseRecord = {
  units: [],
  reworks: 0,
  returns: 0,
  extensions: 0,
  suspensions: 0,
  supervisions: 0,
};

/** Dispatches of a case whose units stay named in its record. */
const namedDispatches = 20;

function recordOf({ record }: Pick<Case, "record">): CaseRecord {
  return record ?? nothingRecorded;
}

/**
 * The record of a case that comes into a state. A case is filed once: one that is given back, or open again, is not filed anew.
 *
 * @param at our clock, ms since 1970
 */
export function enteringRecord(of: Pick<Case, "record">, state: CaseState, at: number): CaseRecord {
  const record = recordOf(of);
  if (state === "registered" && record.registeredAt !== undefined) return record;
  return { ...record, [`${state}At`]: at };
}

/** A case that comes into a state, in which nothing stands still. @param at our clock, ms since 1970 */
export function entering({ suspended: _, ...of }: Case, state: CaseState, at: number): Case {
  return { ...of, state, record: enteringRecord(of, state, at) };
}

/** The case with one more of what its record counts. */
export function counting(of: Case, what: "reworks" | "returns" | "extensions" | "suspensions" | "supervisions"): Case {
  const record = recordOf(of);
  return { ...of, record: { ...record, [what]: record[what] + 1 } };
}

/** The case with a unit named as one that it was dispatched to. */
export function dispatchedTo(of: Case, unitId: UnitId): Case {
  const record = recordOf(of);
  return { ...of, unitId, record: { ...record, units: [...record.units, unitId].slice(-namedDispatches) } };
}
