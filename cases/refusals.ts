import type { Level } from "../domain/city/level.ts";
import type { ActorPart } from "../domain/governance/actor.ts";
import type { Case } from "../domain/governance/case.ts";
import type { EvidenceKind, Suspension } from "../domain/governance/case-record.ts";
import type { CaseState } from "../domain/governance/case-state.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { CaseId, UnitId } from "../domain/ids.ts";
import type { CaseMove, CaseMoveKind } from "../domain/inputs/acts/case-action.ts";
import type { BilingualText } from "../domain/text.ts";
import { caseStateNames, evidenceNames, moveFixes, moveNames, moveRefusals, partNames } from "../locales/case-moves.ts";
import { caseRefusals } from "../locales/cases.ts";
import { fill, joined } from "../locales/fill.ts";
import { localTime } from "../locales/format/times.ts";
import { levelNames } from "../locales/names.ts";
import { marks } from "../locales/shared.ts";

export function caseNotOpen(caseId: CaseId): Refusal {
  return {
    code: "cases.not_open",
    words: fill(caseRefusals["not-open"], { id: caseId }),
  };
}

export function alreadyAcknowledged({ id, acknowledged }: Case): Refusal {
  const by = acknowledged?.by ?? "";
  return {
    code: "cases.already_acknowledged",
    words: fill(caseRefusals["already-acknowledged"], { id, by }),
  };
}

export function caseOver({ id, state }: Case, move: CaseMoveKind): Refusal {
  const words = fill(moveRefusals.over, { move: moveNames[move], id, state: caseStateNames[state] });
  return { code: "cases.not_open", words };
}

export function wrongState(
  { id, state }: Case,
  move: CaseMoveKind,
  { states, way }: { readonly states: readonly CaseState[]; readonly way: readonly CaseMoveKind[] },
): Refusal {
  const fix = way.length === 0 ? moveFixes.none : fill(moveFixes.first, { moves: listed(way, moveNames) });
  const words = fill(moveRefusals["wrong-state"], {
    move: moveNames[move],
    states: listed(states, caseStateNames),
    id,
    state: caseStateNames[state],
    fix,
  });
  return { code: "cases.wrong_state", words };
}

export function alreadyThere({ id, state }: Case, move: CaseMoveKind): Refusal {
  const words = fill(moveRefusals["already-there"], { move: moveNames[move], id, state: caseStateNames[state] });
  return { code: "cases.already_there", words };
}

export function wrongPart(
  move: CaseMoveKind,
  { parts, part }: { readonly parts: readonly ActorPart[]; readonly part: ActorPart },
): Refusal {
  const words = fill(moveRefusals["wrong-part"], {
    move: moveNames[move],
    parts: listed(parts, partNames),
    part: partNames[part],
  });
  return { code: "cases.wrong_part", words };
}

export function alreadySuspended(id: CaseId, { untilAt }: Suspension, timeZone: string): Refusal {
  const until = localTime(untilAt, timeZone);
  return { code: "cases.already_suspended", words: fill(moveRefusals["already-suspended"], { id, until }) };
}

export function notSuspended(id: CaseId): Refusal {
  return { code: "cases.not_suspended", words: fill(moveRefusals["not-suspended"], { id }) };
}

export function pastUntil(
  move: Extract<CaseMove, { readonly until: number }>,
  { at, timeZone }: { readonly at: number; readonly timeZone: string },
): Refusal {
  const words = fill(moveRefusals["past-until"], {
    move: moveNames[move.do],
    now: localTime(at, timeZone),
    until: localTime(move.until, timeZone),
  });
  return { code: "cases.past_until", words };
}

export function hazardStands(id: CaseId, level: Level): Refusal {
  const words = fill(moveRefusals["hazard-stands"], { id, level: levelNames[level] });
  return { code: "cases.hazard_stands", words };
}

/** @param dueAt when the case is due without the extension, our clock, ms since 1970, as `until` */
export function notLonger(dueAt: number, until: number, timeZone: string): Refusal {
  const words = fill(moveRefusals["not-longer"], {
    due: localTime(dueAt, timeZone),
    until: localTime(until, timeZone),
  });
  return { code: "cases.not_longer", words };
}

export function unknownUnit(unit: UnitId): Refusal {
  return { code: "cases.unknown_unit", words: fill(moveRefusals["unknown-unit"], { unit }) };
}

export function reasonNeeded(id: CaseId, lacking: readonly EvidenceKind[]): Refusal {
  return {
    code: "cases.reason_needed",
    words: fill(moveRefusals["no-reason"], { id, lacking: namedEvidence(lacking) }),
  };
}

export function changedSince({ id, revision }: Case, move: CaseMoveKind, wanted: number): Refusal {
  const words = fill(moveRefusals["changed-since"], { move: moveNames[move], id, revision, wanted });
  return { code: "cases.changed_since", words };
}

export function keyReused(key: string, move: CaseMoveKind, other: CaseMoveKind): Refusal {
  const words = fill(moveRefusals["key-used"], { key, move: moveNames[move], other: moveNames[other] });
  return { code: "cases.key_reused", words };
}

export function namedEvidence(lacking: readonly EvidenceKind[]): BilingualText {
  return listed(lacking, evidenceNames);
}

function listed<Key extends string>(keys: readonly Key[], names: Readonly<Record<Key, BilingualText>>): BilingualText {
  return joined(
    keys.map((key) => names[key]),
    marks.list,
  );
}
