import { createOpenCases, type OpenCases } from "../../cases/open-cases.ts";
import type { CaseChange } from "../../cases/ports.ts";
import type { CasePolicy } from "../../domain/city/policies/case-policy.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { Actor } from "../../domain/governance/actor.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { CaseId, UnitId } from "../../domain/ids.ts";
import type { CaseAction, CaseMove } from "../../domain/inputs/acts/case-action.ts";
import { smallCity, transition } from "../support/alarm-builders.ts";

export const drainage = "drainage" as UnitId;

/** When the alarm of `transition()` was raised, ms since 1970. */
export const floodAt = transition().at;

/** A standing order that registers and dispatches at once and closes by evidence. */
export const evidencePolicy: CasePolicy = {
  registration: "at-once",
  dispatch: "at-once",
  closing: "evidence",
  holdClearMs: 30 * minuteMs,
  verification: "sensor",
  reopenWithinMs: 2 * hourMs,
  incidents: { areaKind: "district", withinMs: 6 * hourMs },
};

export const platform: Actor = { part: "platform", accountId: "platform" };

export function casesUnder(policy: CasePolicy | undefined, openCases: readonly Case[] = []): OpenCases {
  return createOpenCases(smallCity(policy === undefined ? {} : { casePolicy: policy }), openCases);
}

export function actionOn(caseId: CaseId, action: CaseMove, more: Partial<CaseAction> = {}): CaseAction {
  return { kind: "case-action", caseId, by: "Wang", action, ...more };
}

/** Cases as their step runs them: each change is followed by what the standing order makes of it. */
export class Loop {
  readonly cases: OpenCases;
  readonly changes: CaseChange[] = [];

  constructor(policy: CasePolicy | undefined, openCases: readonly Case[] = []) {
    this.cases = casesUnder(policy, openCases);
  }

  get newest(): Case {
    const change = this.changes.at(-1);
    if (change === undefined) throw new Error("no case was opened");
    return change.after;
  }

  /** Kinds of lines since the first. */
  get kinds(): readonly string[] {
    return this.changes.map(({ entry }) => entry.entry.kind);
  }

  alarm(more: Parameters<typeof transition>[0]): void {
    const moved = transition(more);
    const change = this.cases.apply(moved);
    if (change !== null) this.#add(change, moved.receivedAt);
  }

  act(action: CaseMove, at: number, more: Partial<CaseAction> = {}) {
    const answer = this.cases.act(actionOn(this.newest.id, action, more), at);
    if (answer.change !== null) this.#add(answer.change, at);
    return answer;
  }

  /** Lets what is due up to `at` happen, each at its moment. */
  passTo(at: number): void {
    while (this.cases.nextDueAt <= at) this.changes.push(...this.cases.orderDue(this.cases.nextDueAt));
  }

  #add(change: CaseChange, at: number): void {
    this.changes.push(change, ...this.cases.order(change, at));
  }
}
