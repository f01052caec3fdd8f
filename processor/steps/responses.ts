import type { City } from "../../domain/city/city.ts";
import { OpenResponses } from "../../responses/open-responses.ts";
import { type Handlers, ignore, ignoresGovernance, newMeter, type Step } from "../step.ts";

/** Keeps what the headquarters decided on emergency responses, as people write it down. */
export function responsesStep(city: City): Step {
  const meter = newMeter();
  let responses = new OpenResponses(city, []);

  const on: Handlers = {
    row: ignore,
    tick: ignore,
    ...ignoresGovernance,
    "response-action"({ logged }, draft) {
      const { change, refusal } = responses.act(logged.entry, logged.at, logged.entrySeq);
      if (change === null) {
        draft.refusals.set(logged.entrySeq, refusal);
        return;
      }
      meter.findings += 1;
      draft.effects.responses.push(change.after);
      draft.found.events.push(change.event);
    },
    "hub-started": ignore,
    "mode-set": ignore,
    "order-given": ignore,
    "flag-set": ignore,
    "rules-activated": ignore,
    "gauges-changed": ignore,
    "device-reported": ignore,
    "readings-refused": ignore,
  };

  return {
    name: "responses",
    due: null,
    meter,
    on,
    async restore({ state }) {
      responses = new OpenResponses(city, state.activeResponses);
    },
    save: () => {},
  };
}
