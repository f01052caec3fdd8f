import type { Warning } from "../../domain/governance/warning.ts";
import { isDraft } from "../../domain/governance/warnings/warning-state.ts";
import type { WarningMove } from "../../domain/inputs/acts/warning-action.ts";
import type { Person } from "../../domain/people/person.ts";
import { fill } from "../../locales/fill.ts";
import { allClearTexts } from "../../locales/messages/all-clear.ts";
import { warningTexts } from "../../locales/messages/warnings.ts";
import { withAuthor } from "../persons-behind.ts";
import { atProposal, type LevelTexts, onceLifted, withWords } from "./level-texts.ts";
import { isFirstOfTwo, type MoveContext } from "./move-refusals.ts";
import { stateAfter } from "./moves.ts";

export interface ActContext extends Pick<MoveContext, "policyOf"> {
  /** Our clock when it was entered, ms since 1970. */
  readonly at: number;
  readonly texts: LevelTexts;
}

/** A step of a person about a warning that is there. */
export interface WarningAct {
  readonly person: Person;
  readonly action: Exclude<WarningMove, { readonly do: "draft" }>;
}

/**
 * What a person's step makes of a warning, once `moveRefusal` has nothing against it. Its level is another's business, and so is
 * what is written for a level in the same act.
 */
export function actOnWarning(notice: Warning, { action, person }: WarningAct, context: ActContext): Warning {
  const { at, texts } = context;
  const { by } = person;
  const state = stateAfter(notice.state, action.do) ?? notice.state;
  const { proposal, ...rest } = { ...notice, state, revision: notice.revision + 1, changedBy: by };
  switch (action.do) {
    case "approve":
      if (isDraft(notice) || proposal === undefined) return { ...rest, approved: { at, ...person }, askedAt: at };
      if (isFirstOfTwo(notice, context)) {
        return { ...rest, state: notice.state, proposal: { ...proposal, approved: { at, ...person } }, askedAt: at };
      }
      return { ...atProposal(rest, proposal, texts), approved: { at, ...person } };
    case "issue":
      return { ...rest, issued: { at, by } };
    case "edit":
      return edited({ ...rest, ...(proposal === undefined ? {} : { proposal }) }, action, { at, person });
    case "withdraw":
      if (!isDraft(notice)) return withoutProposedByHand(rest, proposal);
      return { ...rest, liftedAt: at, withdrawn: { at, by, reason: action.reason } };
    case "lift":
      return { ...onceLifted(rest, staffAdvice(notice)), liftedAt: at, lifted: { at, by, reason: action.reason } };
  }
}

/** Whoever set the level that is taken back has set it no more. */
function withoutProposedByHand(warning: Warning, proposal: Warning["proposal"]): Warning {
  const { byHand, ...rest } = warning;
  return byHand?.level === proposal?.level ? rest : warning;
}

/** Other words. What nobody has approved as it reads now has to be approved anew. */
function edited(
  warning: Warning,
  { level, ...words }: Extract<WarningMove, { readonly do: "edit" }>,
  { at, person }: { readonly at: number; readonly person: Person },
): Warning {
  const { approved, ...rest } = warning;
  return {
    ...(level === undefined ? withWords(rest, words, warning.level) : rest),
    ...(isDraft(warning) || approved === undefined ? {} : { approved }),
    authors: withAuthor(warning, person),
    askedAt: at,
  };
}

/**
 * A person lifts a warning whatever its cases say: while some are open, those who act on them are told so. Where no case has
 * ever spoken for it, no alarm was there to be over.
 */
function staffAdvice({ cases, hazard, advices }: Warning): Warning["advice"] {
  const count = Object.keys(cases).length;
  if (count > 0) return fill(warningTexts["cases-open"], { count });
  return advices === undefined ? warningTexts["over-advice"] : allClearTexts[hazard];
}
