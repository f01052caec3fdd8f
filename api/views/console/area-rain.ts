import type { City, Gauge } from "../../../domain/city/city.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import { isJudged } from "../../../domain/observations/quality.ts";
import type { Scope } from "../../scope/scope.ts";

/** A span cut into steps of the same length. */
interface Steps {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** Gauges read at the same time, so that others' questions get their turn. */
const gaugesAtOnce = 20;

const rowsAtOnce = 4_000;

/** Readings of one gauge that are read for one answer at most: one every four seconds for three days. */
const mostRows = 64_000;

/** For so long an answer is given again: rain of a whole day is read from every gauge, and many pages ask for the same. */
const keptMs = 60_000;

type RainByArea = Awaited<ReturnType<typeof readRain>>;

const kept = new WeakMap<City, { readonly key: string; readonly rain: Promise<RainByArea> }>();

/** Sums of what each gauge said in each step, and how many said anything. */
class Rain {
  readonly #sums: Float64Array;
  readonly #heard: Uint32Array;

  constructor(steps: number) {
    this.#sums = new Float64Array(steps);
    this.#heard = new Uint32Array(steps);
  }

  add(gauge: Float64Array): void {
    for (const [at, mm] of gauge.entries()) {
      if (Number.isNaN(mm)) continue;
      this.#sums[at] = (this.#sums[at] ?? 0) + mm;
      this.#heard[at] = (this.#heard[at] ?? 0) + 1;
    }
  }

  means(): (number | null)[] {
    return [...this.#sums].map((sum, at) => {
      const heard = this.#heard[at] ?? 0;
      return heard === 0 ? null : Number((sum / heard).toFixed(2));
    });
  }
}

/** Rain of all gauges in reach and by the area that each stands in, mean of those that were heard. Stations of drills are left out. */
export function rainByArea(scope: Pick<Scope, "city" | "history">, steps: Steps, now: number): Promise<RainByArea> {
  const key = `${steps.from} ${steps.to} ${Math.floor(now / keptMs)}`;
  const known = kept.get(scope.city);
  if (known?.key === key) return known.rain;
  const rain = readRain(scope, steps);
  kept.set(scope.city, { key, rain });
  rain.catch(() => kept.delete(scope.city));
  return rain;
}

async function readRain({ city, history }: Pick<Scope, "city" | "history">, steps: Steps) {
  const count = Math.ceil((steps.to - steps.from) / steps.stepMs);
  const all = new Rain(count);
  const byArea = new Map<AreaCode, { readonly rain: Rain; gauges: number }>();
  const gauges = rainGauges(city);
  for (let from = 0; from < gauges.length; from += gaugesAtOnce) {
    const read = gauges.slice(from, from + gaugesAtOnce).map(async ({ gauge, areaCode }) => {
      return { areaCode, sum: await sumsOf(history, gauge, steps) };
    });
    for (const { areaCode, sum } of await Promise.all(read)) {
      const area = byArea.get(areaCode) ?? { rain: new Rain(count), gauges: 0 };
      byArea.set(areaCode, area);
      area.gauges += 1;
      area.rain.add(sum);
      all.add(sum);
    }
  }
  const areas = [...byArea].map(([areaCode, { rain, gauges: n }]) => ({ areaCode, gauges: n, mm: rain.means() }));
  return { mm: all.means(), areas };
}

function rainGauges(city: City): readonly { readonly gauge: Gauge; readonly areaCode: AreaCode }[] {
  return [...city.gauges.values()].flatMap((gauge) => {
    const station = city.stations.get(gauge.stationId);
    const isOf = gauge.property === "rain" && station !== undefined && station.isExercise !== true;
    return isOf ? [{ gauge, areaCode: station.areaCode }] : [];
  });
}

/** Rain of one gauge by step, mm; NaN where it said nothing that counts. */
async function sumsOf(history: Pick<Scope["history"], "range">, { id }: Gauge, { from, to, stepMs }: Steps) {
  const sums = new Float64Array(Math.ceil((to - from) / stepMs)).fill(Number.NaN);
  let next = from;
  for (let read = 0; read < mostRows; read += rowsAtOnce) {
    const rows = await history.range(id, next, to, rowsAtOnce);
    for (const { observedAt, value, flag } of rows) {
      if (!isJudged(flag)) continue;
      const at = Math.floor((observedAt - from) / stepMs);
      const before = sums[at] ?? Number.NaN;
      sums[at] = (Number.isNaN(before) ? 0 : before) + value;
    }
    next = (rows.at(-1)?.observedAt ?? to) + 1;
    if (rows.length < rowsAtOnce) break;
  }
  return sums;
}
