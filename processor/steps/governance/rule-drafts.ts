import type { RuleDrafts } from "../../../rules/drafts/rule-drafts.ts";
import type { RuleDraft } from "../../../rules/ports.ts";
import { readValues, saveValues } from "../../saved-values.ts";
import { type Handlers, ignoresAll, newMeter, type Step } from "../../step.ts";

const draftsSaved = "rule-drafts";

/** Keeps drafted sets of rules: who wrote each, who approved or rejected it. */
export function ruleDraftsStep(drafts: RuleDrafts): Step {
  const meter = newMeter();
  const on: Handlers = {
    ...ignoresAll,
    "rule-action"({ logged }, { refusals }) {
      const refusal = drafts.act(logged);
      if (refusal === null) meter.findings += 1;
      else refusals.set(logged.entrySeq, refusal);
    },
    "rules-activated": ({ logged: { entry, at } }) => drafts.activated(entry.set.digest, at),
  };
  return {
    name: "rule-drafts",
    on,
    due: null,
    meter,
    async restore({ state }) {
      drafts.restore(readValues<string, RuleDraft>(state, draftsSaved));
    },
    save({ effects }) {
      effects.saved.push(...saveValues(draftsSaved, drafts.drainChanges()));
    },
  };
}
