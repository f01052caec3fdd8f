import type { Gauge } from "../domain/city/city.ts";
import { minuteMs } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { checks, type FlagChange } from "../domain/observations/quality.ts";
import { type Unusable, unusableReason } from "../domain/observations/usable.ts";
import { type HeardReading, type RecentObservations, recentObservations } from "./recent-observations.ts";

/** Refusals and repetitions are entered once a minute at most: their gauges are taken for heard for at least so long. */
export const entryHoldsMs = 2 * minuteMs;

/** What became of a reading's quality after the journal had it. */
export type NewFlag = Pick<FlagChange, "flag" | "checks">;

/** Instant of what has not happened. */
export const never = Number.NEGATIVE_INFINITY;

/**
 * What one gauge last said, and when it last said something usable. Instants are of our clock. Changed in place: every
 * row passes here. Instants that every row moves are numbers and never null: of a property that is only ever a number the
 * engine changes the number in its place, of one that may be null it allocates a new one for each row.
 */
export interface GaugeReception {
  readonly key: GaugeKey;
  readonly gauge: Gauge;
  /** Older than this when it comes, a reading says nothing of the water now, ms. */
  readonly maxAgeMs: number;
  readonly recent: RecentObservations;
  /** Flags given after the journal had the reading, by observation time, as far back as anything here looks. */
  readonly amended: Map<number, NewFlag>;
  /** Last row, whatever it was worth; -Infinity before the first. */
  receivedAt: number;
  /** Last refusal that concerned it; null where there was none. */
  refusedAt: number | null;
  /** Last reading of it that was there already, once nothing new had come for an expected interval; null where there was none. */
  repeatedAt: number | null;
  /** Reception of the newest usable reading; -Infinity before the first. */
  usableAt: number;
  /** Reception of the newest usable reading that does not stand still; -Infinity before the first. */
  movedAt: number;
  /** The same two of readings that are no longer among `recent`: the journal alone would not tell them. */
  usableBefore: number | null;
  movedBefore: number | null;
  /** Observation time of the reading that quality holds; null while it holds none. */
  heldAt: number | null;
  /** Why the newest thing that could not be used could not; it may be older than the newest usable one. */
  unusable: Unusable | null;
  /** True from a change that the journal does not hold until it has been handed over to be saved. */
  isChanged: boolean;
}

/** What of a reception the journal does not tell. A JSON value. */
export type SavedReception = Pick<
  GaugeReception,
  "refusedAt" | "repeatedAt" | "usableBefore" | "movedBefore" | "unusable"
>;

export type SavedReceptions = ReadonlyMap<GaugeId, SavedReception>;

/** Of a gauge that nothing has come from. */
export function newReception(
  key: GaugeKey,
  gauge: Gauge,
  { suspectWindow, maxAgeMs }: { readonly suspectWindow: number; readonly maxAgeMs: number },
): GaugeReception {
  return {
    key,
    gauge,
    maxAgeMs,
    recent: recentObservations(suspectWindow),
    amended: new Map(),
    receivedAt: never,
    refusedAt: null,
    repeatedAt: null,
    usableAt: never,
    movedAt: never,
    usableBefore: null,
    movedBefore: null,
    heldAt: null,
    unusable: null,
    isChanged: false,
  };
}

/** Why a kept reading says nothing of the water now; null for a usable one, and for one that quality holds for now. */
export function unusableOf(
  { maxAgeMs }: GaugeReception,
  { flag, checks: failed, observedAt, receivedAt }: HeardReading,
): Unusable | null {
  const found = unusableReason({ flag, checks: failed });
  const reason = found ?? (receivedAt - observedAt > maxAgeMs ? "too-old" : null);
  return reason === null ? null : { reason, checks: failed, refusal: null };
}

/** Counts `usableAt` and `movedAt` anew, after a flag changed or a restart. */
export function recount(reception: GaugeReception): void {
  const usable = reception.recent.kept.filter((each) => isUsable(reception, each));
  reception.usableAt = newestOf(usable, reception.usableBefore);
  reception.movedAt = newestOf(usable.filter(doesMove), reception.movedBefore);
}

/**
 * Counts anew after a reading was taken back. Where all that is looked at is unusable by now, the reading before it is
 * taken for usable: counting then begins a few readings later than it should, and never earlier.
 */
export function recountWithout(reception: GaugeReception): void {
  const { usableAt, movedAt } = reception;
  recount(reception);
  const { kept, size } = reception.recent;
  const oldestAt = kept.length === size ? (kept[0]?.receivedAt ?? never) : never;
  if (usableAt !== never && reception.usableAt === never) reception.usableAt = oldestAt;
  if (movedAt !== never && reception.movedAt === never) reception.movedAt = oldestAt;
}

/**
 * Notes what `recent` no longer holds, so that a restart counts from the same moments.
 *
 * @returns whether anything was noted
 */
export function noteWhatIsLost(reception: GaugeReception): boolean {
  const { usableAt, movedAt, usableBefore, movedBefore } = reception;
  const { kept } = reception.recent;
  const usable = kept.filter((each) => isUsable(reception, each));
  if (!usable.some(({ receivedAt }) => receivedAt === usableAt)) reception.usableBefore = nullIfNever(usableAt);
  if (!usable.some((each) => doesMove(each) && each.receivedAt === movedAt))
    reception.movedBefore = nullIfNever(movedAt);
  return reception.usableBefore !== usableBefore || reception.movedBefore !== movedBefore;
}

export function doesMove({ checks: failed }: Pick<HeardReading, "checks">): boolean {
  return (failed & checks.flatLine) === 0;
}

export function isSameUnusable(a: Unusable | null, b: Unusable): boolean {
  if (a === null || a.reason !== b.reason || a.checks !== b.checks) return false;
  return a.refusal?.reason === b.refusal?.reason && a.refusal?.detail.en === b.refusal?.detail.en;
}

function isUsable(reception: GaugeReception, each: HeardReading): boolean {
  return each.observedAt !== reception.heldAt && unusableOf(reception, each) === null;
}

function newestOf(readings: readonly HeardReading[], before: number | null): number {
  return readings.reduce((newest, { receivedAt }) => Math.max(newest, receivedAt), before ?? never);
}

/** An instant as JSON can hold it. */
export function nullIfNever(at: number): number | null {
  return at === never ? null : at;
}
