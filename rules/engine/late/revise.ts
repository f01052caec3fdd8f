import type { AlarmTransition, MissedPeak } from "../../../domain/alarms/alarm.ts";
import { levelOfRank } from "../../../domain/city/level.ts";
import type { BoundAlarm } from "../../binding/bound-alarm.ts";
import { type AlarmState, rankOfState } from "../alarm-state.ts";
import { type Move, type MoveOrigin, makeMissedPeak, transitionBetween } from "../make-transition.ts";
import { type LevelSince, type RankChange, rankChanges } from "./alarm-history.ts";

/** An alarm as it was notified, and as it is now known to have been. */
export interface Revision {
  readonly bound: BoundAlarm;
  readonly notified: { readonly state: AlarmState; readonly levels: readonly LevelSince[] };
  readonly corrected: { readonly state: AlarmState };
  /** From here on it was judged again, with these changes of level. */
  readonly from: number;
  readonly moves: readonly Move[];
}

/**
 * What is notified when an alarm was judged again. Where the level now differs from the level notified, the last transition is
 * live, from the one to the other: so live transitions stay a chain, and nobody is paged for what is over. All others
 * only complete the record. Where something notified turned out wrong the first has `revisesFromAt`.
 *
 * @see docs/decisions/0007-late-readings.md
 */
export function revise(
  { bound, notified, corrected, from, moves }: Revision,
  origin: MoveOrigin,
  lateAfterMs: number,
): { readonly transitions: readonly AlarmTransition[]; readonly missedPeak: MissedPeak | null } {
  const { wrong, right } = withoutCommonStart(rankChanges(notified.levels, from), moves);
  if (wrong.length === 0 && right.length === 0) return { transitions: [], missedPeak: null };
  const firstAt = Math.min(wrong[0]?.at ?? Number.POSITIVE_INFINITY, right[0]?.at ?? Number.POSITIVE_INFINITY);
  const notifiedRank = rankOfState(notified.state);
  const isLevelNew = rankOfState(corrected.state) !== notifiedRank;
  const news = right.length > 0 ? right : [retraction(notified.state, corrected.state, firstAt)];
  const transitions = news.map((move, index): AlarmTransition => {
    const isLive = isLevelNew && index === news.length - 1;
    const levels = {
      from: levelOfRank(isLive ? notifiedRank : right.length > 0 ? rankOfState(move.before) : (wrong[0]?.rank ?? 0)),
      to: levelOfRank(rankOfState(move.after)),
    };
    const isLate = !isLive || origin.receivedAt - move.at > lateAfterMs;
    const transition = transitionBetween(bound, levels, move, origin, isLate);
    const revisesFromAt = index === 0 && wrong.length > 0 ? firstAt : null;
    return { ...transition, revisesFromAt, effect: isLive || bound.rule.shadow ? transition.effect : "record" };
  });
  const seen = Math.max(notifiedRank, rankOfState(corrected.state), ...wrong.map(({ rank }) => rank));
  const peak = right.length > 0 ? gravest(news) : null;
  const isMissed = peak !== null && rankOfState(peak.after) > seen && !bound.rule.shadow;
  return {
    transitions,
    missedPeak: isMissed
      ? makeMissedPeak(bound, rankOfState(peak.after), { ...peak, receivedAt: origin.receivedAt })
      : null,
  };
}

/** Both without what they begin with alike. */
function withoutCommonStart(
  notified: readonly RankChange[],
  known: readonly Move[],
): { readonly wrong: readonly RankChange[]; readonly right: readonly Move[] } {
  let alike = 0;
  while (alike < notified.length && alike < known.length) {
    const a = notified[alike] as RankChange;
    const b = known[alike] as Move;
    if (a.at !== b.at || a.rank !== rankOfState(b.after)) break;
    alike += 1;
  }
  return { wrong: notified.slice(alike), right: known.slice(alike) };
}

/** What was notified and never happened. */
function retraction(notified: AlarmState, known: AlarmState, at: number): Move {
  return { before: notified, after: known, at, signal: known.peakSignal ?? notified.peakSignal ?? 0, reason: null };
}

function gravest(moves: readonly Move[]): Move | null {
  return moves.reduce<Move | null>(
    (worst, move) => (worst === null || rankOfState(move.after) > rankOfState(worst.after) ? move : worst),
    null,
  );
}
