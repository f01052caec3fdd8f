import type { Gauge } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { SentRow, TruthRow } from "../../simulators/truth/truth-row.ts";
import type { GaugeByChannel, SentByGauge, SentMessages, Truth, TruthEvent, TruthFault } from "./truth.ts";
import { isUsableSent } from "./usable-sent.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface CollectedGauge {
  values: number;
  readonly usableAt: number[];
  readonly unusableAt: number[];
}

/** Gathers the rows of a truth file, one by one in the order of the file. */
export class TruthCollector {
  readonly #gauges: GaugeByChannel;
  readonly #first: Extract<TruthRow, { readonly kind: "scenario" }>;
  readonly #times: number[] = [];
  readonly #water: Float64Array[] = [];
  readonly #faults: TruthFault[] = [];
  readonly #events: TruthEvent[] = [];
  readonly #sent = new Map<GaugeId, CollectedGauge>();
  readonly #messages: Mutable<SentMessages> = { made: 0, lost: 0, sent: 0, duplicates: 0 };

  constructor(first: Extract<TruthRow, { readonly kind: "scenario" }>, gauges: GaugeByChannel) {
    this.#first = first;
    this.#gauges = gauges;
  }

  add(row: TruthRow): void {
    switch (row.kind) {
      case "scenario":
        return;
      case "water":
        this.#times.push(row.at);
        this.#water.push(Float64Array.from(row.values, (value) => value ?? Number.NaN));
        return;
      case "fault":
        this.#faults.push(row);
        return;
      case "event":
        this.#events.push(row);
        return;
      case "sent":
        this.#addSent(row);
        return;
    }
  }

  truth(): Truth {
    const { kind: _, gauges, ...scenario } = this.#first;
    const water = gauges.map((id, place) => [id, this.#seriesOf(place)] as const);
    return {
      scenario,
      times: Float64Array.from(this.#times),
      water: new Map(water),
      faults: this.#faults,
      events: this.#events,
      sent: new Map([...this.#sent].map(([id, sent]) => [id, inOrder(sent)])),
      messages: this.#messages,
    };
  }

  #addSent(row: SentRow): void {
    const counts = this.#messages;
    counts.made += 1;
    if (row.copies === 0 || row.at === null) {
      counts.lost += 1;
      return;
    }
    counts.sent += 1;
    counts.duplicates += row.copies - 1;
    const channels = this.#gauges.get(row.deviceId);
    for (const channel of Object.keys(row.said)) {
      const gauge = channels?.get(channel);
      if (gauge !== undefined) this.#addValue(row, row.at, gauge);
    }
  }

  #addValue(row: SentRow, at: number, gauge: Gauge): void {
    const sent = this.#sent.get(gauge.id) ?? { values: 0, usableAt: [], unusableAt: [] };
    this.#sent.set(gauge.id, sent);
    if (row.said[gauge.channel] !== null) sent.values += 1;
    (isUsableSent(row, gauge) ? sent.usableAt : sent.unusableAt).push(at);
  }

  #seriesOf(place: number): Float64Array {
    return Float64Array.from(this.#water, (values) => values[place] ?? Number.NaN);
  }
}

function inOrder({ values, usableAt, unusableAt }: CollectedGauge): SentByGauge {
  return { values, usableAt: usableAt.toSorted(byTime), unusableAt: unusableAt.toSorted(byTime) };
}

function byTime(a: number, b: number): number {
  return a - b;
}
