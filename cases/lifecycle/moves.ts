import type { City } from "../../domain/city/city.ts";
import type { Actor, ActorPart } from "../../domain/governance/actor.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { EvidenceKind } from "../../domain/governance/case-record.ts";
import { type CaseState, caseStates, isCaseOver, openStates, overStates } from "../../domain/governance/case-state.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { CaseMove, CaseMoveKind } from "../../domain/inputs/acts/case-action.ts";
import * as refusals from "../refusals.ts";
import { lackingEvidence, usualCasePolicy } from "./evidence.ts";

/** A line of the table: which cases a move may be made of, what it makes of them, and who may make it. */
export interface MoveRow {
  readonly from: readonly CaseState[];
  /** Null where the case stays in its state. */
  readonly to: CaseState | null;
  readonly by: readonly ActorPart[];
}

const officers = ["duty-officer", "commander"] as const;
const officersAndRule = [...officers, "rule"] as const;
const handlers = [...officers, "platform", "unit"] as const;
const everyone = [...handlers, "rule"] as const;

/** Every legal move of a case. What no line names is refused. Conditions beside state and part are in `obstacleTo`. */
export const moveTable: Readonly<Record<CaseMoveKind, MoveRow>> = {
  acknowledge: { from: openStates, to: null, by: everyone },
  comment: { from: [...openStates, ...overStates], to: null, by: everyone },
  register: { from: ["reported"], to: "registered", by: officersAndRule },
  dispatch: { from: ["registered", "dispatched", "handling"], to: "dispatched", by: officersAndRule },
  accept: { from: ["dispatched"], to: "handling", by: handlers },
  return: { from: ["dispatched", "handling"], to: "registered", by: handlers },
  assign: { from: ["dispatched", "handling"], to: null, by: handlers },
  feedback: { from: ["handling", "handled"], to: "handled", by: handlers },
  verify: { from: ["handled"], to: "verified", by: [...officersAndRule, "platform"] },
  rework: { from: ["handled", "verified", "closed"], to: "handling", by: officersAndRule },
  close: { from: openStates, to: "closed", by: officersAndRule },
  void: { from: openStates, to: "voided", by: officers },
  suspend: { from: ["registered", "dispatched", "handling"], to: null, by: officers },
  resume: { from: openStates, to: null, by: officersAndRule },
  extend: { from: ["registered", "dispatched", "handling", "handled"], to: null, by: officers },
  supervise: { from: openStates, to: null, by: officersAndRule },
};

export const moveKinds = Object.keys(moveTable) as readonly CaseMoveKind[];

/** The move that leads on from each state. */
const nextMove: Readonly<Partial<Record<CaseState, CaseMoveKind>>> = {
  reported: "register",
  registered: "dispatch",
  dispatched: "accept",
  handling: "feedback",
  handled: "verify",
};

/**
 * The moves by which a case comes to a state in which another may be made: onward, or where that lies behind it back by
 * rework. Empty where none does.
 */
function wayTo(states: readonly CaseState[], from: CaseState): readonly CaseMoveKind[] {
  const way: CaseMoveKind[] = [];
  for (let state = from; ; ) {
    const next = nextMove[state];
    if (next === undefined) break;
    way.push(next);
    state = moveTable[next].to ?? state;
    if (states.includes(state)) return way;
  }
  const { from: reworked, to } = moveTable.rework;
  return to !== null && reworked.includes(from) && states.includes(to) ? ["rework"] : [];
}

