import { minuteMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";

/** How long what a gauge said of the time counts. */
const freshMs = 10 * minuteMs;
/** Gauges whose lags are within this of their median agree. */
const agreeWithinMs = minuteMs;
/** Fewer say nothing. */
const fewestGauges = 3;
/** Share of the fresh gauges that must agree. */
const agreeingShare = 2 / 3;
/** Rows of one commit that are looked at: enough to hear everybody in time, few enough to cost nothing. */
const rowsOfACommit = 16;

/** What the devices' clocks say of ours. */
export interface ClockAgreement {
  /** How far their time is behind ours, ms: our clock is ahead by it, or all of them are late. Negative: ours is behind. */
  readonly lagMs: number;
  readonly agreeing: number;
  readonly gauges: number;
}

/** Changed in place. */
interface GaugeLag {
  deviceTime: number;
  lagMs: number;
  /** Monotonic. */
  heardAt: number;
}

/** Listens to what times devices send with their readings. */
export class DeviceAgreement {
  readonly #lags = new Map<GaugeKey, GaugeLag>();

  /**
   * Takes in what a commit brought. Of each gauge the newest time counts: of a backlog that is the one least late.
   *
   * @param at monotonic
   */
  heard(rows: readonly JournalledObservation[], at: number): void {
    const every = Math.max(1, Math.ceil(rows.length / rowsOfACommit));
    // The last row of a message is mostly its newest.
    for (let index = rows.length - 1; index >= 0; index -= every) {
      const row = rows[index];
      if (row !== undefined && (row.checks & checks.untimed) === 0) this.#take(row, at);
    }
  }

  /** Null where too few were heard of late, or they do not agree. */
  judge(at: number): ClockAgreement | null {
    for (const [gauge, { heardAt }] of this.#lags) if (at - heardAt > freshMs) this.#lags.delete(gauge);
    const gauges = this.#lags.size;
    if (gauges < fewestGauges) return null;
    // Once a second over all gauges, while everything else waits: a typed array sorts numbers without calling back.
    const lags = new Float64Array(gauges);
    let count = 0;
    for (const { lagMs } of this.#lags.values()) lags[count++] = lagMs;
    lags.sort();
    const median = lags[Math.floor(gauges / 2)] ?? 0;
    let agreeing = 0;
    for (const lag of lags) if (Math.abs(lag - median) <= agreeWithinMs) agreeing++;
    return agreeing >= gauges * agreeingShare ? { lagMs: median, agreeing, gauges } : null;
  }

  /** Our clock was moved: what was heard before is measured against another. */
  movedBy(ms: number): void {
    for (const lag of this.#lags.values()) lag.lagMs += ms;
  }

  #take({ gauge, observedAt, deviceTime, receivedAt }: JournalledObservation, at: number): void {
    const said = deviceTime ?? observedAt;
    const known = this.#lags.get(gauge);
    if (known === undefined) {
      this.#lags.set(gauge, { deviceTime: said, lagMs: receivedAt - said, heardAt: at });
    } else if (said > known.deviceTime || at - known.heardAt > freshMs) {
      known.deviceTime = said;
      known.lagMs = receivedAt - said;
      known.heardAt = at;
    }
  }
}
