import { type Level, rankOf } from "../../domain/city/level.ts";
import type { ColourPolicy } from "../../domain/city/policies/warning-policy.ts";
import type { Actor } from "../../domain/governance/actor.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { isDraft } from "../../domain/governance/warnings/warning-state.ts";
import type { Person } from "../../domain/people/person.ts";
import { isAlone, personsBehind } from "../persons-behind.ts";
import {
  levelBelowCases,
  notApproved,
  nothingToApprove,
  nothingToWithdraw,
  partNotAllowed,
  secondPersonWanted,
  warningNotADraft,
  warningNotOpen,
} from "../refusals.ts";
import { type PersonStep, stateAfter } from "./moves.ts";

/** Who asks for a step of a warning, and what the city's policy says of a colour now. */
export interface MoveContext extends Person {
  /** Absent for an operator at the hub, who may act in any part. */
  readonly actor?: Actor;
  /** Null in a city without a policy: who may issue is an order of the city, and without one it is the commander. */
  policyOf(level: Level): ColourPolicy | null;
}

/** Who decides where the city has ordered nothing. Anybody may still draft and edit. */
const usualPolicy: ColourPolicy = {
  approve: [],
  issue: ["commander"],
  secondPerson: false,
  unattended: null,
  expiresAfterMs: null,
};

/** Why a step would change nothing; null where it may be taken. Pure. @param toLevel that an edit asks for */
export function moveRefusal(
  warning: Warning,
  step: PersonStep,
  context: MoveContext & { readonly toLevel?: Level },
): Refusal | null {
  if (stateAfter(warning.state, step) === null) return illegal(warning, step);
  const proposed = warning.proposal?.level;
  const level = proposed ?? warning.level;
  const policy = context.policyOf(level) ?? usualPolicy;
  switch (step) {
    case "approve":
      if (!isDraft(warning) && proposed === undefined) return nothingToApprove(warning);
      return approvalRefusal(warning, { level, policy, ...context });
    case "issue":
      return issueRefusal(warning, { level, policy, ...context });
    case "edit":
      if (context.toLevel !== undefined && rankOf(context.toLevel) < worstCase(warning)) {
        return levelBelowCases(warning, context.toLevel);
      }
      return isDraft(warning) ? null : issuersAlone(warning, context);
    case "withdraw":
      if (!isDraft(warning) && proposed === undefined) return nothingToWithdraw(warning);
      return null;
    case "lift":
      return isDraft(warning) ? null : issuersAlone(warning, context);
  }
}

type Asked = MoveContext & { readonly level: Level; readonly policy: ColourPolicy };

function approvalRefusal(warning: Warning, asked: Asked): Refusal | null {
  const { level, policy, actor } = asked;
  const approvers = policy.approve.length === 0 ? policy.issue : policy.approve;
  // To approve a proposed level as the second is to issue it.
  const isSecond = !isDraft(warning) && warning.proposal?.approved !== undefined;
  const parts = isSecond ? [...new Set([...approvers, ...policy.issue])] : approvers;
  if (!mayActIn(parts, actor)) return partNotAllowed(warning, level, { step: "approve", parts });
  return aloneRefusal(warning, asked);
}

function issueRefusal(warning: Warning, asked: Asked): Refusal | null {
  const { level, policy, actor } = asked;
  if (!mayActIn(policy.issue, actor)) return partNotAllowed(warning, level, { step: "issue", parts: policy.issue });
  const needsApproval = policy.approve.length > 0 || policy.secondPerson;
  if (needsApproval && warning.approved === undefined) return notApproved(warning, level, policy);
  return aloneRefusal(warning, asked);
}

function aloneRefusal(warning: Warning, asked: Asked): Refusal | null {
  const isRefused = asked.policy.secondPerson && isAlone(personsBehind(warning), asked);
  return isRefused ? secondPersonWanted(warning, asked.by) : null;
}

/** Whether an approval of a proposed level is the first of two, after which it still waits. */
export function isFirstOfTwo(warning: Warning, { policyOf }: Pick<MoveContext, "policyOf">): boolean {
  const { proposal } = warning;
  if (isDraft(warning) || proposal === undefined) return false;
  return policyOf(proposal.level)?.secondPerson === true && personsBehind(warning).length === 0;
}

/** What is in force is changed and lifted by those who may issue it. */
function issuersAlone(warning: Warning, { policyOf, actor }: MoveContext): Refusal | null {
  const policy = policyOf(warning.level) ?? usualPolicy;
  if (mayActIn(policy.issue, actor)) return null;
  return partNotAllowed(warning, warning.level, { step: "issue", parts: policy.issue });
}

function mayActIn(parts: ColourPolicy["issue"], actor: Actor | undefined): boolean {
  return actor === undefined || parts.includes(actor.part);
}

/** Whether a colour has to be approved by a person before it is told to the public. */
export function needsApproval(policy: ColourPolicy | null): boolean {
  return policy !== null && (policy.approve.length > 0 || policy.secondPerson);
}

function worstCase({ cases }: Warning): number {
  return Math.max(0, ...Object.values(cases).map(rankOf));
}

function illegal(warning: Warning, step: PersonStep): Refusal {
  if (step === "issue" && warning.issued !== undefined && stateAfter(warning.state, "lift") !== null) {
    return warningNotADraft(warning);
  }
  return step === "approve" && warning.state === "approved" ? nothingToApprove(warning) : warningNotOpen(warning.id);
}
