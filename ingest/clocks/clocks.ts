import { minuteMs } from "../../domain/clock.ts";
import { type ClockEstimate, clockKinds, type WrongClockKind } from "../../domain/observations/device-clock.ts";
import type { IngestSettings } from "../settings.ts";
import { DeviceClock } from "./device-clock.ts";
import type { LastNotKept } from "./still-moment.ts";

/** A live reading may say that it is so many intervals old, but no more than `mostBehindMs`. */
const behindIntervals = 3;
const mostBehindMs = 30 * minuteMs;

/** The clocks of all devices, for those who show them. */
export interface ClockView {
  /** Null for a device that has never said a time. */
  of(deviceId: string): ClockEstimate | null;
  isWrong(deviceId: string): boolean;
  /** How many devices have a clock of each kind but `right`. */
  wrongByKind(): Readonly<Record<WrongClockKind, number>>;
}

/** The clocks of all devices, each learnt on its own: of a gateway and of every device behind it. */
export class Clocks implements ClockView {
  readonly #settings: IngestSettings;
  readonly #timeZone: string;
  readonly #byDevice = new Map<string, DeviceClock>();
  readonly #lastNotKept: LastNotKept = { at: Number.NEGATIVE_INFINITY };

  /** @param timeZone of the city, IANA */
  constructor(settings: IngestSettings, timeZone: string) {
    this.#settings = settings;
    this.#timeZone = timeZone;
  }

  /** @param intervalMs how far apart readings of the device are expected */
  add(deviceId: string, intervalMs: number): DeviceClock {
    const { clockAheadLimitMs: aheadMs, archiveOnlyAfterMs } = this.#settings;
    const behindMs = Math.max(aheadMs, Math.min(behindIntervals * intervalMs, mostBehindMs));
    const clock = new DeviceClock(
      { intervalMs, aheadMs, behindMs, isOldWrong: archiveOnlyAfterMs > 0, timeZone: this.#timeZone },
      this.#lastNotKept,
    );
    this.#byDevice.set(deviceId, clock);
    return clock;
  }

  of(deviceId: string): ClockEstimate | null {
    return this.#byDevice.get(deviceId)?.record.estimate() ?? null;
  }

  isWrong(deviceId: string): boolean {
    return this.#byDevice.get(deviceId)?.record.isWrong ?? false;
  }

  wrongByKind(): Record<WrongClockKind, number> {
    const kinds = clockKinds.filter((kind) => kind !== "right");
    const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<WrongClockKind, number>;
    for (const { record } of this.#byDevice.values()) if (record.kind !== "right") counts[record.kind] += 1;
    return counts;
  }

  /** What was heard lately could not be kept: devices will send it again. */
  notKept(receivedAt: number): void {
    this.#lastNotKept.at = Math.max(this.#lastNotKept.at, receivedAt);
  }
}
