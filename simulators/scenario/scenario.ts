import type { GaugeId, StationId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { FaultKind } from "../fleet/fault.ts";
import type { WaterEvent, Weather } from "../physics/water.ts";

/** What happens to a simulated city, read from YAML and bound to the stations of one city. Pure data: seed and city make the rest. */
export interface Scenario {
  readonly name: string;
  readonly title: BilingualText;
  /** What it is for and what it is not: sources of numbers, what is reconstructed. */
  readonly note: BilingualText;
  /** Moment of the city's clock that it begins at, ms since 1970; a run may begin it at another. */
  readonly startsAt: number;
  readonly seconds: number;
  /** Step in which a run lets its hub, devices and people go on together, s. */
  readonly stepSeconds: number;
  readonly weather: Weather;
  readonly events: readonly WaterEvent[];
  readonly faults: readonly FaultRule[];
  /** Whether duty officers, commander and units of the platform act, and how soon. */
  readonly people: Attendance;
  /** True where all of it is an exercise: a drill is under way over the whole city from its beginning to its end. */
  readonly isDrill: boolean;
  /** What gauges of stations that are there for drills say; empty where it is no drill. */
  readonly exercise: readonly ExerciseCurve[];
}

/** `slow`: the same people, three times as slow. */
export type Attendance = "attentive" | "slow" | "nobody";

/** What one gauge of a drill says over time: straight lines from point to point, the first and the last value held beyond. */
export interface ExerciseCurve {
  readonly gaugeId: GaugeId;
  /** `value` in the canonical unit of the gauge's property, over its datum. At least one, in the order of time. */
  readonly points: readonly { readonly seconds: number; readonly value: number }[];
}

/** Which devices have a fault, drawn by the seed. */
export interface FaultRule {
  readonly fault: FaultKind;
  /** Share of the devices chosen, 0 to 1, or a number of them. */
  readonly share?: number;
  readonly count?: number;
  /** Among these; all where left out. */
  readonly stations?: readonly StationId[];
  /** s since the scenario began. */
  readonly from: number;
  readonly to: number;
  /** As the fault has it: ms of a clock's offset, canonical units of a spike or a drift an hour. */
  readonly size?: number;
}
