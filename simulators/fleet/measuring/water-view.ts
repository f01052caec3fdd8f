import { secondMs } from "../../../domain/clock.ts";
import type { TrueWater } from "../../physics/water.ts";

/** Water is looked at in steps of so many of its seconds; between two it stands. */
const stepSeconds = 10;

export interface WaterViewOptions {
  /** Computed on by this view: nobody else may be ahead of it. */
  readonly water: TrueWater;
  /** ms since 1970 at which the water is at 0 s. */
  readonly startsAt: number;
  /** Seconds of water that pass in one second of the fleet's clock. */
  readonly squeeze: number;
}

/** The water as the fleet's clock goes by. */
export class WaterView {
  readonly #options: WaterViewOptions;
  #step = -1;
  #values: Float64Array = new Float64Array(0);

  constructor(options: WaterViewOptions) {
    this.#options = options;
  }

  /** Canonical values in the order of `gaugeIds` at a moment, ms since 1970, which never goes back. */
  at(moment: number): Float64Array {
    const { water, startsAt, squeeze } = this.#options;
    const step = Math.floor(((moment - startsAt) / secondMs) * (squeeze / stepSeconds));
    if (step > this.#step) {
      water.advanceTo(step * stepSeconds);
      this.#values = water.trueValues();
      this.#step = step;
    }
    return this.#values;
  }
}
