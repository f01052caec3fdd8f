import type { Gauge } from "../../../domain/city/city.ts";
import { isCountedPerSecond } from "../../../domain/city/counter.ts";
import { hourMs, secondMs } from "../../../domain/clock.ts";
import { chance, seedOf } from "../chance.ts";
import type { DrawnFault } from "../drawn-fault.ts";
import type { FaultKind } from "../fault.ts";
import type { FleetLayout, GaugeColumns } from "../fleet-layout.ts";
import { instruments, measured, writtenDecimals } from "./instrument.ts";
import { isBattery, ordinaryValue } from "./ordinary-value.ts";

/** When a device looks at its gauges. */
export interface Look {
  /** Of the water at this moment, as the layout's `waterIndex` has them. */
  readonly values: Float64Array;
  /** ms since 1970. */
  readonly at: number;
  /** Since it looked before. */
  readonly sinceMs: number;
  /** Count of the device's readings. */
  readonly seq: number;
  /** In force at the device now. */
  readonly faults: readonly DrawnFault[];
}

/** What one gauge says. */
export interface GaugeReading {
  /** As JSON, or as rubbish that is none. */
  readonly text: string;
  /** Canonical unit and datum, as the city file says it is to be read; of a counter what it says was counted; null for rubbish. */
  readonly said: number | null;
  /** Canonical unit; of rain and of counters for the time since the look before. */
  readonly true: number;
  readonly faults: readonly FaultKind[];
}

export interface InstrumentsOptions {
  readonly layout: FleetLayout;
  readonly seed: number;
  /** ms since 1970 at which the fleet begins. */
  readonly startsAt: number;
  /** A rain gauge gets this part of what falls on the water, so that its intensity is true where the water is squeezed. */
  readonly squeeze: number;
}

const rubbish = ["NaN", "nan", "-inf", "null", '"---"', '"ERR"', "-999999"];
const spikesOf = 20;
/** A battery that runs down loses a quarter of its voltage before it is changed. */
const batteryFall = 0.25;

/** A number on its way out. */
interface SentNumber {
  /** In the unit of the city file. */
  readonly sent: number;
  /** As it is sent: in another unit, maybe, which is `ratio` times as much. */
  readonly shown: number;
  readonly ratio: number;
}

/** All gauges of the fleet: what each has counted so far, and what it says at a look. Columns, no object a gauge. */
export class Instruments {
  readonly #options: InstrumentsOptions;
  readonly #gauges: GaugeColumns;
  readonly #scatterSeed: number;
  /** Rain since the scenario began at the look before, mm of the water. */
  readonly #rainBefore: Float64Array;
  /** What has fallen into the bucket, mm. */
  readonly #fallen: Float64Array;
  /** Counters: what they have counted, in the unit of the city file. */
  readonly #total: Float64Array;
  /** Number that a stuck gauge says; NaN for none. */
  readonly #held: Float64Array;

  constructor(options: InstrumentsOptions) {
    this.#options = options;
    this.#gauges = options.layout.gauges;
    this.#scatterSeed = seedOf(options.seed, "noise");
    const count = this.#gauges.sources.length;
    this.#rainBefore = new Float64Array(count);
    this.#fallen = new Float64Array(count);
    this.#total = new Float64Array(count);
    this.#held = new Float64Array(count).fill(Number.NaN);
  }

