import { dayMs } from "../../domain/clock.ts";
import type { ClockEstimate, ClockKind } from "../../domain/observations/device-clock.ts";
import { kindOf } from "./clock-kind.ts";

/** What is found wrong with a clock by one message. */
export interface ClockFinding {
  readonly receivedAt: number;
  /** The device's clock less ours, ms. */
  readonly offsetMs: number;
  readonly driftPpm: number | null;
  readonly isStill: boolean;
}

/** What people are told of one clock: its kind, and since when. */
export class ClockRecord {
  #kind: ClockKind = "right";
  #offsetMs = 0;
  #driftPpm: number | null = null;
  #since = Number.NaN;
  #lastHeardAt = Number.NaN;
  #jumps = 0;
  #restarts = 0;
  /** Our clock at the first of the jumps and restarts counted. */
  #countedFrom = 0;

  get isWrong(): boolean {
    return this.#kind !== "right";
  }

  get kind(): ClockKind {
    return this.#kind;
  }

  /** Null before the device has ever said a time. */
  estimate(): ClockEstimate | null {
    if (Number.isNaN(this.#lastHeardAt)) return null;
    return {
      kind: this.#kind,
      offsetMs: this.#offsetMs,
      driftPpm: this.#driftPpm,
      since: this.#since,
      lastHeardAt: this.#lastHeardAt,
    };
  }

  right(receivedAt: number, offsetMs: number): void {
    this.#hear(receivedAt, offsetMs, "right");
  }

  wrong({ receivedAt, offsetMs, driftPpm, isStill }: ClockFinding): void {
    this.#driftPpm = driftPpm;
    const symptoms = { offsetMs, driftPpm, isStill, restarts: this.#restarts, jumps: this.#jumps };
    this.#hear(receivedAt, offsetMs, kindOf(symptoms));
  }

  /** It is one of several clocks that the device tells the time by. */
  alternates(receivedAt: number, offsetMs: number): void {
    this.#driftPpm = null;
    this.#hear(receivedAt, offsetMs, "alternates");
  }

  /** It is at another offset than before. */
  jumped(receivedAt: number): void {
    this.#countFrom(receivedAt);
    this.#jumps += 1;
  }

  /** It began again at the moment at which it had begun before. */
  restarted(receivedAt: number): void {
    this.#countFrom(receivedAt);
    this.#restarts += 1;
  }

  #countFrom(receivedAt: number): void {
    if (receivedAt - this.#countedFrom <= dayMs) return;
    this.#countedFrom = receivedAt;
    this.#jumps = this.#restarts = 0;
  }

  #hear(receivedAt: number, offsetMs: number, kind: ClockKind): void {
    if (kind !== this.#kind || Number.isNaN(this.#since)) {
      this.#kind = kind;
      this.#since = receivedAt;
      if (kind === "right") this.#driftPpm = null;
    }
    // -0 becomes 0 here.
    this.#offsetMs = offsetMs + 0;
    this.#lastHeardAt = receivedAt;
  }
}
