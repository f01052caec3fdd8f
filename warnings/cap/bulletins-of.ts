import { areaNames } from "../../domain/city/area-names.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { type Bulletin, bulletinIdentifier } from "../../domain/governance/warnings/bulletin.ts";
import { saidAs } from "../../locales/messages/exercise.ts";
import type { WarningChange } from "../open-warnings.ts";
import { publicMessage } from "../warning-message.ts";
import { type CapContext, capMessage } from "./cap-message.ts";

export type { CapContext } from "./cap-message.ts";

/** The bulletins that a change brought out, written: one, or none. */
export function bulletinsOf({ before, after, occasion }: WarningChange, context: CapContext): readonly Bulletin[] {
  const { areaName } = areaNames(context.city, after.areaCode);
  return (after.bulletins ?? [])
    .filter(({ revision }) => revision === after.revision)
    .map((bulletin) => ({
      identifier: bulletinIdentifier(after.id, bulletin.revision),
      ...bulletin,
      ...factsOf(after),
      summary: saidAs(publicMessage({ before, after, occasion }, areaName), after),
      xml: capMessage(after, bulletin, context),
    }));
}

function factsOf({ id: warningId, hazard, areaCode, level, title, isExercise }: Warning) {
  return { warningId, hazard, areaCode, level, title, isExercise: isExercise === true };
}
