import type { City } from "../../domain/city/city.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { LiveFeed } from "../ports.ts";
import { createObservationJson } from "../views/observation-json.ts";
import { sseBody } from "./sse.ts";

/** What a tick sends: ready-made bodies, and how far in the journal they reach. */
export type SendTick = (bodies: readonly string[], journalSeq: number) => void;

/**
 * Gathers observations for a tick and keeps the newest of each gauge: a burst of 10,000 backfilled readings costs the
 * streams one. Where some were left out, a `gap` says so; the history has them.
 */
export class ObservationTicks {
  readonly #city: City;
  readonly #live: LiveFeed;
  readonly #tickMs: number;
  readonly #send: SendTick;
  readonly #json: ReturnType<typeof createObservationJson>;
  readonly #newest = new Map<GaugeKey, JournalledObservation>();
  #leftOut = 0;
  #journalSeq = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(city: City, live: LiveFeed, tickMs: number, send: SendTick) {
    this.#city = city;
    this.#live = live;
    this.#tickMs = tickMs;
    this.#send = send;
    this.#json = createObservationJson(city);
  }

  add(observations: readonly JournalledObservation[]): void {
    for (const observation of observations) {
      const held = this.#newest.get(observation.gauge);
      if (held !== undefined) this.#leftOut += 1;
      if (held === undefined || observation.observedAt >= held.observedAt) {
        this.#newest.set(observation.gauge, observation);
      }
      this.#journalSeq = observation.journalSeq;
    }
    this.#timer ??= setTimeout(() => this.#flush(), this.#tickMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#newest.clear();
    this.#leftOut = 0;
  }

  #flush(): void {
    const rows: string[] = [];
    for (const observation of this.#newest.values()) {
      const id = this.#live.gaugeIdOf(observation.gauge);
      const gauge = id === null ? undefined : this.#city.gauges.get(id);
      if (gauge !== undefined) rows.push(`{${this.#json.headOf(gauge)}${this.#json.tailOf(observation)}}`);
    }
    const bodies = [sseBody("observations", `{"rows":[${rows.join(",")}]}`)];
    if (this.#leftOut > 0) {
      bodies.push(sseBody("gap", `{"topic":"observations","reason":"newest_only","leftOut":${this.#leftOut}}`));
    }
    const journalSeq = this.#journalSeq;
    this.stop();
    this.#send(bodies, journalSeq);
  }
}
