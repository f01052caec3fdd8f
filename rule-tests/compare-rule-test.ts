import { type Level, rankOf } from "../domain/city/level.ts";
import type { AlarmKey, RuleId } from "../domain/ids.ts";
import type { Absence, Expectation, RuleTest } from "./rule-test-schema.ts";
import { testTime } from "./test-time.ts";

type LevelOrNone = Level | "none";

/** What an alarm did: it changed level, or a late reading showed that it would have. */
export type RuleTestAct =
  | { readonly kind: "moved"; readonly from: LevelOrNone; readonly to: LevelOrNone }
  | { readonly kind: "missed"; readonly level: Level };

export interface RuleTestMove {
  /** Observation time, ms since 1970. */
  readonly at: number;
  readonly alarmKey: AlarmKey;
  readonly ruleId: RuleId;
  readonly what: RuleTestAct;
}

export interface ExpectedMove {
  readonly at: number;
  readonly alarm: string;
  readonly what: RuleTestAct;
}

/** One way in which a test failed. `path` is where in it the expectation stands. */
export type RuleTestFailure =
  /** `nearest` is what the same alarm did instead; null when it did nothing that is not expected elsewhere. */
  | {
      readonly kind: "missing";
      readonly path: RuleTestPath;
      readonly wanted: ExpectedMove;
      readonly nearest: RuleTestMove | null;
    }
  | { readonly kind: "unexpected"; readonly path: RuleTestPath; readonly got: RuleTestMove }
  | { readonly kind: "never"; readonly path: RuleTestPath; readonly got: RuleTestMove }
  | { readonly kind: "not-silent"; readonly path: RuleTestPath; readonly until: number; readonly got: RuleTestMove };

type RuleTestPath = readonly (string | number)[];

/** Compares what alarms did with what the test expects: every move expected must come, and no other. */
export function compareRuleTest(ruleTest: RuleTest, moves: readonly RuleTestMove[]): readonly RuleTestFailure[] {
  const startMs = Date.parse(ruleTest.start);
  const left = [...moves];
  const missing: { readonly index: number; readonly wanted: ExpectedMove }[] = [];
  for (const [index, expected] of ruleTest.expect.entries()) {
    const wanted = expectedMoveOf(expected, startMs);
    const found = left.findIndex(
      (move) => isOf(move, wanted.alarm) && move.at === wanted.at && isSame(move.what, wanted.what),
    );
    if (found >= 0) left.splice(found, 1);
    else missing.push({ index, wanted });
  }
  const failures: RuleTestFailure[] = missing.map(({ index, wanted }) => {
    const nearest = nearestOf(wanted, left);
    if (nearest !== null) left.splice(left.indexOf(nearest), 1);
    return { kind: "missing", path: ["expect", index], wanted, nearest };
  });
  for (const got of left) failures.push({ kind: "unexpected", path: ["expect"], got });
  return [...failures, ...forbiddenMoves(ruleTest.never, moves), ...tooEarly(ruleTest, startMs, moves)];
}

function expectedMoveOf(expected: Expectation, startMs: number): ExpectedMove {
  const at = testTime(expected.at, startMs);
  const { alarm } = expected;
  if ("missed" in expected) return { at, alarm, what: { kind: "missed", level: expected.missed } };
  return { at, alarm, what: { kind: "moved", from: expected.from, to: expected.to } };
}

/** The same act at another time before another act at about this time. */
function nearestOf(wanted: ExpectedMove, left: readonly RuleTestMove[]): RuleTestMove | null {
  const own = left.filter((move) => isOf(move, wanted.alarm));
  const alike = own.filter((move) => isSame(move.what, wanted.what));
  const near = (alike.length > 0 ? alike : own).toSorted(
    (a, b) => Math.abs(a.at - wanted.at) - Math.abs(b.at - wanted.at),
  );
  return near[0] ?? null;
}

function forbiddenMoves(never: readonly Absence[], moves: readonly RuleTestMove[]): readonly RuleTestFailure[] {
  return never.flatMap((absence, index) => {
    const { alarm, to = null } = typeof absence === "string" ? { alarm: absence } : absence;
    const got = moves.find((move) => isOf(move, alarm) && reached(move.what) >= Math.max(1, rankOf(to)));
    return got === undefined ? [] : [{ kind: "never" as const, path: ["never", index], got }];
  });
}

function tooEarly(ruleTest: RuleTest, startMs: number, moves: readonly RuleTestMove[]): readonly RuleTestFailure[] {
  if (ruleTest.silentUntil === undefined) return [];
  const until = testTime(ruleTest.silentUntil, startMs);
  const got = moves.find((move) => move.at < until);
  return got === undefined ? [] : [{ kind: "not-silent", path: ["silentUntil"], until, got }];
}

function reached(what: RuleTestAct): number {
  const level = what.kind === "moved" ? what.to : what.level;
  return level === "none" ? 0 : rankOf(level);
}

function isOf({ alarmKey, ruleId }: RuleTestMove, alarm: string): boolean {
  return alarm === alarmKey || alarm === ruleId;
}

function isSame(a: RuleTestAct, b: RuleTestAct): boolean {
  if (a.kind === "moved") return b.kind === "moved" && a.from === b.from && a.to === b.to;
  return b.kind === "missed" && a.level === b.level;
}
