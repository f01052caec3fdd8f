import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import type { CombinedCondition, ConditionTally } from "../../rules/conditions/condition.ts";
import { countInAreaKind } from "../../rules/conditions/count-in-area.ts";
import { normalState } from "../../rules/engine/alarm-state.ts";
import { partLevelAt } from "../../rules/engine/combined/part-level.ts";
import { PartTally } from "../../rules/engine/combined/part-tally.ts";
import type { RunningPart } from "../../rules/engine/running-alarm.ts";
import { addToWindow, createWindow } from "../../series/gauge-window.ts";

/** More than the tally goes over one by one, and as few. */
const counts = [10, 3] as const;
const holdGapMs = 3 * minuteMs;
const whole = { minTime: 0, maxTime: 60 };

/** What may become known of a part, and where the tally is moved next, minutes. */
type Act =
  | { readonly kind: "seen"; readonly part: number; readonly at: number }
  | { readonly kind: "level"; readonly part: number; readonly at: number; readonly rank: number }
  | { readonly kind: "move"; readonly at: number }
  /** Straight there: what happened on the way is too old to be judged again. */
  | { readonly kind: "skip"; readonly at: number };

const acts = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("seen" as const), part: index(), at: time() }),
    fc.record({ kind: fc.constant("level" as const), part: index(), at: time(), rank: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ kind: fc.constantFrom("move" as const, "skip" as const), at: time() }),
  ),
  { maxLength: 60 },
);

it("PartTally has every part where it is by itself, wherever it goes and whatever becomes known", () => {
  fc.assert(
    fc.property(acts, fc.constantFrom(0, 5 * minuteMs), fc.constantFrom(...counts), (list, lookBackMs, count) => {
      expect(firstDifference(list, lookBackMs, count)).toBeNull();
    }),
    { numRuns: 400 },
  );
});

it("PartTally looks at every part again where it went past what it must go back to", () => {
  const seen = [1, 4, 7, 10, 13, 16, 19].map((at): Act => ({ kind: "seen", part: 0, at }));
  const list: readonly Act[] = [
    ...seen,
    { kind: "move", at: 4 },
    { kind: "level", part: 0, at: 5, rank: 2 },
    { kind: "level", part: 0, at: 8, rank: 0 },
    { kind: "skip", at: 20 },
    { kind: "level", part: 1, at: 6, rank: 0 },
    { kind: "move", at: 20 },
  ];
  expect(firstDifference(list, 0)).toBeNull();
});

it("PartTally looks at no part but those that change: a city that goes under at once is judged in time", () => {
  let looks = 0;
  const parts = Array.from({ length: 1_000 }, (_, index) => {
    const { part, alarm, stream } = partOf(index, 0);
    for (let minute = 0; minute <= 20; minute++) addToWindow(stream!, minute * minuteMs, 0);
    return {
      part,
      stream,
      get alarm() {
        looks += 1;
        return alarm;
      },
    };
  });
  const tally = new PartTally(parts, () => anyInCity().tally());
  const begin = 10 * minuteMs;
  tally.moveTo(begin, begin, 0);
  looks = 0;
  for (const [index, part] of parts.entries()) {
    const raised = { at: begin + index + 1, rank: 3, low: 3, high: 3 };
    part.alarm!.levels = [...part.alarm!.levels, raised];
    tally.markChanged([index], raised.at);
    tally.moveTo(raised.at, raised.at, 0);
  }
  expect(tally.signal).toEqual({ low: 500, held: 500, high: 500 });
  // Two looks of three are this test's own.
  expect(looks).toBe(3 * parts.length);
});

it("PartTally control: a tally in which no change is marked is found out", () => {
  const list: readonly Act[] = [
    { kind: "move", at: 1 },
    { kind: "seen", part: 0, at: 2 },
    { kind: "move", at: 2 },
  ];
  expect(firstDifference(list, 0)).toBeNull();
  expect(firstDifference(list, 0, counts[0], () => {})).not.toBeNull();
});

/** Moves the tally through `list`, from change to change as judging does; the first moment at which it differs. */
function firstDifference(
  list: readonly Act[],
  lookBackMs: number,
  count: number = counts[0],
  markChanged: (tally: PartTally, part: number, at: number) => void = (tally, part, at) =>
    tally.markChanged([part], at),
): object | null {
  const condition = anyInCity();
  const parts = Array.from({ length: count }, (_, part) => partOf(part, lookBackMs));
  const tally = new PartTally(parts, () => condition.tally());
  let judgedTo = -1;
  let dirtyFrom = Number.POSITIVE_INFINITY;
  for (const act of list) {
    if (act.kind === "move" || act.kind === "skip") {
      const to = Math.max(judgedTo, act.at * minuteMs);
      const from = act.kind === "skip" ? to : Math.min(dirtyFrom, to, tally.nextChangeAt);
      for (let at = from; at <= to; at = tally.nextChangeAt) {
        tally.moveTo(at, to, 0);
        const differs = differenceAt(tally, parts, { at, to }, condition.tally());
        if (differs !== null) return differs;
      }
      [judgedTo, dirtyFrom] = [to, Number.POSITIVE_INFINITY];
      continue;
    }
    const at = act.at * minuteMs;
    const part = parts[act.part % count]!;
    if (act.kind === "seen") addToWindow(part.stream!, at, 0);
    else {
      const { levels } = part.alarm!;
      const others = levels.filter((level) => level.at !== at);
      part.alarm!.levels = [...others, { at, rank: act.rank, low: act.rank, high: act.rank }].sort(
        (a, b) => a.at - b.at,
      );
    }
    markChanged(tally, act.part % count, at);
    dirtyFrom = Math.min(dirtyFrom, at);
  }
  return null;
}

function anyInCity(): CombinedCondition {
  const condition = countInAreaKind.condition(
    countInAreaKind.schema.parse({ kind: "count-in-area", rule: "any", level: "yellow", area: "city" }),
  );
  if (condition.movedBy !== "alarms") throw new Error("not a condition over alarms");
  return condition;
}

function differenceAt(
  partTally: PartTally,
  parts: readonly RunningPart[],
  { at, to }: { readonly at: number; readonly to: number },
  tally: ConditionTally,
): object | null {
  const wanted = parts.map((part) => partLevelAt(part, at, to));
  for (const level of wanted) tally.change(level.part, null, level);
  const bare = (levels: PartTally["levels"]) => levels.map(({ low, held, high }) => [low, held, high]);
  const isSame = JSON.stringify(bare(wanted)) === JSON.stringify(bare(partTally.levels));
  const isCounted = JSON.stringify(tally.signal()) === JSON.stringify(partTally.signal);
  return isSame && isCounted
    ? null
    : { at, wanted: bare(wanted), got: bare(partTally.levels), signal: partTally.signal };
}

function partOf(index: number, lookBackMs: number): RunningPart {
  const part = {
    alarmKey: `any|${index}` as AlarmKey,
    term: 0,
    lookBackMs,
    countsAs: `place-${index >> 1}`,
    placeName: { zh: "站", en: "place" },
  };
  const levels = [{ at: Number.NEGATIVE_INFINITY, rank: 0, low: 0, high: 0 }];
  const alarm = { state: normalState, levels } as unknown as NonNullable<RunningPart["alarm"]>;
  const stream = createWindow(120 * minuteMs, minuteMs, holdGapMs) as NonNullable<RunningPart["stream"]>;
  return { part, alarm, stream };
}

function index(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: counts[0] - 1 });
}

function time(): fc.Arbitrary<number> {
  return fc.integer({ min: whole.minTime, max: whole.maxTime });
}
