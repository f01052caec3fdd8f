import type { Warning } from "../../../domain/governance/warning.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { awaitedDecision, type DecisionContext } from "../../../warnings/awaited-decision.ts";
import { namesAlone } from "../../../warnings/persons-behind.ts";

/** A warning as it stands, and by when somebody has to decide on it. */
export function warningView(warning: Warning, context: DecisionContext) {
  const decision = awaitedDecision(warning, context);
  return toWire({ ...namesAlone(warning), ...(decision === null ? {} : { decision }) });
}
