import type { City } from "../../domain/city/city.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { FaultRule } from "../scenario/scenario.ts";
import type { SentRow, TruthRow } from "../truth/truth-row.ts";
import { chance, seedOf } from "./chance.ts";
import type { DeviceAct } from "./device-act.ts";
import { DeviceReadings } from "./device-readings.ts";
import { drawFaults } from "./draw-faults.ts";
import { type DrawnFault, faultRow } from "./drawn-fault.ts";
import { DueNodes } from "./due-nodes.ts";
import { classOf, type FaultKind } from "./fault.ts";
import { type FleetLayout, fleetLayout } from "./fleet-layout.ts";
import { Links } from "./links.ts";
import { Outbox } from "./outbox.ts";
import { type Reading, sentRow, withFaults } from "./reading.ts";
import { TimedQueue } from "./timed-queue.ts";
import { type TrueValues, WaterView } from "./true-values.ts";

export interface FleetOptions {
  readonly city: City;
  /** Computed on by the fleet, and by nobody ahead of it. */
  readonly water: TrueValues;
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
  | { readonly kind: "start"; readonly node: number }
  | { readonly kind: "begin" | "fall-silent" | "end"; readonly fault: DrawnFault }
  /** It was kept back and is handed on now. */
  | { readonly kind: "hand-on"; readonly reading: Reading }
  | { readonly kind: "drain"; readonly node: number };

/** A battery that runs down says nothing for the last quarter of the fault. */
const batterySilentFrom = 0.75;
const batteryTwiceUntil = 0.5;
/** Of the readings of a device whose readings come out of order. */
const lateShare = 1 / 4;
const jitterShare = 0.01;
const mostJitterMs = 500;
/** From its sign-in to a device's first look. */
const firstLookMs = 200;
/** A gateway gathers readings for so long before it sends them. */
const batchMs = 5 * secondMs;
/** Between two messages of what has waited. */
const drainMs = secondMs;
const mostTogether = 100;
const mostOfGateway = 200;
const none: readonly DrawnFault[] = [];

class SimulatedFleet implements Fleet {
  readonly clients: readonly DeviceId[];
  readonly #layout: FleetLayout;
  readonly #nodeOf: ReadonlyMap<string, number>;
  readonly #seed: number;
  readonly #water: WaterView;
  readonly #readings: DeviceReadings;
  readonly #links: Links;
  readonly #outbox: Outbox;
  readonly #due: DueNodes;
  readonly #events = new TimedQueue<FleetEvent>();
  /** In force now, by node. */
  readonly #faults = new Map<number, DrawnFault[]>();
  readonly #silencing = new Set<DrawnFault>();
  readonly #draining = new Set<number>();
  /** By device: when it looks next by its own plan, when it looked last, how often it said something. */
  readonly #plannedAt: Float64Array;
  readonly #lookedAt: Float64Array;
  readonly #seq: Float64Array;
  /** By device: interval that it was asked for, ms. */
  readonly #askedMs: Float64Array;
  /** Clients that send what they could not send before. */
  readonly #catchingUp = new Set<number>();
  #truth: TruthRow[] = [];
  #now: number;

