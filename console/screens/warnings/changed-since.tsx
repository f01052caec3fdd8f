import { warningStepTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";

/** In the place of the button of a step, where the warning moved on while it was looked at. */
export function ChangedSince({ revision, close }: { readonly revision: number; readonly close: () => void }) {
  const say = useSay();
  return (
    <p class="notice problem" role="alert">
      {say(fill(warningStepTexts.changed, { revision }))}{" "}
      <button type="button" class="button" onClick={close}>
        {say(warningStepTexts["look-again"])}
      </button>
    </p>
  );
}
