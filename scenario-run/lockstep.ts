import { minuteMs, secondMs } from "../domain/clock.ts";
import type { Hub } from "../hub/start-hub.ts";
import type { DeviceAct } from "../simulators/fleet/device-act.ts";
import type { Fleet } from "../simulators/fleet/fleet.ts";
import type { SteppedAgenda } from "../simulators/people/agenda.ts";
import type { TrueWater } from "../simulators/physics/water.ts";
import type { TruthFile } from "../simulators/truth/truth-file.ts";
import type { TruthRow } from "../simulators/truth/truth-row.ts";
import { waterRow } from "./truth-rows.ts";

/** Does what devices do, over connections to the hub. */
export interface Performer {
  /** Resolves when all that was published is acknowledged. */
  perform(acts: readonly DeviceAct[]): Promise<unknown>;
}

export interface LockstepParts {
  readonly clock: RunClock;
  readonly fleet: Pick<Fleet, "advance" | "takeTruth">;
  readonly water: TrueWater;
  readonly performer: Performer;
  readonly agenda: Pick<SteppedAgenda, "nextAt" | "runDue">;
  readonly hub: Pick<Hub, "settle">;
  readonly truth: Pick<TruthFile, "write">;
}

/** The one clock of a run: stands until it is set on. */
export class RunClock {
  #now: number;

  constructor(startsAt: number) {
    this.#now = startsAt;
  }

  /** ms since 1970. */
  readonly read = (): number => this.#now;

  set(now: number): void {
    this.#now = Math.max(this.#now, now);
  }
}

/**
 * Lets hub, devices and people go on together. What devices do in a step, and so the truth, follows from water and seed alone; within it
 * people act each at their own moment, and after each of these, and at the end of the step, the hub decides and delivers all that it has.
 */
export class Lockstep {
  readonly #parts: LockstepParts;
  readonly #startsAt: number;

  constructor(parts: LockstepParts) {
    this.#parts = parts;
    this.#startsAt = parts.clock.read();
  }

  /** @param until ms since 1970: the end of the step */
  async step(until: number): Promise<void> {
    const { fleet, clock, truth } = this.#parts;
    const acts = fleet.advance(until);
    const began = clock.read();
    await truth.write([...this.#waterUpTo(began, until), ...fleet.takeTruth(), ...acts.flatMap(rowsIn)]);
    let next = 0;
    do {
      clock.set(Math.min(until, this.#parts.agenda.nextAt));
      const end = endOf(acts, next, clock.read());
      await this.#live(acts.slice(next, end));
      next = end;
    } while (clock.read() < until);
  }

  /** Up to the moment of the clock: devices first, then people, then the hub. */
  async #live(acts: readonly DeviceAct[]): Promise<void> {
    const { performer, agenda, hub } = this.#parts;
    await performer.perform(acts);
    await agenda.runDue();
    await hub.settle();
  }

  /** Once a minute. */
  #waterUpTo(began: number, until: number): readonly TruthRow[] {
    if (Math.floor(until / minuteMs) === Math.floor(began / minuteMs)) return [];
    const { water } = this.#parts;
    water.advanceTo(Math.floor((until - this.#startsAt) / secondMs));
    return [waterRow(until, water.trueValues())];
  }
}

function endOf(acts: readonly DeviceAct[], from: number, now: number): number {
  const later = acts.findIndex((act, index) => index >= from && act.at > now);
  return later === -1 ? acts.length : later;
}

function rowsIn(act: DeviceAct): readonly TruthRow[] {
  return act.kind === "publish" ? act.rows : [];
}