/** Where a move is made. */
export interface MoveContext {
  readonly city: City;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** One move of a case as it stands, for somebody in one part. */
export interface AllowedMove {
  readonly do: CaseMoveKind;
  /** State that it leads to; null where the case stays in its own. */
  readonly to: CaseState | null;
  /** Null where it may be made now. */
  readonly refusal: Refusal | null;
  /** Of closing: what is not there, so that it takes a reason and is marked; empty otherwise. */
  readonly lacking: readonly EvidenceKind[];
}

/** Every move with the reason where it may not be made now. */
export function allowedMoves(of: Case, actor: Actor | undefined, context: MoveContext): readonly AllowedMove[] {
  return moveKinds.map((kind) => ({
    do: kind,
    to: moveTable[kind].to,
    refusal: obstacleIn(of, kind, actor) ?? markObstacle(of, kind, context),
    lacking: kind === "close" ? lackingEvidence(of, policyOf(context), context.at) : [],
  }));
}

/** Why a move may not be made of a case as it stands; null where it may. */
export function obstacleTo(
  of: Case,
  { move, actor }: { readonly move: CaseMove; readonly actor: Actor | undefined },
  context: MoveContext,
): Refusal | null {
  return obstacleIn(of, move.do, actor) ?? markObstacle(of, move.do, context) ?? obstacleIfMade(of, move, context);
}

/** Whether a case has already come past what a move leads to: the same step told twice, or late. */
function isPast({ state }: Pick<Case, "state">, kind: CaseMoveKind): boolean {
  const { from, to } = moveTable[kind];
  if (to === null || from.includes(state) || isCaseOver({ state })) return false;
  const place = caseStates.indexOf(to);
  // What leads back is behind a case only until the case has gone on from there.
  if (from.every((each) => caseStates.indexOf(each) > place)) return state === to;
  return caseStates.indexOf(state) >= place;
}

function policyOf({ city }: MoveContext) {
  return city.casePolicy ?? usualCasePolicy;
}

/** By the table alone. */
function obstacleIn(of: Case, kind: CaseMoveKind, actor: Actor | undefined): Refusal | null {
  const { from, by } = moveTable[kind];
  if (!from.includes(of.state)) {
    if (isCaseOver(of)) return refusals.caseOver(of, kind);
    return isPast(of, kind)
      ? refusals.alreadyThere(of, kind)
      : refusals.wrongState(of, kind, { states: from, way: wayTo(from, of.state) });
  }
  // An operator at the hub may do what any person may.
  if (actor === undefined || by.includes(actor.part)) return null;
  return refusals.wrongPart(kind, { parts: by, part: actor.part });
}

/** By marks that the case bears. */
function markObstacle(of: Case, kind: CaseMoveKind, { city }: MoveContext): Refusal | null {
  if (kind === "acknowledge" && of.acknowledged !== undefined) return refusals.alreadyAcknowledged(of);
  if (kind === "suspend" && of.suspended !== undefined)
    return refusals.alreadySuspended(of.id, of.suspended, city.timeZone);
  if (kind === "resume" && of.suspended === undefined) return refusals.notSuspended(of.id);
  // What is looked at again is whether the water has gone: while it stands there is nothing to verify.
  if (kind === "verify" && of.level !== null) return refusals.hazardStands(of.id, of.level);
  return null;
}

/** By what the move itself says. */
function obstacleIfMade(of: Case, move: CaseMove, context: MoveContext): Refusal | null {
  const { city, at } = context;
  switch (move.do) {
    case "suspend":
    case "extend":
      if (move.until <= at) return refusals.pastUntil(move, { at, timeZone: city.timeZone });
      // While a limit stands still its end and that of an extension are moved on alike: they compare as they are.
      return move.do === "suspend" || of.due === undefined || move.until > of.due.dueAt
        ? null
        : refusals.notLonger(of.due.dueAt, move.until, city.timeZone);
    case "dispatch":
      return city.units.has(move.unitId) ? null : refusals.unknownUnit(move.unitId);
    case "close": {
      const lacking = lackingEvidence(of, policyOf(context), at);
      return lacking.length === 0 || move.reason !== undefined ? null : refusals.reasonNeeded(of.id, lacking);
    }
    case "acknowledge":
    case "comment":
    case "register":
    case "accept":
    case "return":
    case "assign":
    case "feedback":
    case "verify":
    case "rework":
    case "void":
    case "resume":
    case "supervise":
      return null;
  }
}
