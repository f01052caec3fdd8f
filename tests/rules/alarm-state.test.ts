import { describe, expect, it } from "vitest";
import { levelOfRank } from "../../domain/city/level.ts";
import {
  type AlarmLimits,
  type AlarmState,
  normalState,
  rankOfState,
  stepAlarm,
} from "../../rules/engine/alarm-state.ts";

type Row = readonly [clock: string, signal: number, expected: string];

const gapMs = 15 * 60_000;

/** Blue to red at 0.15, 0.20, 0.27, 0.40, each clearing 0.03 below. */
function ladder(changes: Partial<AlarmLimits> = {}): AlarmLimits {
  const levels = [0.15, 0.2, 0.27, 0.4].map((raise, index) => ({ rank: index + 1, raise, reset: raise - 0.03 }));
  return { levels, onDelayMs: 0, offDelayMs: 0, ...changes };
}

/** `blue`, or `blue, yellow pending` while a level is about to move. */
function wordsOf(state: AlarmState): string {
  const level = levelOfRank(rankOfState(state)) ?? "normal";
  const pending = state.pendingSince.flatMap((since, index) => (since === null ? [] : [levelOfRank(index + 1)]));
  return pending.length === 0 ? level : `${level}, ${pending.join(" and ")} pending`;
}

function stepThrough(limits: AlarmLimits, rows: readonly Row[]): readonly Row[] {
  let state = normalState;
  let newestAt = Number.NEGATIVE_INFINITY;
  return rows.map(([clock, signal]) => {
    const at = minuteOf(clock) * 60_000;
    state = stepAlarm(limits, state, signal, at, at - newestAt > gapMs);
    newestAt = at;
    return [clock, signal, wordsOf(state)];
  });
}

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

describe("stepAlarm()", () => {
  const scenarios: readonly { readonly name: string; readonly limits: AlarmLimits; readonly rows: readonly Row[] }[] = [
    {
      name: "steps up and down through every level by itself",
      limits: ladder(),
      rows: [
        ["00:00", 0.1, "normal"],
        ["00:05", 0.15, "blue"],
        ["00:10", 0.28, "orange"],
        ["00:15", 0.4, "red"],
        ["00:20", 0.36, "orange"],
        ["00:25", 0.23, "yellow"],
        ["00:30", 0.16, "blue"],
        ["00:35", 0.11, "normal"],
      ],
    },
    {
      name: "jumps several levels in one observation, both ways",
      limits: ladder(),
      rows: [
        ["00:00", 0.9, "red"],
        ["00:05", 0, "normal"],
      ],
    },
    {
      name: "keeps a level within its deadband and clears below it",
      limits: ladder(),
      rows: [
        ["00:00", 0.2, "yellow"],
        ["00:05", 0.17, "yellow"],
        ["00:10", 0.169, "blue"],
        ["00:15", 0.12, "blue"],
        ["00:20", 0.1199, "normal"],
      ],
    },
    {
      name: "takes a reading on the limit as reaching it, whatever its last digit",
      limits: ladder(),
      rows: [["00:00", 0.1 + 0.2 - 0.15, "blue"]],
    },
    {
      name: "waits out the on-delay, and forgets a single wave",
      limits: ladder({ onDelayMs: 10 * 60_000 }),
      rows: [
        ["00:00", 0.3, "normal, blue and yellow and orange pending"],
        ["00:05", 0.1, "normal"],
        ["00:10", 0.16, "normal, blue pending"],
        ["00:15", 0.21, "normal, blue and yellow pending"],
        ["00:20", 0.21, "blue, yellow pending"],
        ["00:25", 0.21, "yellow"],
      ],
    },
    {
      name: "waits out the off-delay, and a rise in between starts it afresh",
      limits: ladder({ offDelayMs: 10 * 60_000 }),
      rows: [
        ["00:00", 0.16, "blue"],
        ["00:05", 0.05, "blue, blue pending"],
        ["00:10", 0.13, "blue"],
        ["00:15", 0.05, "blue, blue pending"],
        ["00:20", 0.05, "blue, blue pending"],
        ["00:25", 0.05, "normal"],
      ],
    },
    {
      name: "restarts delays after a gap: nobody saw the level hold",
      limits: ladder({ onDelayMs: 10 * 60_000, offDelayMs: 10 * 60_000 }),
      rows: [
        ["00:00", 0.16, "normal, blue pending"],
        ["00:30", 0.16, "normal, blue pending"],
        ["00:40", 0.16, "blue"],
        ["00:45", 0.01, "blue, blue pending"],
        ["01:15", 0.01, "blue, blue pending"],
        ["01:25", 0.01, "normal"],
      ],
    },
    {
      name: "counts a gap of exactly the limit as no gap",
      limits: ladder({ onDelayMs: 15 * 60_000 }),
      rows: [
        ["00:00", 0.16, "normal, blue pending"],
        ["00:15", 0.16, "blue"],
      ],
    },
    {
      name: "holds a level while the signal is unknown, and drops what was pending",
      limits: ladder({ onDelayMs: 10 * 60_000 }),
      rows: [
        ["00:00", 0.16, "normal, blue pending"],
        ["00:10", 0.21, "blue, yellow pending"],
        ["00:15", Number.NaN, "blue"],
        ["00:20", 0.21, "blue, yellow pending"],
        ["00:25", 0.21, "blue, yellow pending"],
        ["00:30", 0.21, "yellow"],
      ],
    },
  ];
  for (const { name, limits, rows } of scenarios) {
    it(name, () => expect(stepThrough(limits, rows)).toEqual(rows));
  }

  it("returns the same state object while nothing changes: quiet, pending and active", () => {
    const limits = ladder({ onDelayMs: 60_000 });
    expect(stepAlarm(limits, normalState, 0.1, 0, false)).toBe(normalState);
    const pending = stepAlarm(limits, normalState, 0.16, 0, false);
    expect(stepAlarm(limits, pending, 0.16, 1, false)).toBe(pending);
    const active = stepAlarm(limits, pending, 0.16, 60_000, false);
    expect(rankOfState(active)).toBe(1);
    expect(stepAlarm(limits, active, 0.14, 70_000, false)).toBe(active);
  });

  it("keeps start and peak of the episode, and gives both when it ends", () => {
    const limits = ladder();
    let state = normalState;
    for (const [at, signal] of [0.16, 0.3, 0.22].entries()) state = stepAlarm(limits, state, signal, at, false);
    expect(state).toMatchObject({ episodeStartedAt: 0, peakSignal: 0.3 });
    const ended = stepAlarm(limits, state, 0, 9, false);
    expect(ended).toMatchObject({ episodeStartedAt: null, peakSignal: null, told: { from: 0, to: 9, rank: 3 } });
  });

  it("drops a latch whose level the rule no longer has", () => {
    const active = stepAlarm(ladder(), normalState, 0.3, 0, false);
    const twoLevels = { ...ladder(), levels: ladder().levels.slice(0, 2) };
    expect(rankOfState(stepAlarm(twoLevels, active, 0.3, 1, false))).toBe(2);
  });
});
