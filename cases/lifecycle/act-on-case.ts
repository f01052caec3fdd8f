import type { Actor } from "../../domain/governance/actor.ts";
import type { Case, MoveEntryKind, PersonEntry } from "../../domain/governance/case.ts";
import type { PersonsAct } from "../../domain/governance/case-record.ts";
import { type Called, callerOf } from "../../domain/governance/entry-caller.ts";
import type { CallAnswered } from "../../domain/inputs/acts/call-answered.ts";
import type { CaseMove, CaseMoveKind } from "../../domain/inputs/acts/case-action.ts";
import { orderTexts } from "../../locales/case-moves.ts";
import { fill } from "../../locales/fill.ts";
import { namedBy } from "../../locales/format/entered-by.ts";
import { wordsForMove, wordsForRefusedStep } from "../move-words.ts";
import { wordsForAnswer } from "../words.ts";
import { applyMove } from "./apply-move.ts";
import type { CaseStep } from "./case-step.ts";
import type { MoveContext } from "./moves.ts";

/** A move with who makes it. */
export interface MadeMove extends Called {
  readonly move: CaseMove;
  readonly by: string;
  readonly actor: Actor | undefined;
}

/** The kind of line that each move leaves on the timeline. */
const lineKinds = {
  acknowledge: "acknowledged",
  comment: "commented",
  register: "registered",
  dispatch: "dispatched",
  accept: "accepted",
  return: "returned",
  assign: "assigned",
  feedback: "feedback",
  verify: "verified",
  rework: "reworked",
  close: "concluded",
  void: "voided",
  suspend: "suspended",
  resume: "resumed",
  extend: "extended",
  supervise: "supervised",
} as const satisfies Record<CaseMoveKind, MoveEntryKind>;

/** What a legal move makes of a case, with its line of the timeline. The caller has asked `obstacleTo`. */
export function actOnCase(before: Case, made: MadeMove, context: MoveContext): CaseStep {
  const { move, by } = made;
  const act: PersonsAct = { at: context.at, by };
  const after = applyMove(before, move, act, context);
  const shownBy = made.actor?.part === "rule" ? orderTexts.name : by;
  const words = wordsForMove(move, { by: shownBy, after, city: context.city });
  const photos = move.do === "feedback" && move.photos !== undefined ? { photos: move.photos } : {};
  return line(after, { kind: lineKinds[move.do], ...act, words, ...whoOf(made), ...photos });
}

/** Keeps on the timeline what a platform told of too early. The case stands as before. */
export function keepRefusedStep(before: Case, made: MadeMove, at: number): CaseStep {
  const { move, by } = made;
  const words = wordsForRefusedStep(move, { by, state: before.state });
  return line(before, { kind: "step-refused", at, by, words, ...whoOf(made) });
}

/** The gauge that showed the hazard's end has fallen silent since: its quiet time shows nothing, and a person has to look. */
export function doubtClear(before: Case, at: number): CaseStep {
  const words = fill(orderTexts.unheard, { gauge: before.clearedBy ?? "" });
  return line({ ...before, isClearUnproven: true }, { kind: "noted", at, by: "rule", part: "rule", words });
}

/** Writes down that somebody who was called about the case has answered. @param at our clock, ms since 1970 */
export function addAnswer(openCase: Case, answered: CallAnswered, at: number): CaseStep {
  const { by, caller, channel } = answered;
  const words = wordsForAnswer(namedBy(by, caller), channel);
  return line(openCase, { kind: "call-answered", at, by, words, ...callerOf(answered) });
}

function whoOf({ actor, ...made }: MadeMove): Pick<PersonEntry, "part" | "caller"> {
  return { ...(actor === undefined ? {} : { part: actor.part }), ...callerOf(made) };
}

function line(after: Case, entry: PersonEntry): CaseStep {
  return { after: { ...after, revision: after.revision + 1 }, entry, measured: null };
}
