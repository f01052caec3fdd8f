import type { Level } from "../../domain/city/level.ts";
import { worse } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { StoredTransition } from "../../store/ports.ts";

interface Hits {
  readonly raised: number;
  readonly graver: number;
  readonly worst: Level | null;
  readonly activeMs: number;
  readonly shadow: number;
}

const none: Hits = { raised: 0, graver: 0, worst: null, activeMs: 0, shadow: 0 };

/** Counts what each rule raised, transition by transition. */
export class RuleHitCount {
  readonly #hits = new Map<string, Hits>();

  add({ ruleId, from, to, at, episodeStartedAt, effect }: StoredTransition): void {
    if (effect === "record") return;
    const known = this.#hits.get(ruleId) ?? none;
    const isShadow = effect === "shadow";
    const isRaised = from === null && to !== null;
    const isGraver = from !== null && to !== null && from !== to && worse(from, to) === to;
    this.#hits.set(ruleId, {
      raised: known.raised + (isRaised && !isShadow ? 1 : 0),
      graver: known.graver + (isGraver && !isShadow ? 1 : 0),
      worst: isShadow ? known.worst : worse(known.worst, to),
      activeMs: known.activeMs + (to === null && !isShadow ? Math.max(0, at - episodeStartedAt) : 0),
      shadow: known.shadow + (isRaised && isShadow ? 1 : 0),
    });
  }

  rows() {
    return [...this.#hits]
      .map(([ruleId, { activeMs, ...hits }]) => ({
        ruleId,
        ...hits,
        activeMinutes: Math.round(activeMs / minuteMs),
      }))
      .toSorted((a, b) => b.raised - a.raised || (a.ruleId < b.ruleId ? -1 : 1));
  }
}
