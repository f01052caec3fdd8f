import { firstAfter, firstOf, type GaugeWindow, lastAtOrBefore, timeAt } from "../../../series/gauge-window.ts";
import type { AlarmPart, PartLevel } from "../../conditions/condition.ts";
import { type AlarmHistory, type LevelSince, levelIndexAt } from "../late/alarm-history.ts";

/** What is known of a part of an alarm. */
export interface KnownPart {
  readonly part: AlarmPart;
  /** Null where it does not run here, which is as good as never heard of. */
  readonly alarm: Pick<AlarmHistory, "levels"> | null;
  /** Null for a part that is made of others, or counted on our clock: whether it is known is its own affair. */
  readonly stream: GaugeWindow | null;
}

/** How grave a part is at one time, and when that next changes by itself or by what is known already. */
export interface PartLevelAt extends PartLevel {
  readonly until: number;
}

const gravest = 4;

/**
 * How grave a part is at `at`, looking back over its `lookBackMs`. Certain is only what its gauge was there to show: at
 * its last observation and for the hold gap after it. A gauge not seen for longer may by now be anything; what it was
 * then is held against it.
 *
 * @param upTo what changes after it need not be found
 */
export function partLevelAt({ part, alarm, stream }: KnownPart, at: number, upTo: number): PartLevelAt {
  if (alarm === null) return { part, low: 0, held: 0, high: gravest, until: Number.POSITIVE_INFINITY };
  const { levels } = alarm;
  const index = levelIndexAt(levels, at);
  const now = levels[index] as LevelSince;
  const sight = stream === null ? alwaysSeen : sightOf(stream, at, upTo);
  const nextLevelAt = levels[index + 1]?.at ?? Number.POSITIVE_INFINITY;
  let low = sight.isSeen ? now.low : 0;
  let until = Math.min(nextLevelAt, sight.until);
  const oldest = at - part.lookBackMs + 1;
  for (let back = index; part.lookBackMs > 0 && back >= 0; back--) {
    const level = levels[back] as LevelSince;
    const lastAt = back === index ? at : (levels[back + 1] as LevelSince).at;
    if (lastAt < oldest) break;
    if (level.low <= low) continue;
    const seenAt = stream === null ? lastAt : lastSeen(stream, lastAt);
    if (seenAt < Math.max(oldest, level.at)) continue;
    low = level.low;
    until = Math.min(nextLevelAt, sight.until, seenAt + part.lookBackMs);
  }
  const held = Math.max(low, now.rank);
  const high = Math.max(held, sight.isSeen ? now.high : gravest);
  return { part, low, held, high, until };
}

interface Sight {
  readonly isSeen: boolean;
  readonly until: number;
}

const alwaysSeen: Sight = { isSeen: true, until: Number.POSITIVE_INFINITY };

/** Whether a gauge is seen at `at`, and until when that stays so. */
function sightOf(window: GaugeWindow, at: number, upTo: number): Sight {
  const { end, holdGapMs } = window;
  const next = firstAfter(window, at);
  let seenAt = next > firstOf(window) ? timeAt(window, next - 1) : Number.NEGATIVE_INFINITY;
  if (at - seenAt > holdGapMs)
    return { isSeen: false, until: next < end ? timeAt(window, next) : Number.POSITIVE_INFINITY };
  for (let index = next; index < end && seenAt + holdGapMs < upTo; index++) {
    const time = timeAt(window, index);
    if (time - seenAt > holdGapMs) break;
    seenAt = time;
  }
  return { isSeen: true, until: seenAt + holdGapMs + 1 };
}

/** Last moment up to `at` at which the gauge was seen. */
function lastSeen(window: GaugeWindow, at: number): number {
  return Math.min(at, lastAtOrBefore(window, at) + window.holdGapMs);
}
