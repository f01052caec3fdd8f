import { secondMs } from "../domain/clock.ts";
import type { GaugeId } from "../domain/ids.ts";
import type { WaterEvent } from "../simulators/physics/water.ts";
import type { Scenario } from "../simulators/scenario/scenario.ts";
import type { TruthRow } from "../simulators/truth/truth-row.ts";

/** Digits kept of what was true: a micrometre of water, a litre an hour of flow. */
const kept = 1e6;

/** The first rows: which scenario, and what it has happen to the city beside rain. */
export function openingRows(
  scenario: Scenario,
  { seed, cityCode, gauges }: { readonly seed: number; readonly cityCode: string; readonly gauges: readonly GaugeId[] },
): readonly TruthRow[] {
  const { name, startsAt, seconds, events } = scenario;
  const endsAt = startsAt + seconds * secondMs;
  const head: TruthRow = { kind: "scenario", name, seed, cityCode, startsAt, endsAt, gauges };
  return [head, ...events.map((event) => eventRow(event, startsAt))];
}

/** What was true at every gauge at a moment, ms since 1970. */
export function waterRow(at: number, values: Float64Array): TruthRow {
  const rounded = Array.from(values, (value) => (Number.isNaN(value) ? null : Math.round(value * kept) / kept));
  return { kind: "water", at, values: rounded };
}

function eventRow(event: WaterEvent, startsAt: number): TruthRow {
  const from = startsAt + event.from * secondMs;
  const to = "to" in event ? startsAt + event.to * secondMs : null;
  return { kind: "event", event: event.kind, about: aboutOf(event), from, to };
}

function aboutOf(event: WaterEvent): string {
  switch (event.kind) {
    case "power-cut":
      return event.areaCode;
    case "baseflow-recession":
      return "city";
    case "pump-failure":
    case "dam-collapse":
    case "upstream-flood":
    case "sludge-stirred":
    case "cable-fault":
      return event.stationId;
  }
}
