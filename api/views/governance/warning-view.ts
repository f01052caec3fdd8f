import type { City } from "../../../domain/city/city.ts";
import type { Mode } from "../../../domain/city/mode.ts";
import { colourPolicy } from "../../../domain/city/policies/warning-policy.ts";
import type { Warning } from "../../../domain/governance/warning.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { decideByRule, decisionDueAt } from "../../../warnings/lifecycle/timers.ts";
import { authorsOf, withoutAccounts } from "../../../warnings/persons-behind.ts";

interface WarningContext {
  readonly city: City;
  readonly mode: Mode;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** A warning as it stands, and by when somebody has to decide on it. */
export function warningView(warning: Warning, context: WarningContext) {
  const { authors, ...facts } = withoutAccounts(warning);
  const names = authors === undefined ? {} : { authors: authorsOf(warning).map(({ by }) => by) };
  return toWire({ ...facts, ...names, ...decisionOf(warning, context) });
}

function decisionOf(warning: Warning, { city, mode, at }: WarningContext) {
  const { warningPolicy } = city;
  if (warningPolicy === undefined) return {};
  const policyOf = (level: Warning["level"]) => colourPolicy(warningPolicy, level, mode);
  const dueAt = decisionDueAt(warning, { policyOf });
  if (dueAt === null) return {};
  const step = decideByRule(warning, { at, texts: { city }, policyOf });
  const isPaged = step === null || step.occasion === "escalated";
  return { decision: { dueAt, do: isPaged ? ("escalate" as const) : ("issue" as const) } };
}
