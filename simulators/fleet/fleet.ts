import type { City } from "../../domain/city/city.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { TrueWater } from "../physics/water.ts";
import type { FaultRule } from "../scenario/scenario.ts";
import type { SentRow, TruthRow } from "../truth/truth-row.ts";
import { chance, seedOf } from "./chance.ts";
import type { DeviceAct } from "./device-act.ts";
import { DeviceTimes } from "./device-times.ts";
import { drawFaults } from "./draw-faults.ts";
import { type DrawnFault, faultRow } from "./drawn-fault.ts";
import { classOf } from "./fault.ts";
import { batterySilentFrom, FaultsInForce, intervalFactor } from "./faults-in-force.ts";
import { type FleetLayout, fleetLayout } from "./fleet-layout.ts";
import { DeviceReadings } from "./measuring/device-readings.ts";
import { WaterView } from "./measuring/water-view.ts";
import { type Reading, sentRow, withFaults } from "./sending/reading.ts";
import { TimedQueue } from "./sending/timed-queue.ts";
import { Uplinks } from "./sending/uplinks.ts";

export interface FleetOptions {
  readonly city: City;
  /** Computed on by the fleet, and by nobody ahead of it. */
  readonly water: TrueWater;
  readonly faults: readonly FaultRule[];
  /** The same seed, the same acts to the byte. */
  readonly seed: number;
  /** ms since 1970 at which scenario and water are at 0 s. */
  readonly startsAt: number;
  /** Seconds of the scenario in one of the fleet's clock; rain is divided by it, so that intensities are true. Default 1. */
  readonly squeeze?: number;
  /** Devices report so many times as often as the city says. Default 1. */
  readonly ratio?: number;
  /** Within so long all have signed in. Default an interval, at most a minute. */
  readonly signInMs?: number;
}

/** All devices of a simulated city: what they do, as a function of the water, the faults and a seed. */
export interface Fleet {
  /** Who connects: devices and gateways. */
  readonly clients: readonly DeviceId[];
  /** What is done up to a moment, ms since 1970, in order of time. Goes no way back. */
  advance(until: number): readonly DeviceAct[];
  /** Faults that have come into force and readings that will never be sent, since this was asked last; rows of others are in the acts. */
  takeTruth(): readonly TruthRow[];
  /** The end: what waits somewhere is never sent. */
  finish(): void;
  /** A device is asked to report every so many seconds. It never reports less often than the city says. @returns whether it is one */
  ask(deviceId: string, seconds: number): boolean;
}

export function createFleet(options: FleetOptions): Fleet {
  return new SimulatedFleet(options);
}

type FleetEvent =
  | { readonly kind: "start" | "drain"; readonly node: number }
  | { readonly kind: "begin" | "fall-silent" | "end"; readonly fault: DrawnFault }
  /** It was kept back and is handed on now. */
  | { readonly kind: "hand-on"; readonly reading: Reading };

/** Of the readings of a device whose readings come out of order. */
const lateShare = 1 / 4;
/** In intervals. */
const lateBy = 1.5;
/** From its sign-in to a device's first look. */
const firstLookMs = 200;

class SimulatedFleet implements Fleet {
  readonly clients: readonly DeviceId[];
  readonly #layout: FleetLayout;
  readonly #nodeOf: ReadonlyMap<string, number>;
  readonly #seed: number;
  readonly #water: WaterView;
  readonly #readings: DeviceReadings;
  readonly #times: DeviceTimes;
  readonly #faults = new FaultsInForce();
  readonly #uplinks: Uplinks;
  readonly #events = new TimedQueue<FleetEvent>();
  /** Faults that keep their device from saying anything now. */
  readonly #silencing = new Set<DrawnFault>();
  readonly #seq: Float64Array;
  #truth: TruthRow[] = [];
  #now: number;

