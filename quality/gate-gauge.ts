import { hourMs } from "../domain/clock.ts";
import type { GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { createWindow, firstAtOrAfter, type GaugeWindow, valueAt } from "../series/gauge-window.ts";
import type { BoundQuality } from "./bind-quality.ts";
import { flatSlotMs, withoutPast } from "./flat-run.ts";
import type { QualityConfig } from "./quality-config.ts";
import { initialQualityState, type QualityState } from "./quality-state.ts";
import { applyJudged, gapIntervals, isLateFor, plateauIntervals, type QualityContext } from "./step-quality.ts";
import type { Trust } from "./trust.ts";

/** State of one gauge in the quality gate. Changed in place: every observation of it passes here. */
export interface GateGauge {
  readonly bound: BoundQuality;
  /** Judged observations of the last while: for gauges nearby, and for late ones of its own. */
  readonly window: GaugeWindow;
  /** Gauges whose sudden changes it may support. */
  readonly listeners: GateGauge[];
  /** How far back any check looks: a refused observation is remembered so long. */
  readonly rememberMs: number;
  state: QualityState;
  /** Observation times no window may hold, oldest first. */
  refused: readonly number[];
  /** True from a change that the journal does not hold until it has been handed over to be saved. */
  isChanged: boolean;
}

/** A shower or a neighbour speaks for a change within this time of it. */
const supportWithinMs = hourMs;
/** So much rain in that time can be the reason for a rise. */
const enoughRainMm = 1;

/** @param ruleWindowMs how far back rules look at it */
export function gateGauge(bound: BoundQuality, ruleWindowMs: number): GateGauge {
  const keepMs = windowMsOf(bound.config);
  const rememberMs = Math.max(keepMs, ruleWindowMs);
  const intervalMs = bound.config?.intervalMs ?? 0;
  const window = createWindow(keepMs, intervalMs, gapIntervals * intervalMs);
  return { bound, window, listeners: [], rememberMs, state: initialQualityState, refused: [], isChanged: false };
}

/** What gauges near `bound` say of a sudden change. Windows are looked into only when it is asked. */
export function contextOf(
  { rain, alike, config }: BoundQuality,
  gauges: readonly (GateGauge | undefined)[],
): QualityContext {
  return {
    support(direction, at) {
      const since = at - supportWithinMs;
      const mm = direction > 0 ? Math.max(0, ...windowsOf(rain, gauges).map((each) => sumSince(each, since))) : 0;
      if (mm >= enoughRainMm) return { by: "rain", mm };
      const change = Math.max(0, ...windowsOf(alike, gauges).map((each) => changeSince(each, since, direction)));
      if (config === null || change < config.spike.suspect) return null;
      return { by: "neighbour", change, unit: config.unit } satisfies Trust;
    },
  };
}

/**
 * Where the checks of a gauge stood: as noted in it, and on through what has been judged since, every row of which was
 * beyond doubt, or the note would be younger.
 *
 * @param known judged observations that the window holds, by observation time
 */
export function recallState(
  { bound: { config }, window: { keepMs }, state: noted }: GateGauge,
  known: readonly JournalledObservation[],
): QualityState {
  if (config === null) return initialQualityState;
  const oldestAt = (known.at(-1)?.observedAt ?? 0) - keepMs;
  const isFresh = noted.doubt !== null || (noted.last !== null && noted.last.at >= oldestAt);
  let state = isFresh ? noted : initialQualityState;
  for (const row of known.toSorted((a, b) => a.journalSeq - b.journalSeq)) {
    const { observedAt: at, value, flag, checks } = row;
    if (!isLateFor(state, at)) state = applyJudged(config, state, { at, value, flag, checks });
  }
  // Slots of a flat line are noted when they close: without a young note there are none.
  return isFresh || state.flat === null ? state : { ...state, flat: withoutPast(state.flat, config.flat) };
}

function windowMsOf(config: QualityConfig | null): number {
  if (config === null) return supportWithinMs;
  const { intervalMs, flat } = config;
  return Math.max(supportWithinMs + intervalMs, flatSlotMs(flat), (gapIntervals + plateauIntervals + 1) * intervalMs);
}

function windowsOf(keys: readonly GaugeKey[], gauges: readonly (GateGauge | undefined)[]): readonly GaugeWindow[] {
  return keys.flatMap((key) => gauges[key]?.window ?? []);
}

function sumSince(window: GaugeWindow, since: number): number {
  let sum = 0;
  for (let index = firstAtOrAfter(window, since); index < window.end; index++) {
    sum += valueAt(window, index);
  }
  return sum;
}

/** How far the newest value stands above the lowest since, or below the highest. */
function changeSince(window: GaugeWindow, since: number, direction: 1 | -1): number {
  const newest = window.end === 0 ? 0 : valueAt(window, window.end - 1);
  let most = 0;
  for (let index = firstAtOrAfter(window, since); index < window.end; index++) {
    most = Math.max(most, direction * (newest - valueAt(window, index)));
  }
  return most;
}
