import { type Level, worse } from "../../../domain/city/level.ts";
import { dayMs, minuteMs } from "../../../domain/clock.ts";
import type { StoredTransition } from "../../../store/ports.ts";

/** ISA-18.2 counts alarms by ten minutes; more than ten of them for one officer is a flood. */
const windowMs = 10 * minuteMs;
const floodAbove = 10;

/** How many alarms reached people in a span, by ten minutes. */
export class AlarmLoadCount {
  readonly #span: { readonly from: number; readonly to: number };
  readonly #officers: number;
  readonly #pages: number[];
  readonly #byLevel: Record<Level, number> = { blue: 0, yellow: 0, orange: 0, red: 0 };

  /** @param officers on duty; pages are taken as to one where there are none */
  constructor(span: { readonly from: number; readonly to: number }, officers: number) {
    this.#span = span;
    this.#officers = officers;
    this.#pages = new Array<number>(Math.max(1, Math.ceil((span.to - span.from) / windowMs))).fill(0);
  }

  /** Counts what reached people: a live alarm raised or graver, which nothing held and which was not late. */
  add({ from, to, at, effect, isLate, noise }: StoredTransition): void {
    if (effect !== "live" || isLate || noise?.outcome === "held" || to === null) return;
    if (from !== null && (from === to || worse(from, to) === from)) return;
    const place = Math.floor((at - this.#span.from) / windowMs);
    const now = this.#pages[place];
    if (now === undefined) return;
    this.#pages[place] = now + 1;
    this.#byLevel[to] += 1;
  }

  result() {
    const worst = this.#pages.reduce((most, pages, place) => (pages > (this.#pages[most] ?? 0) ? place : most), 0);
    const all = this.#pages.reduce((sum, pages) => sum + pages, 0);
    const share = Math.max(1, this.#officers);
    const perOfficer = (pages: number): number => Math.round((pages / share) * 100) / 100;
    const flooded = this.#pages.filter((pages) => pages / share > floodAbove).length;
    return {
      officers: this.#officers,
      windowMs,
      floodAbove,
      windows: this.#pages,
      pages: all,
      perOfficer: perOfficer(all / this.#pages.length),
      flooded,
      worst: { at: this.#span.from + worst * windowMs, pages: perOfficer(this.#pages[worst] ?? 0) },
      byLevel: this.#byLevel,
    };
  }
}

/** Alarms that have been up for more than a day: nobody does anything about them any more. */
export function staleCount(active: readonly StoredTransition[], now: number): number {
  return active.filter(({ episodeStartedAt }) => now - episodeStartedAt > dayMs).length;
}
