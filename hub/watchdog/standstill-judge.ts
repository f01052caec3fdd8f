/**
 * What the event loop leaves in shared memory for the watchdog: `beats` grows with each of its looks, the two lengths are
 * those of `WorkProgress`, `isStopping` is 1 once the hub was told to end.
 */
export const slots = { beats: 0, acknowledgementsStillMs: 1, decisionsStillMs: 2, isStopping: 3 } as const;

export const slotCount = Object.keys(slots).length;

/** When a standstill is ended, ms; 0 for never. */
export interface StandstillLimits {
  /** The event loop itself: no signal is obeyed meanwhile, so less than the 10 s in which one must be. */
  readonly eventLoopMs: number;
  readonly workMs: number;
  /** The end of the process after it was told to. */
  readonly stopMs: number;
}

/** What the watchdog's thread is started with. */
export interface WatchdogStart {
  /** Numbers at the places of `slots`. */
  readonly memory: SharedArrayBuffer;
  readonly limits: StandstillLimits;
}

export type Standstill = "event-loop" | "acknowledgements" | "decisions" | "stop";

/** Judges what it sees at even intervals. Time is counted in looks, so that a process that was frozen is not blamed. */
export class StandstillJudge {
  readonly #limits: StandstillLimits;
  readonly #everyMs: number;
  #beats = -1;
  #loopStillMs = 0;
  #stoppingMs = 0;

  constructor(limits: StandstillLimits, everyMs: number) {
    this.#limits = limits;
    this.#everyMs = everyMs;
  }

  /** @returns what must be ended; null for nothing */
  look(seen: Int32Array): Standstill | null {
    const beats = seen[slots.beats] ?? 0;
    this.#loopStillMs = beats === this.#beats ? this.#loopStillMs + this.#everyMs : 0;
    this.#beats = beats;
    if (seen[slots.isStopping] === 1) this.#stoppingMs += this.#everyMs;
    const { eventLoopMs, workMs, stopMs } = this.#limits;
    if (isOver(this.#stoppingMs, stopMs)) return "stop";
    if (isOver(this.#loopStillMs, eventLoopMs)) return "event-loop";
    if (isOver(seen[slots.acknowledgementsStillMs] ?? 0, workMs)) return "acknowledgements";
    if (isOver(seen[slots.decisionsStillMs] ?? 0, workMs)) return "decisions";
    return null;
  }
}

function isOver(ms: number, limitMs: number): boolean {
  return limitMs > 0 && ms >= limitMs;
}