  /** A device that says nothing lets its look go by: what fell meanwhile is never counted. */
  passBy(gauge: number, values: Float64Array): void {
    if (this.#gauges.properties[gauge] === "rain") this.#rainSinceBefore(gauge, values);
  }

  /** It is stuck no longer. */
  release(gauge: number): void {
    this.#held[gauge] = Number.NaN;
  }

  read(gauge: number, look: Look): GaugeReading {
    const value = this.#trueValue(gauge, look);
    const good = this.#goodValue(gauge, value, look);
    const met: FaultKind[] = [];
    const off = look.faults.length === 0 ? 0 : this.#errorOf(gauge, look, met);
    let sent = this.#sentOf(gauge, good + off, look);
    let ratio = 1;
    let text: string | null = null;
    for (const fault of look.faults) {
      if (fault.gauge !== gauge) continue;
      if (fault.fault === "stuck") sent = this.#hold(gauge, sent);
      else if (fault.fault === "mislabelled-unit") ratio = fault.size;
      else if (fault.fault === "rubbish") text = rubbish[Math.floor(chance(fault.seed, look.seq, 4) * rubbish.length)]!;
      else continue;
      met.push(fault.fault);
    }
    const shown = written(sent * ratio);
    const said = this.#saidBy(gauge, { sent, shown, ratio }, look);
    return { text: text ?? this.#textOf(gauge, shown), said: text === null ? said : null, true: value, faults: met };
  }

  #trueValue(gauge: number, look: Look): number {
    const { properties, waterIndex, min, max } = this.#gauges;
    const property = properties[gauge]!;
    if (property === "rain") return this.#rainSinceBefore(gauge, look.values);
    const value = look.values[waterIndex[gauge]!]!;
    if (!Number.isNaN(value)) return value;
    const { startsAt } = this.#options;
    const own = chance(this.#scatterSeed, gauge, -1);
    const moment = { at: look.at, elapsedMs: look.at - startsAt, own, min: min[gauge]!, max: max[gauge]! };
    const ordinary = ordinaryValue(property, moment);
    return isBattery(property, moment.max) ? ordinary * (1 - batteryFall * batteryShare(look)) : ordinary;
  }

  #rainSinceBefore(gauge: number, values: Float64Array): number {
    const now = values[this.#gauges.waterIndex[gauge]!]!;
    if (Number.isNaN(now)) return 0;
    const since = Math.max(0, now - this.#rainBefore[gauge]!) / this.#options.squeeze;
    this.#rainBefore[gauge] = now;
    return since;
  }

  /** What the instrument would say without a fault, canonical unit. */
  #goodValue(gauge: number, value: number, { seq }: Look): number {
    const property = this.#gauges.properties[gauge]!;
    const [min, max] = [this.#gauges.min[gauge]!, this.#gauges.max[gauge]!];
    if (property !== "rain") {
      const within = Math.min(max, Math.max(min, value));
      const random = chance(this.#scatterSeed, gauge, seq);
      return Math.min(max, Math.max(min, measured(property, within, random)));
    }
    const tip = tipOf(this.#gauges.sources[gauge]!);
    const before = this.#fallen[gauge]!;
    this.#fallen[gauge] = before + value;
    // Where the bucket stood at first.
    const own = chance(this.#scatterSeed, gauge, -2);
    return tip * (Math.floor((before + value) / tip + own) - Math.floor(before / tip + own));
  }

  /** What faults add, canonical unit. */
  #errorOf(gauge: number, { at, sinceMs, seq, faults }: Look, met: FaultKind[]): number {
    let error = 0;
    for (const { fault, gauge: faulty, from, size, seed } of faults) {
      if (faulty !== gauge) continue;
      if (fault === "drift") error += (size * (at - from)) / hourMs;
      else if (fault === "spike" && (at - from < sinceMs || chance(seed, seq, 3) * spikesOf < 1)) error += size;
      else continue;
      met.push(fault);
    }
    return error;
  }

  /** The number in the device's own unit; the running total of a counter. */
  #sentOf(gauge: number, canonical: number, { sinceMs }: Look): number {
    const { sources, scale, offset } = this.#gauges;
    const source = sources[gauge]!;
    if (source.counter === undefined) return written((canonical - offset[gauge]!) / scale[gauge]!);
    const amount = isCountedPerSecond(source.property) ? (canonical * sinceMs) / secondMs : canonical;
    return written(this.#total[gauge]! + amount / scale[gauge]!);
  }

  #hold(gauge: number, sent: number): number {
    if (Number.isNaN(this.#held[gauge]!)) this.#held[gauge] = sent;
    return this.#held[gauge]!;
  }

  #saidBy(gauge: number, { sent, shown, ratio }: SentNumber, { sinceMs }: Look): number {
    const { sources, scale, offset } = this.#gauges;
    const source = sources[gauge]!;
    if (source.counter === undefined) return shown * scale[gauge]! + offset[gauge]!;
    const amount = (sent - this.#total[gauge]!) * ratio * scale[gauge]!;
    this.#total[gauge] = sent;
    return isCountedPerSecond(source.property) ? (amount * secondMs) / sinceMs : amount;
  }

  #textOf(gauge: number, sent: number): string {
    const wrapsAt = this.#gauges.sources[gauge]?.counter?.wrapsAt ?? null;
    return `${wrapsAt === null ? sent : written(sent % wrapsAt)}`;
  }
}

/** A bucket's tip, mm: what one count is worth where it sends counts. */
export function tipOf({ counter }: Gauge): number {
  return counter === undefined || counter.pulse === 1 ? instruments.rain.resolution : counter.pulse;
}

/** How far a battery that runs down has come, 0 to 1. */
function batteryShare({ at, faults }: Look): number {
  const low = faults.find(({ fault }) => fault === "battery");
  return low === undefined ? 0 : Math.min(1, (at - low.from) / (low.to - low.from));
}

function written(number: number): number {
  return Math.round(number * writtenDecimals) / writtenDecimals;
}
