import type { SavedReception } from "../../blindspots/gauge-reception.ts";
import type { GaugeReceptions, SavedFlagChanges } from "../../blindspots/gauge-receptions.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { brokenGauges } from "../../domain/inputs/setup-changes.ts";
import type { GivenObservations } from "../../rules/engine/recall.ts";
import type { Draft } from "../draft.ts";
import { journalSinceChanges } from "../journal-since-changes.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { type Handlers, ignore, ignoresGovernance, newMeter, type Step } from "../step.ts";

const receptionsSaved = "usable";
const flagsSaved = "blind-spot-flags";

export interface UsableParts {
  readonly receptions: GaugeReceptions;
  /** Which observations rules have been given, as quality has it. */
  readonly given: Pick<GivenObservations, "isDecided">;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
}

/** Keeps when each gauge last said something usable, for all steps behind it. */
export function usableStep({ receptions, given, keys }: UsableParts): Step {
  const meter = newMeter();

  function handOn({ found }: Draft): void {
    const retracted = receptions.drainRetracted();
    if (retracted.length === 0) return;
    meter.findings += retracted.length;
    found.retracted.push(...retracted);
  }

  const on: Handlers = {
    row({ row }, draft) {
      const { judgeable, flagChanges } = draft.found;
      receptions.read(row, judgeable, flagChanges);
      handOn(draft);
    },
    tick(_, draft) {
      const { judgeable, flagChanges } = draft.found;
      if (judgeable === null && flagChanges.length === 0) return;
      receptions.decide(judgeable ?? [], flagChanges);
      handOn(draft);
    },
    "flag-set"({ logged }, draft) {
      receptions.setFlag(logged.entry);
      handOn(draft);
    },
    "readings-refused": ({ logged }) => receptions.refuse(logged.entry, logged.at),
    "readings-repeated": ({ logged }) => receptions.repeat(logged.entry, logged.at),
    "gauges-changed"({ logged }, draft) {
      const { judgeable, flagChanges } = draft.found;
      receptions.decide(judgeable ?? [], flagChanges);
      for (const gauge of brokenGauges(logged.entry, keys)) receptions.startAfresh(gauge);
      handOn(draft);
    },
    "hub-started": ignore,
    "mode-set": ignore,
    "order-given": ignore,
    ...ignoresGovernance,
    "rules-activated": ignore,
    "device-reported": ignore,
  };

  return {
    name: "usable",
    on,
    due: null,
    meter,
    async restore({ state, journal }) {
      const saved = {
        receptions: readValues<GaugeId, SavedReception>(state, receptionsSaved),
        amended: readValues<GaugeId, SavedFlagChanges>(state, flagsSaved),
      };
      const isDecided = (row: Parameters<GivenObservations["isDecided"]>[0]): boolean => given.isDecided(row);
      const since = await journalSinceChanges(journal, keys, state.position);
      await receptions.restore(saved, { journal: since, upTo: state.position, isDecided });
    },
    save({ effects }) {
      const { receptions: changed, amended } = receptions.drainChanges();
      effects.saved.push(...saveValues(receptionsSaved, changed), ...saveValues(flagsSaved, amended));
    },
  };
}
