import { chance } from "./chance.ts";
import { DueNodes } from "./due-nodes.ts";

/** Jitter of an interval: a hundredth of it, at most 0.5 s. */
const jitterShare = 0.01;
const mostJitterMs = 500;

export interface DeviceTimesOptions {
  /** By device: interval of the city, ms. */
  readonly intervalMs: Float64Array;
  /** By device: when it looks for the first time, ms since 1970. */
  readonly firstAt: Float64Array;
  readonly seed: number;
}

/** When each device looks at its gauges. Columns by device. */
export class DeviceTimes {
  readonly #options: DeviceTimesOptions;
  readonly #due: DueNodes;
  /** When it looks next by its own plan, without jitter. */
  readonly #plannedAt: Float64Array;
  readonly #lookedAt: Float64Array;
  readonly #looks: Float64Array;
  /** Interval that it was asked for. */
  readonly #askedMs: Float64Array;

  constructor(options: DeviceTimesOptions) {
    this.#options = options;
    this.#plannedAt = options.firstAt.slice();
    this.#due = new DueNodes(this.#plannedAt);
    this.#lookedAt = options.firstAt.slice();
    this.#looks = new Float64Array(options.firstAt.length);
    this.#askedMs = options.intervalMs.slice();
  }

  /** The device that looks next; -1 where there is none. */
  get next(): number {
    return this.#due.first;
  }

  get nextAt(): number {
    return this.next === -1 ? Number.POSITIVE_INFINITY : this.#due.atOf(this.next);
  }

  /** It looks now, and plans the next look. @returns ms since it looked before, and its interval now */
  look(node: number, at: number, factor: number): { readonly sinceMs: number; readonly intervalMs: number } {
    const intervalMs = this.#askedMs[node]! * factor;
    const sinceMs = this.#looks[node] === 0 ? intervalMs : Math.max(1, at - this.#lookedAt[node]!);
    this.#lookedAt[node] = at;
    const planned = this.#plannedAt[node]! + intervalMs;
    this.#plannedAt[node] = planned;
    const random = chance(this.#options.seed, node, ++this.#looks[node]!);
    this.#due.set(node, Math.round(planned + random * Math.min(mostJitterMs, intervalMs * jitterShare)));
    return { sinceMs, intervalMs };
  }

  /** It is asked for an interval; it looks sooner than it had planned, never later. @param now ms since 1970 */
  ask(node: number, intervalMs: number, now: number): void {
    const asked = Math.min(this.#options.intervalMs[node]!, intervalMs);
    this.#askedMs[node] = asked;
    const soonest = Math.max(now, Math.min(this.#plannedAt[node]!, this.#lookedAt[node]! + asked));
    this.#plannedAt[node] = soonest;
    this.#due.set(node, soonest);
  }
}
