import type { Gauge } from "../../domain/city/city.ts";
import type { TrueWater } from "../physics/water.ts";

export interface RecurringWaterOptions {
  /** Makes the water of one round, at its beginning. */
  readonly make: () => TrueWater;
  /** The same gauges as the water's, in its order. */
  readonly gauges: readonly Gauge[];
  /** Length of a round, s of the water. */
  readonly roundSeconds: number;
  /** Whether a gauge says all the time what it said at the beginning. */
  readonly isStill: (gauge: Gauge) => boolean;
}

/**
 * Water that begins anew after each round, so that a demonstration left alone never goes quiet for good. Rain goes on being summed over
 * the rounds.
 */
export class RecurringWater implements TrueWater {
  readonly gaugeIds: TrueWater["gaugeIds"];
  readonly #options: RecurringWaterOptions;
  readonly #isRain: readonly boolean[];
  readonly #isStill: readonly boolean[];
  readonly #first: Float64Array;
  /** Rain of the rounds before, mm; 0 for all other gauges. */
  readonly #before: Float64Array;
  #water: TrueWater;
  #round = 0;

  constructor(options: RecurringWaterOptions) {
    this.#options = options;
    this.#water = options.make();
    this.gaugeIds = this.#water.gaugeIds;
    this.#isRain = options.gauges.map(({ property }) => property === "rain");
    this.#isStill = options.gauges.map(options.isStill);
    this.#first = this.#water.trueValues().slice();
    this.#before = new Float64Array(this.#first.length);
  }

  advanceTo(seconds: number): void {
    const { roundSeconds } = this.#options;
    const round = Math.floor(seconds / roundSeconds);
    if (round > this.#round) this.#beginAnew(round);
    this.#water.advanceTo(seconds - round * roundSeconds);
  }

  trueValues(): Float64Array {
    const values = this.#water.trueValues();
    return values.map((value, index) =>
      this.#isStill[index] === true ? this.#first[index]! : value + this.#before[index]!,
    );
  }

  #beginAnew(round: number): void {
    const { make, roundSeconds } = this.#options;
    this.#water.advanceTo(roundSeconds);
    const last = this.#water.trueValues();
    for (const [index, isRain] of this.#isRain.entries()) if (isRain) this.#before[index]! += last[index]!;
    this.#water = make();
    this.#round = round;
  }
}
