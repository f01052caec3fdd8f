import type { City, Station } from "../../domain/city/city.ts";
import { type Hazard, hazards } from "../../domain/city/hazard.ts";
import { type Level, rankOf } from "../../domain/city/level.ts";
import type { Property } from "../../domain/city/property.ts";
import type { Mark } from "../marks/mark.ts";
import type { BlindStretch } from "../metrics/blindness.ts";
import { type Crossing, placeKey } from "../metrics/crossings.ts";
import type { AlarmSpan } from "../outcome/alarm-spans.ts";
import type { CallOutcome } from "../outcome/hub-outcome.ts";
import { trueSignal } from "../truth/true-signal.ts";
import type { ReportedRun, ScoreReport } from "./reported-run.ts";

/** One hazard at one station: what was true, and what the hub made of it. */
export interface PlaceView {
  readonly station: Station;
  readonly hazard: Hazard;
  /** Gravest level that true water clearly came to. */
  readonly level: Level;
  readonly property: Property;
  /** Instants, ms since 1970, and what was true at them: the value, or the sum of rain, canonical unit. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Levels of the rule that is drawn. */
  readonly marks: readonly Mark[];
  readonly spans: readonly AlarmSpan[];
  readonly calls: readonly CallOutcome[];
  readonly blind: readonly BlindStretch[];
  readonly crossings: readonly Crossing[];
}

/** Places where true water came clearly to a level, by hazard, the gravest first, and of these those where most was missed. */
export function placeViews({ city, marks }: ScoreReport, run: ReportedRun): readonly PlaceView[] {
  const clear = run.score.crossings.filter(({ kind }) => kind === "clear");
  const spansAt = Map.groupBy(
    run.score.alarms.map(({ span }) => span),
    placeKey,
  );
  const callsAt = Map.groupBy(run.outcome.calls, placeKey);
  return [...Map.groupBy(clear, ({ mark }) => placeKey(mark))]
    .flatMap(([key, crossings]): PlaceView[] => {
      const drawn = drawnOf(crossings, { city, marks, run });
      if (drawn === null) return [];
      return [{ ...drawn, crossings, spans: spansAt.get(key) ?? [], calls: callsAt.get(key) ?? [] }];
    })
    .toSorted(
      (a, b) =>
        hazards.indexOf(a.hazard) - hazards.indexOf(b.hazard) ||
        rankOf(b.level) - rankOf(a.level) ||
        worstLead(a) - worstLead(b),
    );
}

/** What is drawn of a place: the gauge of its gravest crossing, and that rule's levels. */
function drawnOf(
  crossings: readonly Crossing[],
  { city, marks, run }: { readonly city: City; readonly marks: readonly Mark[]; readonly run: ReportedRun },
): Omit<PlaceView, "crossings" | "spans" | "calls"> | null {
  const { mark } = crossings.reduce((worst, each) =>
    rankOf(each.mark.level) > rankOf(worst.mark.level) ? each : worst,
  );
  const station = city.stations.get(mark.stationId);
  const gauge = city.gauges.get(mark.gaugeId);
  const signal = trueSignal(run.truth, { ...mark, sign: 1 });
  if (station === undefined || gauge === undefined || signal === null) return null;
  return {
    station,
    hazard: mark.hazard,
    level: mark.level,
    property: gauge.property,
    times: run.truth.times,
    values: signal,
    marks: marks.filter(({ ruleId, gaugeId }) => ruleId === mark.ruleId && gaugeId === mark.gaugeId),
    blind: run.score.allBlind.filter(({ gaugeId }) => gaugeId === mark.gaugeId),
  };
}

function worstLead({ crossings }: PlaceView): number {
  return crossings.reduce(
    (least, { leadMs }) => Math.min(least, leadMs ?? Number.NEGATIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  );
}
