import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Hold } from "../domain/alarms/hold.ts";
import { isConfirmation, liveLevelOf, milder } from "../domain/alarms/live-level.ts";
import { type Level, levelOfRank, rankOf } from "../domain/city/level.ts";
import { hourMs } from "../domain/clock.ts";
import type { SuppressionSettings } from "./settings.ts";

/** An alarm that flaps: it stays up until it has kept still. */
export interface Chattering {
  readonly sinceAt: number;
  /** Raises and clears since then, the one that made it unstable included. */
  readonly count: number;
  /** When it is stable again unless it moves before. */
  readonly calmAt: number;
}

/** What suppression keeps of one alarm. A JSON value. */
export interface AlarmSuppression {
  /** Its newest transition: where the alarm really stands. */
  readonly last: AlarmTransition;
  /** Where its case stands. */
  readonly toldLevel: Level | null;
  /** Up to which level people know it from live readings; absent where that is `toldLevel`. */
  readonly notifiedLive?: Level | null;
  /** Observation times of its latest raises, oldest first, within the flap window. */
  readonly raises: readonly number[];
  readonly unstable: Chattering | null;
  /** What keeps it from people; null when nothing does. */
  readonly hold: Hold | null;
  readonly heldSinceAt: number | null;
}

/** How grave people know an alarm, and up to which level from live readings. */
export interface NotifiedLevels {
  readonly level: Level | null;
  readonly live: Level | null;
}

type ChatteringLimits = Pick<SuppressionSettings, "flapRaises" | "flapWindowMs">;

export function newAlarmSuppression(last: AlarmTransition): AlarmSuppression {
  return { last, toldLevel: null, raises: [], unstable: null, hold: null, heldSinceAt: null };
}

/**
 * Time in which raises of an alarm are counted: long enough for twice as many as make it unstable, as fast as the delays of
 * its rule let it flap.
 */
export function countedWithinMs({ delaysMs = 0 }: AlarmTransition, limits: ChatteringLimits): number {
  return Math.max(limits.flapWindowMs, 2 * (limits.flapRaises + 1) * delaysMs);
}

/** How long an unstable alarm must keep still: twice its delays, so that it is not taken for still between two moves; an hour at most of them. */
export function calmAfterMs({ delaysMs = 0 }: AlarmTransition, { flapWindowMs }: ChatteringLimits): number {
  return Math.max(flapWindowMs, Math.min(2 * delaysMs, hourMs));
}

/**
 * Takes in the alarm's next transition and counts its flapping. Pure. Raises are counted in observation time: two years
 * of floods that are backfilled in a minute are no flapping.
 *
 * @param at our clock, on which an unstable alarm keeps still
 */
export function applyTransition(
  state: AlarmSuppression,
  last: AlarmTransition,
  limits: ChatteringLimits,
  at: number,
): AlarmSuppression {
  // Confirmed where it stands, it has not moved.
  if (isConfirmation(last)) return { ...state, last };
  const isRaise = last.from === null && last.to !== null;
  const isCounted = isRaise || last.to === null;
  const within = state.raises.filter((raisedAt) => raisedAt > last.at - countedWithinMs(last, limits));
  const raises = isRaise ? [...within, last.at] : within;
  const { unstable } = state;
  const calmAt = at + calmAfterMs(last, limits);
  if (unstable !== null) {
    return { ...state, last, raises, unstable: { ...unstable, count: unstable.count + (isCounted ? 1 : 0), calmAt } };
  }
  const isChattering = isRaise && raises.length > limits.flapRaises;
  return {
    ...state,
    last,
    raises,
    unstable: isChattering ? { sinceAt: at, count: raises.length * 2 - 1, calmAt } : null,
  };
}

/** Ends an unstable stretch: what the alarm did in it no longer counts against it. */
export function withoutChattering(state: AlarmSuppression): AlarmSuppression {
  return { ...state, unstable: null, raises: [] };
}

/** True when nothing is left to remember. */
export function isForgettable({ last, toldLevel, raises, unstable }: AlarmSuppression): boolean {
  return last.to === null && toldLevel === null && raises.length === 0 && unstable === null;
}

/** What people were notified of. */
export function notifiedOf({ toldLevel, notifiedLive }: AlarmSuppression): NotifiedLevels {
  return { level: toldLevel, live: notifiedLive === undefined ? toldLevel : notifiedLive };
}

export function isOther(one: NotifiedLevels, other: NotifiedLevels): boolean {
  return one.level !== other.level || one.live !== other.live;
}

/** Graver, or as grave as live readings now show for the first time. */
export function isGraver(one: NotifiedLevels, than: NotifiedLevels): boolean {
  return rankOf(one.level) > rankOf(than.level) || rankOf(one.live) > rankOf(than.live);
}

/** The same alarm, once people were notified of these levels. */
export function withNotified(state: AlarmSuppression, { level, live }: NotifiedLevels): AlarmSuppression {
  const { notifiedLive: _, ...others } = state;
  return { ...others, toldLevel: level, ...(live === level ? {} : { notifiedLive: live }) };
}

/**
 * The levels to notify, given what holds the alarm.
 *
 * Maintenance freezes what was notified, as readings say nothing then. A silence or inhibition keeps the level from rising
 * and never from falling; red goes through unless the hold says that it includes red. An unstable alarm does not fall.
 */
export function levelsToNotify(state: AlarmSuppression): NotifiedLevels {
  const { last } = state;
  const notified = notifiedOf(state);
  const level = levelToNotify(state, last.to, notified.level);
  return { level, live: milder(level, levelToNotify(state, liveLevelOf(last), notified.live)) };
}

/** @param known what people know already */
function levelToNotify(
  { unstable, hold }: Pick<AlarmSuppression, "unstable" | "hold">,
  now: Level | null,
  known: Level | null,
): Level | null {
  if (hold?.kind === "maintenance") return known;
  const knownRank = rankOf(known);
  const rank = unstable === null ? rankOf(now) : Math.max(rankOf(now), knownRank);
  if (hold === null || rank <= knownRank) return levelOfRank(rank);
  return rank === 4 && !hold.includesRed ? "red" : known;
}

/** True where people know less of it than is the case, as something keeps it from them. */
export function isKeptBack(state: AlarmSuppression): boolean {
  const { last } = state;
  const { level, live } = notifiedOf(state);
  return rankOf(last.to) > rankOf(level) || rankOf(liveLevelOf(last)) > rankOf(live);
}

/** The level at which it explains others: what people know of it, or would if another alarm did not explain it. */
export function inhibitingLevel({ last, toldLevel, hold }: AlarmSuppression): Level | null {
  if (hold?.kind !== "inhibition") return toldLevel;
  return rankOf(last.to) > rankOf(toldLevel) ? last.to : toldLevel;
}
