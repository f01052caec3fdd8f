import type { City } from "../../domain/city/city.ts";
import { OpenResponses, type OpenWarningList } from "../../responses/open-responses.ts";
import { type Handlers, ignoresAll, newMeter, type Step } from "../step.ts";

/** Keeps what the headquarters decided on emergency responses, as people write it down. */
export function responsesStep(city: City, warnings: OpenWarningList): Step {
  const meter = newMeter();
  let responses = new OpenResponses(city, warnings, []);

  const on: Handlers = {
    ...ignoresAll,
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
  };

  return {
    name: "responses",
    due: null,
    meter,
    on,
    async restore({ state }) {
      responses = new OpenResponses(city, warnings, state.activeResponses);
    },
    save: () => {},
  };
}
