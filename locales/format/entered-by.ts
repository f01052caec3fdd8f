import type { EntryCaller } from "../../domain/governance/entry-caller.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { fill } from "../fill.ts";
import { sharedTexts } from "../shared.ts";

/** A name as the caller gave it, and who entered it where that is somebody of another name. */
export function namedBy(name: string, caller: EntryCaller | undefined): BilingualText {
  if (caller === undefined || caller.name === name || caller.id === name) return sameInBoth(name);
  return fill(sharedTexts["entered-by"], { name, caller: caller.name });
}
