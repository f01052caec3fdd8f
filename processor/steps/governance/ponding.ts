import type { PondingRecord } from "../../../domain/governance/ponding-record.ts";
import type { StationId } from "../../../domain/ids.ts";
import type { PondingList } from "../../../ponding/ponding-list.ts";
import { readValues, saveValues } from "../../saved-values.ts";
import { type Handlers, ignoresAll, newMeter, type Step } from "../../step.ts";

const pondingSaved = "ponding";

/** Keeps what officers did about the list of ponding places. */
export function pondingStep(places: PondingList): Step {
  const meter = newMeter();

  const on: Handlers = {
    ...ignoresAll,
    "ponding-action"({ logged }, { refusals }) {
      const refusal = places.act(logged.entry, logged.at);
      if (refusal !== null) refusals.set(logged.entrySeq, refusal);
      else meter.findings += 1;
    },
  };

  return {
    name: "ponding",
    due: null,
    meter,
    on,
    async restore({ state }) {
      places.restore(readValues<StationId, PondingRecord>(state, pondingSaved));
    },
    save: ({ effects }) => void effects.saved.push(...saveValues(pondingSaved, places.drainChanges())),
  };
}
