import type { City } from "../domain/city/city.ts";
import type { Level } from "../domain/city/level.ts";
import type { Mode } from "../domain/city/mode.ts";
import { colourPolicy } from "../domain/city/policies/warning-policy.ts";
import type { AwaitedDecision, Warning } from "../domain/governance/warning.ts";
import { decideByRule, decisionDueAt } from "./lifecycle/timers.ts";

export interface DecisionContext {
  readonly city: City;
  readonly mode: Mode;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** What is waited for in a mode of the city; null where nobody has to decide, or the policy does nothing of itself. */
export function awaitedDecision(warning: Warning, { city, mode, at }: DecisionContext): AwaitedDecision | null {
  const { warningPolicy } = city;
  if (warningPolicy === undefined) return null;
  const policyOf = (level: Level) => colourPolicy(warningPolicy, level, mode);
  const dueAt = decisionDueAt(warning, { policyOf });
  if (dueAt === null) return null;
  const step = decideByRule(warning, { at, texts: { city }, policyOf });
  const isPaged = step === null || step.occasion === "escalated";
  return { dueAt, do: isPaged ? "escalate" : "issue" };
}
