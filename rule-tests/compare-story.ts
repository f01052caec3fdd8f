import type { AlarmKey, RuleId } from "../domain/ids.ts";
import { type Level, rankOf } from "../domain/level.ts";
import type { Absence, Expectation, Story } from "./story-schema.ts";
import { storyTime } from "./story-time.ts";

type LevelOrNone = Level | "none";

/** What an alarm did: it changed level, or a late reading showed that it would have. */
export type StoryAct =
  | { readonly kind: "moved"; readonly from: LevelOrNone; readonly to: LevelOrNone }
  | { readonly kind: "missed"; readonly level: Level };

export interface StoryMove {
  /** Observation time, ms since 1970. */
  readonly at: number;
  readonly alarmKey: AlarmKey;
  readonly ruleId: RuleId;
  readonly what: StoryAct;
}

export interface WantedMove {
  readonly at: number;
  readonly alarm: string;
  readonly what: StoryAct;
}

/** One way in which a story went otherwise than told. `path` is where in the story it is told. */
export type StoryFailure =
  /** `nearest` is what the same alarm did instead; null when it did nothing that is not told elsewhere. */
  | { readonly kind: "missing"; readonly path: Path; readonly wanted: WantedMove; readonly nearest: StoryMove | null }
  | { readonly kind: "unexpected"; readonly path: Path; readonly got: StoryMove }
  | { readonly kind: "never"; readonly path: Path; readonly got: StoryMove }
  | { readonly kind: "not-silent"; readonly path: Path; readonly until: number; readonly got: StoryMove };

type Path = readonly (string | number)[];

/** Holds what alarms did against what the story tells: every move told must come, and no other. */
export function compareStory(story: Story, moves: readonly StoryMove[]): readonly StoryFailure[] {
  const startMs = Date.parse(story.start);
  const left = [...moves];
  const missing: { readonly index: number; readonly wanted: WantedMove }[] = [];
  for (const [index, told] of story.expect.entries()) {
    const wanted = wantedOf(told, startMs);
    const found = left.findIndex(
      (move) => isOf(move, wanted.alarm) && move.at === wanted.at && isSame(move.what, wanted.what),
    );
    if (found >= 0) left.splice(found, 1);
    else missing.push({ index, wanted });
  }
  const failures: StoryFailure[] = missing.map(({ index, wanted }) => {
    const nearest = nearestOf(wanted, left);
    if (nearest !== null) left.splice(left.indexOf(nearest), 1);
    return { kind: "missing", path: ["expect", index], wanted, nearest };
  });
  for (const got of left) failures.push({ kind: "unexpected", path: ["expect"], got });
  return [...failures, ...broken(story.never, moves), ...tooEarly(story, startMs, moves)];
}

function wantedOf(told: Expectation, startMs: number): WantedMove {
  const at = storyTime(told.at, startMs);
  const { alarm } = told;
  if ("missed" in told) return { at, alarm, what: { kind: "missed", level: told.missed } };
  return { at, alarm, what: { kind: "moved", from: told.from, to: told.to } };
}

/** The same act at another time before another act at about this time. */
function nearestOf(wanted: WantedMove, left: readonly StoryMove[]): StoryMove | null {
  const own = left.filter((move) => isOf(move, wanted.alarm));
  const alike = own.filter((move) => isSame(move.what, wanted.what));
  const near = (alike.length > 0 ? alike : own).toSorted(
    (a, b) => Math.abs(a.at - wanted.at) - Math.abs(b.at - wanted.at),
  );
  return near[0] ?? null;
}

function broken(never: readonly Absence[], moves: readonly StoryMove[]): readonly StoryFailure[] {
  return never.flatMap((absence, index) => {
    const { alarm, to = null } = typeof absence === "string" ? { alarm: absence } : absence;
    const got = moves.find((move) => isOf(move, alarm) && reached(move.what) >= Math.max(1, rankOf(to)));
    return got === undefined ? [] : [{ kind: "never" as const, path: ["never", index], got }];
  });
}

function tooEarly(story: Story, startMs: number, moves: readonly StoryMove[]): readonly StoryFailure[] {
  if (story.silentUntil === undefined) return [];
  const until = storyTime(story.silentUntil, startMs);
  const got = moves.find((move) => move.at < until);
  return got === undefined ? [] : [{ kind: "not-silent", path: ["silentUntil"], until, got }];
}

function reached(what: StoryAct): number {
  const level = what.kind === "moved" ? what.to : what.level;
  return level === "none" ? 0 : rankOf(level);
}

function isOf({ alarmKey, ruleId }: StoryMove, alarm: string): boolean {
  return alarm === alarmKey || alarm === ruleId;
}

function isSame(a: StoryAct, b: StoryAct): boolean {
  if (a.kind === "moved") return b.kind === "moved" && a.from === b.from && a.to === b.to;
  return b.kind === "missed" && a.level === b.level;
}