  constructor(options: FleetOptions) {
    const { city, water, startsAt, squeeze = 1, ratio = 1 } = options;
    const layout = fleetLayout(city, water.gaugeIds, ratio);
    const seed = seedOf(options.seed, "fleet");
    this.#layout = layout;
    this.#seed = seed;
    this.#now = startsAt;
    this.#nodeOf = new Map(layout.nodes.map((id, node) => [id, node]));
    this.#seq = new Float64Array(layout.deviceCount);
    this.#water = new WaterView({ water, startsAt, squeeze });
    this.#readings = new DeviceReadings({ layout, seed, startsAt, squeeze });
    this.#uplinks = new Uplinks({
      ...{ layout, seed, faults: this.#faults },
      drainAt: (node, at) => this.#events.push(at, { kind: "drain", node }),
      lose: (reading) => this.#truth.push(sentRow(reading, null)),
    });
    this.clients = layout.nodes.filter((_, node) => layout.clientOf[node] === node);
    for (const fault of drawFaults({ city, layout, seed, startsAt, squeeze }, options.faults)) {
      this.#events.push(fault.from, { kind: "begin", fault });
      if (fault.to > fault.from) this.#events.push(fault.to, { kind: "end", fault });
    }
    const { intervalMs } = layout;
    this.#times = new DeviceTimes({ intervalMs, firstAt: this.#signInAll(options), seed });
  }

  advance(until: number): readonly DeviceAct[] {
    this.#now = Math.max(this.#now, until);
    for (;;) {
      const lookAt = this.#times.nextAt;
      const eventAt = this.#events.nextAt;
      if (Math.min(lookAt, eventAt) > until) return this.#uplinks.outbox.leave(until);
      if (eventAt <= lookAt) this.#happens(eventAt);
      else this.#look(this.#times.next, lookAt);
    }
  }

  takeTruth(): readonly TruthRow[] {
    const taken = this.#truth;
    this.#truth = [];
    return taken;
  }

  finish(): void {
    const waiting = [...this.#uplinks.links.leaveAll()];
    for (let event = this.#events.pop(); event !== undefined; event = this.#events.pop()) {
      if (event.kind === "hand-on") waiting.push(event.reading);
    }
    this.#truth.push(...waiting.map((reading) => sentRow(reading, null)));
    for (const act of this.#uplinks.outbox.leave(Number.POSITIVE_INFINITY)) {
      if (act.kind === "publish") this.#truth.push(...act.rows.map(neverSent));
    }
  }

  ask(deviceId: string, seconds: number): boolean {
    const node = this.#nodeOf.get(deviceId);
    if (node === undefined || node >= this.#layout.deviceCount) return false;
    this.#times.ask(node, seconds * secondMs, this.#now);
    return true;
  }

  /** All clients sign in within some time, each at a moment of its own. @returns when each device looks for the first time */
  #signInAll({ startsAt, signInMs }: FleetOptions): Float64Array {
    const { nodes, deviceCount, intervalMs, clientOf } = this.#layout;
    const longest = (node: number) => signInMs ?? Math.min(minuteMs, intervalMs[node] ?? minuteMs);
    const signInAt = nodes.map((_, node) => Math.round(startsAt + chance(this.#seed, node, 0) * longest(node)));
    for (const [node, at] of signInAt.entries()) {
      if (clientOf[node] === node) this.#events.push(at, { kind: "start", node });
    }
    // A device behind a gateway may be there before it.
    return Float64Array.from({ length: deviceCount }, (_, node) => {
      return Math.max(signInAt[node]!, signInAt[clientOf[node]!]!) + firstLookMs;
    });
  }

  #look(node: number, at: number): void {
    const faults = this.#faults.of(node);
    const { sinceMs, intervalMs } = this.#times.look(node, at, intervalFactor(faults, at));
    const values = this.#water.at(at);
    if (faults.length > 0) this.#drown(node, values, at);
    if (this.#uplinks.links.isSilent(node)) {
      this.#readings.passBy(node, values);
      return;
    }
    const seq = ++this.#seq[node]!;
    const reading = this.#readings.read(node, { values, at, sinceMs, seq, faults });
    const late = faults.find(({ fault }) => fault === "out-of-order");
    if (late === undefined || chance(late.seed, seq, 6) >= lateShare) {
      this.#uplinks.handOn(reading, at);
    } else {
      const isLate = withFaults(reading, ["out-of-order"]);
      this.#events.push(Math.round(at + lateBy * intervalMs), { kind: "hand-on", reading: isLate });
    }
  }

  /** Devices that drown in deep water do so where it is deep now. */
  #drown(node: number, values: Float64Array, at: number): void {
    const depth = values[this.#layout.floodedBy[node]!] ?? Number.NaN;
    for (const drawn of this.#faults.of(node)) {
      if (drawn.fault !== "drowned" || this.#silencing.has(drawn) || !(depth >= drawn.size)) continue;
      this.#truth.push(faultRow(this.#layout, drawn, at));
      this.#fallSilent(drawn, at);
    }
  }

  #happens(at: number): void {
    const event = this.#events.pop();
    switch (event?.kind) {
      case undefined:
        return;
      case "start":
        this.#uplinks.changeOffline(event.node, -1, at);
        return;
      case "begin":
        this.#begin(event.fault, at);
        return;
      case "fall-silent":
        this.#fallSilent(event.fault, at);
        return;
      case "end":
        this.#end(event.fault, at);
        return;
      case "hand-on":
        this.#uplinks.handOn(event.reading, at);
        return;
      case "drain":
        this.#uplinks.drain(event.node, at);
        return;
    }
  }

  #begin(drawn: DrawnFault, at: number): void {
    const { node, fault, from, to } = drawn;
    this.#faults.begin(drawn);
    if (fault !== "drowned") this.#truth.push(faultRow(this.#layout, drawn));
    if (fault === "dead") this.#fallSilent(drawn, at);
    if (fault === "battery") {
      this.#events.push(Math.round(from + batterySilentFrom * (to - from)), { kind: "fall-silent", fault: drawn });
    }
    if (classOf(fault) === "link") this.#uplinks.goDown(node, fault, at);
  }

  #end(drawn: DrawnFault, at: number): void {
    const { node, fault, gauge } = drawn;
    this.#faults.end(drawn);
    if (fault === "stuck") this.#readings.instruments.release(gauge);
    if (this.#silencing.delete(drawn)) this.#changeSilence(node, -1, at);
    if (classOf(fault) === "link") this.#uplinks.comeBack(node, fault, at);
  }

  #fallSilent(drawn: DrawnFault, at: number): void {
    this.#silencing.add(drawn);
    this.#changeSilence(drawn.node, 1, at);
  }

  /** The instrument is gone or back; where it has a connection of its own that is too. A gateway goes on for those behind it. */
  #changeSilence(node: number, by: 1 | -1, at: number): void {
    this.#uplinks.links.changeSilence(node, by);
    if (this.#layout.isGateway[node] === 0) this.#uplinks.changeOffline(node, by, at);
  }
}

function neverSent(row: SentRow): SentRow {
  return { ...row, at: null, copies: 0 };
}
