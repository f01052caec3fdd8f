import type { Warning } from "../../domain/governance/warning.ts";
import { type Bulletin, bulletinIdentifier } from "../../domain/governance/warnings/bulletin.ts";
import type { WarningChange } from "../open-warnings.ts";
import { type CapContext, capMessage } from "./cap-message.ts";

export type { CapContext } from "./cap-message.ts";

/** The bulletins that a change brought out, written: one, or none. */
export function bulletinsOf({ after, event }: WarningChange, context: CapContext): readonly Bulletin[] {
  return (after.bulletins ?? [])
    .filter(({ revision }) => revision === after.revision)
    .map((bulletin) => ({
      identifier: bulletinIdentifier(after.id, bulletin.revision),
      ...bulletin,
      ...factsOf(after),
      summary: event.data.message ?? after.title,
      xml: capMessage(after, bulletin, context),
    }));
}

function factsOf({ id: warningId, hazard, areaCode, level, title, isExercise }: Warning) {
  return { warningId, hazard, areaCode, level, title, isExercise: isExercise === true };
}
