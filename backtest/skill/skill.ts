import { quantile, sum } from "../../domain/numbers.ts";
import type { AlertScore } from "./score-alerts.ts";

/** How good warnings were, over any number of gauges. Ratios are NaN where nothing was there to divide by. */
export interface Skill {
  readonly events: number;
  readonly hits: number;
  readonly alerts: number;
  readonly falseAlarms: number;
  /** Probability of detection: hits / events. */
  readonly pod: number;
  /** False-alarm ratio: false alarms / alerts. */
  readonly far: number;
  /** Critical success index: hits / (hits + misses + false alarms). */
  readonly csi: number;
  /** Lead of the hits, ms: the tenth, fiftieth and ninetieth part from below. */
  readonly leadMs: { readonly p10: number; readonly p50: number; readonly p90: number };
}

/** Adds up scores and makes the ratios of the sums. */
export function skillOf(scores: readonly AlertScore[]): Skill {
  const events = scores.flatMap((score) => score.events);
  const leads = events.filter(({ isHit }) => isHit).map(({ leadMs }) => leadMs ?? 0);
  leads.sort((left, right) => left - right);
  const alerts = sum(scores.map((score) => score.alerts));
  const falseAlarms = sum(scores.map((score) => score.falseAlarms.length));
  return {
    events: events.length,
    hits: leads.length,
    alerts,
    falseAlarms,
    pod: leads.length / events.length,
    far: falseAlarms / alerts,
    csi: leads.length / (events.length + falseAlarms),
    leadMs: { p10: quantile(leads, 0.1), p50: quantile(leads, 0.5), p90: quantile(leads, 0.9) },
  };
}
