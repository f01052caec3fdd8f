import type { City } from "../domain/city/city.ts";
import type { Mode } from "../domain/city/mode.ts";
import { colourPolicy } from "../domain/city/policies/warning-policy.ts";
import type { Actor } from "../domain/governance/actor.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { Person } from "../domain/people/person.ts";
import type { BilingualText } from "../domain/text.ts";
import { moveRefusal } from "./lifecycle/move-refusals.ts";
import { nameOfStep, type PersonStep, personSteps } from "./lifecycle/moves.ts";

/** A step of a warning, and whether one person may take it now. */
export interface AllowedMove {
  readonly do: PersonStep;
  readonly name: BilingualText;
  readonly isAllowed: boolean;
  /** Why not; null where it is allowed. */
  readonly reason: BilingualText | null;
}

/** Every step that people take, judged by the same code that decides them. */
export function allowedMoves(
  warning: Warning,
  who: Person & { readonly actor?: Actor },
  { city: { warningPolicy }, mode }: { readonly city: City; readonly mode: Mode },
): readonly AllowedMove[] {
  return personSteps.map((step) => {
    const refusal = moveRefusal(warning, step, {
      ...who,
      policyOf: (level) => (warningPolicy === undefined ? null : colourPolicy(warningPolicy, level, mode)),
    });
    return { do: step, name: nameOfStep(step), isAllowed: refusal === null, reason: refusal?.words ?? null };
  });
}