  constructor(options: FleetOptions) {
    const { city, water, startsAt, squeeze = 1, ratio = 1 } = options;
    const layout = fleetLayout(city, water.gaugeIds, ratio);
    this.#layout = layout;
    this.#nodeOf = new Map(layout.nodes.map((id, node) => [id, node]));
    this.#now = startsAt;
    this.#seed = seedOf(options.seed, "fleet");
    this.#water = new WaterView({ water, startsAt, squeeze });
    this.#readings = new DeviceReadings({ layout, seed: this.#seed, startsAt, squeeze });
    this.#links = new Links(layout);
    this.#outbox = new Outbox(layout);
    this.clients = layout.nodes.filter((_, node) => this.#links.isClient(node));
    this.#lookedAt = new Float64Array(layout.deviceCount).fill(startsAt);
    this.#seq = new Float64Array(layout.deviceCount);
    this.#askedMs = layout.intervalMs.slice();
    for (const fault of drawFaults({ city, layout, seed: this.#seed, startsAt, squeeze }, options.faults)) {
      this.#events.push(fault.from, { kind: "begin", fault });
      if (fault.to > fault.from) this.#events.push(fault.to, { kind: "end", fault });
    }
    this.#plannedAt = this.#signInAll(options);
    this.#due = new DueNodes(this.#plannedAt);
  }

  advance(until: number): readonly DeviceAct[] {
    this.#now = Math.max(this.#now, until);
    for (;;) {
      const node = this.#due.first;
      const lookAt = node === -1 ? Number.POSITIVE_INFINITY : this.#due.atOf(node);
      if (Math.min(lookAt, this.#events.nextAt) > until) return this.#outbox.leave(until);
      if (this.#events.nextAt <= lookAt) this.#happens(this.#events.nextAt);
      else this.#look(node, lookAt);
    }
  }

  takeTruth(): readonly TruthRow[] {
    const taken = this.#truth;
    this.#truth = [];
    return taken;
  }

  finish(): void {
    for (const reading of this.#links.leaveAll()) this.#lose(reading);
    for (let event = this.#events.pop(); event !== undefined; event = this.#events.pop()) {
      if (event.kind === "hand-on") this.#lose(event.reading);
    }
    for (const act of this.#outbox.leave(Number.POSITIVE_INFINITY)) {
      if (act.kind === "publish") this.#truth.push(...act.rows.map(neverSent));
    }
  }

  ask(deviceId: string, seconds: number): boolean {
    const node = this.#nodeOf.get(deviceId);
    if (node === undefined || node >= this.#layout.deviceCount) return false;
    const asked = Math.min(this.#layout.intervalMs[node]!, seconds * secondMs);
    this.#askedMs[node] = asked;
    // Sooner than it had planned, never later.
    const soonest = Math.max(this.#now, Math.min(this.#plannedAt[node]!, this.#lookedAt[node]! + asked));
    this.#plannedAt[node] = soonest;
    this.#due.set(node, soonest);
    return true;
  }

  /** All clients sign in within some time, each at a moment of its own; a device looks for the first time just after. */
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
    const faults = this.#faults.get(node) ?? none;
    const interval = this.#askedMs[node]! * intervalFactor(faults, at);
    this.#plan(node, interval);
    const sinceMs = Math.max(1, this.#seq[node] === 0 ? interval : at - this.#lookedAt[node]!);
    this.#lookedAt[node] = at;
    const values = this.#water.at(at);
    this.#drown(node, { faults, values, at });
    if (this.#links.isSilent(node)) {
      this.#readings.passBy(node, values);
      return;
    }
    const seq = this.#seq[node]! + 1;
    this.#seq[node] = seq;
    const reading = this.#readings.read(node, { values, at, sinceMs, seq, faults });
    const late = faults.find(({ fault }) => fault === "out-of-order");
    if (late === undefined || chance(late.seed, seq, 6) >= lateShare) {
      this.#handOn(reading, at);
    } else {
      const isLate = withFaults(reading, ["out-of-order"]);
      this.#events.push(Math.round(at + 1.5 * interval), { kind: "hand-on", reading: isLate });
    }
  }

  #plan(node: number, interval: number): void {
    const planned = this.#plannedAt[node]! + interval;
    this.#plannedAt[node] = planned;
    const jitter = chance(this.#seed, node, 1 + this.#seq[node]!) * Math.min(mostJitterMs, interval * jitterShare);
    this.#due.set(node, Math.round(planned + jitter));
  }

  #drown(
    node: number,
    {
      faults,
      values,
      at,
    }: { readonly faults: readonly DrawnFault[]; readonly values: Float64Array; readonly at: number },
  ): void {
    for (const drawn of faults) {
      if (drawn.fault !== "drowned" || this.#silencing.has(drawn)) continue;
      const depth = values[this.#layout.floodedBy[node]!];
      if (depth === undefined || !(depth >= drawn.size)) continue;
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
        this.#changeOffline(event.node, -1, at);
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
        this.#handOn(event.reading, at);
        return;
      case "drain":
        this.#drain(event.node, at);
        return;
    }
  }

  #begin(drawn: DrawnFault, at: number): void {
    const { node, fault, from, to } = drawn;
    this.#faults.set(node, [...(this.#faults.get(node) ?? []), drawn]);
    if (fault !== "drowned") this.#truth.push(faultRow(this.#layout, drawn));
    if (fault === "dead") this.#fallSilent(drawn, at);
    if (fault === "battery") {
      this.#events.push(Math.round(from + batterySilentFrom * (to - from)), { kind: "fall-silent", fault: drawn });
    }
    if (classOf(fault) !== "link") return;
    this.#links.changeLink(node, fault, 1);
    this.#links.mapWaiting(node, (reading) => withFaults(reading, [fault]));
    if (this.#links.isForgetful(node))
      for (const reading of this.#links.leave(node, Number.POSITIVE_INFINITY, false)) this.#lose(reading);
    this.#changeOffline(node, 1, at);
  }

  #end(drawn: DrawnFault, at: number): void {
    const { node, fault, gauge } = drawn;
    this.#faults.set(
      node,
      (this.#faults.get(node) ?? []).filter((other) => other !== drawn),
    );
    if (fault === "stuck") this.#readings.instruments.release(gauge);
    if (this.#silencing.delete(drawn)) {
      this.#links.changeSilence(node, -1);
      if (this.#layout.isGateway[node] === 0) this.#changeOffline(node, -1, at);
    }
    if (classOf(fault) !== "link") return;
    this.#links.changeLink(node, fault, -1);
    this.#catchingUp.add(node);
    this.#changeOffline(node, -1, at);
    this.#drainSoon(node, at + drainMs);
  }

  /** The instrument is gone; where it is its own client its connection is too. */
  #fallSilent(drawn: DrawnFault, at: number): void {
    this.#silencing.add(drawn);
    this.#links.changeSilence(drawn.node, 1);
    if (this.#layout.isGateway[drawn.node] === 0) this.#changeOffline(drawn.node, 1, at);
  }

  #changeOffline(node: number, by: 1 | -1, at: number): void {
    if (!this.#links.isClient(node) || !this.#links.changeOffline(node, by)) return;
    if (by === 1) {
      this.#outbox.disconnect(node, at, true);
    } else {
      this.#outbox.connect(node, at);
      this.#drainSoon(node, at + drainMs);
    }
  }

  /** From the device towards its client. */
  #handOn(reading: Reading, at: number): void {
    const { node } = reading;
    if (this.#links.isForgetful(node)) this.#lose(withFaults(reading, this.#linkFaults(node)));
    else if (!this.#links.canSend(node)) this.#wait(node, withFaults(reading, this.#linkFaults(node)));
    else this.#send(reading, at);
  }

  /** From the client of a device towards the hub. */
  #send(reading: Reading, at: number): void {
    const client = this.#layout.clientOf[reading.node]!;
    if (client === reading.node) {
      this.#outbox.publishEach([reading], at);
    } else if (this.#links.isForgetful(client)) {
      this.#lose(withFaults(reading, this.#linkFaults(client)));
    } else {
      this.#wait(client, withFaults(reading, this.#linkFaults(client)));
      this.#drainSoon(client, at + batchMs);
    }
  }

  #wait(node: number, reading: Reading): void {
    const dropped = this.#links.wait(node, reading);
    if (dropped !== undefined) this.#lose(dropped);
  }

  #drainSoon(node: number, at: number): void {
    if (this.#draining.has(node) || !this.#links.hasWaiting(node) || !this.#links.canSend(node)) return;
    this.#draining.add(node);
    this.#events.push(at, { kind: "drain", node });
  }

  /** A message of what has waited, as the device does it: in order or newest first, one by one or many together. */
  #drain(node: number, at: number): void {
    this.#draining.delete(node);
    if (!this.#links.canSend(node)) return;
    const isNewestFirst = this.#catchingUp.has(node) && chance(this.#seed, node, -1) < 0.5;
    if (this.#layout.isGateway[node] === 1) {
      this.#outbox.publishNamed(node, this.#links.leave(node, mostOfGateway, isNewestFirst), at);
    } else if (!this.#links.isClient(node)) {
      for (const reading of this.#links.leave(node, mostTogether, isNewestFirst)) this.#send(reading, at);
    } else if (chance(this.#seed, node, -2) < 0.5) {
      this.#outbox.publishTogether(this.#links.leave(node, mostTogether, isNewestFirst), at);
    } else {
      this.#outbox.publishEach(this.#links.leave(node, 1, isNewestFirst), at);
    }
    if (!this.#links.hasWaiting(node)) this.#catchingUp.delete(node);
    this.#drainSoon(node, at + drainMs);
  }

  #linkFaults(node: number): readonly FaultKind[] {
    return (this.#faults.get(node) ?? none).map(({ fault }) => fault).filter((fault) => classOf(fault) === "link");
  }

  #lose(reading: Reading): void {
    this.#truth.push(sentRow(reading, null));
  }
}

/** A battery that runs down makes a device look less often. */
function intervalFactor(faults: readonly DrawnFault[], at: number): number {
  const low = faults.find(({ fault }) => fault === "battery");
  if (low === undefined) return 1;
  return (at - low.from) / (low.to - low.from) < batteryTwiceUntil ? 2 : 4;
}

function neverSent(row: SentRow): SentRow {
  return { ...row, at: null, copies: 0 };
}
