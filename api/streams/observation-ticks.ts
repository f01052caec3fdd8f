import type { City, Gauge } from "../../domain/city/city.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { LiveFeed } from "../ports.ts";
import type { Scope } from "../scope/scope.ts";
import { observationJson as json } from "../views/observation-json.ts";
import { sseBody } from "./sse.ts";

/** What a tick sends, and how far in the journal it reaches. */
export interface ObservationTick {
  /** Ready-made bodies of what one scope sees; those of the whole city are made once. */
  bodiesFor(scope: Pick<Scope, "city">): readonly string[];
  readonly journalSeq: number;
}

/** A gauge's newest observation of a tick. */
interface Newest {
  observation: JournalledObservation;
  /** How many of the tick are not sent. */
  leftOut: number;
}

/**
 * Gathers observations for a tick and keeps the newest of each gauge: a burst of 10,000 backfilled readings costs the
 * streams one. Where some were left out, a `gap` says so; the history has them.
 */
export class ObservationTicks {
  readonly #city: City;
  readonly #live: LiveFeed;
  readonly #tickMs: number;
  readonly #send: (tick: ObservationTick) => void;
  readonly #newest = new Map<GaugeKey, Newest>();
  #journalSeq = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(city: City, live: LiveFeed, tickMs: number, send: (tick: ObservationTick) => void) {
    this.#city = city;
    this.#live = live;
    this.#tickMs = tickMs;
    this.#send = send;
  }

  add(observations: readonly JournalledObservation[]): void {
    for (const observation of observations) {
      const held = this.#newest.get(observation.gauge);
      if (held === undefined) this.#newest.set(observation.gauge, { observation, leftOut: 0 });
      else {
        held.leftOut += 1;
        if (observation.observedAt >= held.observation.observedAt) held.observation = observation;
      }
      this.#journalSeq = observation.journalSeq;
    }
    this.#timer ??= setTimeout(() => this.#flush(), this.#tickMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#newest.clear();
  }

  #flush(): void {
    const rows = [...this.#newest].flatMap(([key, { observation, leftOut }]): readonly TickRow[] => {
      const id = this.#live.gaugeIdOf(key);
      const gauge = id === null ? undefined : this.#city.gauges.get(id);
      if (gauge === undefined) return [];
      return [{ gauge, text: `{${json.headOf(gauge)}${json.tailOf(observation)}}`, leftOut }];
    });
    const journalSeq = this.#journalSeq;
    const city = this.#city;
    this.stop();
    let whole: readonly string[] | null = null;
    this.#send({
      journalSeq,
      bodiesFor(scope) {
        if (scope.city !== city) return bodiesOf(rows, scope);
        whole ??= bodiesOf(rows, scope);
        return whole;
      },
    });
  }
}

interface TickRow {
  readonly gauge: Gauge;
  readonly text: string;
  readonly leftOut: number;
}

/** Nothing where none of the gauges is in sight. */
function bodiesOf(rows: readonly TickRow[], { city }: Pick<Scope, "city">): readonly string[] {
  const seen = rows.filter(({ gauge }) => city.gauges.has(gauge.id));
  if (seen.length === 0) return [];
  const bodies = [sseBody("observations", `{"rows":[${seen.map(({ text }) => text).join(",")}]}`)];
  const leftOut = seen.reduce((sum, row) => sum + row.leftOut, 0);
  if (leftOut > 0) bodies.push(sseBody("gap", `{"topic":"observations","reason":"newest_only","leftOut":${leftOut}}`));
  return bodies;
}
