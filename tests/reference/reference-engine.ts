import { levelOfRank } from "../../domain/city/level.ts";
import { hourMs } from "../../domain/clock.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";

/** One input, as both engines are given it. */
export type Moment =
  | { readonly kind: "row"; readonly row: JournalledObservation }
  | { readonly kind: "clock"; readonly to: number }
  | { readonly kind: "start"; readonly at: number };

/** A rule at one gauge in the reference's own words: numbers in the signal's unit, rising is graver. */
export interface ReferenceRule {
  readonly id: string;
  readonly gauge: number;
  readonly kind: "threshold" | "rate-of-rise" | "silence";
  readonly windowMs: number;
  /** Rank, raise, reset; mildest first. */
  readonly levels: readonly (readonly [rank: number, raise: number, reset: number])[];
  readonly onDelayMs: number;
  readonly offDelayMs: number;
  readonly intervalMs: number;
  readonly holdGapMs: number;
}

/** `road-depth 12000: blue -> red`. */
export type TransitionText = string;

/**
 * The transitions a rule should have found by the end of the moments, worked out the slow way: every sample looks back
 * over the whole history. Shares no code and no method with rules/: there is no pending state here, a level has held
 * when looking back finds that it did.
 */
export function referenceTransitions(rule: ReferenceRule, moments: readonly Moment[]): readonly TransitionText[] {
  return rule.kind === "silence" ? silenceTransitions(rule, moments) : observedTransitions(rule, moments);
}

function observedTransitions(rule: ReferenceRule, moments: readonly Moment[]): readonly TransitionText[] {
  const judged = moments.flatMap((moment) =>
    moment.kind === "row" && moment.row.gauge === rule.gauge && moment.row.flag <= 3 && (moment.row.checks & 8) === 0
      ? [moment.row]
      : [],
  );
  const live = judged.filter((row, index) =>
    judged.slice(0, index).every((earlier) => earlier.observedAt < row.observedAt),
  );
  const signals = live.map((row) => signalAt(rule, judged.slice(0, judged.indexOf(row) + 1), row));
  const isGap = live.map((row, i) => i === 0 || row.observedAt - (live[i - 1]?.observedAt ?? 0) > rule.holdGapMs);

  /** How long the samples up to `i` have all been so, without a gap between them; -1 when `i` itself is not. */
  function heldMs(i: number, isSo: (signal: number) => boolean): number {
    let first = i + 1;
    while (first > 0 && isSo(signals[first - 1] ?? Number.NaN) && (first > i || !isGap[first])) first -= 1;
    return first > i ? -1 : (live[i]?.observedAt ?? 0) - (live[first]?.observedAt ?? 0);
  }

  const found: TransitionText[] = [];
  const latched = new Map<number, boolean>();
  let rank = 0;
  for (const [i, row] of live.entries()) {
    for (const [level, raise, reset] of rule.levels) {
      const isUp = latched.get(level) === true;
      const held = isUp ? heldMs(i, (signal) => signal < reset - 1e-9) : heldMs(i, (signal) => signal >= raise - 1e-9);
      if (held >= (isUp ? rule.offDelayMs : rule.onDelayMs)) latched.set(level, !isUp);
    }
    const now = Math.max(0, ...[...latched].filter(([, isUp]) => isUp).map(([level]) => level));
    if (now !== rank) found.push(wordsFor(rule, row.observedAt, rank, now));
    rank = now;
  }
  return found;
}

function signalAt(rule: ReferenceRule, known: readonly JournalledObservation[], row: JournalledObservation): number {
  if (rule.kind === "threshold") return row.value;
  const within = known.filter(
    ({ observedAt }) => observedAt >= row.observedAt - rule.windowMs && observedAt <= row.observedAt,
  );
  const oldest = within.toSorted((a, b) => a.observedAt - b.observedAt)[0] ?? row;
  const apartMs = row.observedAt - oldest.observedAt;
  return apartMs < rule.windowMs / 2 ? Number.NaN : ((row.value - oldest.value) / apartMs) * hourMs;
}

function silenceTransitions(rule: ReferenceRule, moments: readonly Moment[]): readonly TransitionText[] {
  const found: TransitionText[] = [];
  let since: number | null = null;
  let clock = Number.NEGATIVE_INFINITY;
  let rank = 0;
  for (const moment of moments) {
    const now: number = moment.kind === "row" ? moment.row.receivedAt : moment.kind === "clock" ? moment.to : moment.at;
    clock = Math.max(clock, now);
    if (moment.kind === "start") {
      since = Math.max(since ?? now, now);
      continue;
    }
    for (const [level, raise] of rule.levels) {
      if (since === null || level <= rank || since + raise * rule.intervalMs > clock) continue;
      found.push(wordsFor(rule, since + raise * rule.intervalMs, rank, level));
      rank = level;
    }
    if (moment.kind !== "row" || moment.row.gauge !== rule.gauge) continue;
    since = Math.max(since ?? now, now);
    if (rank > 0) found.push(wordsFor(rule, now, rank, 0));
    rank = 0;
  }
  return found;
}

function wordsFor(rule: ReferenceRule, at: number, from: number, to: number): TransitionText {
  return `${rule.id} ${at}: ${levelOfRank(from)} -> ${levelOfRank(to)}`;
}
