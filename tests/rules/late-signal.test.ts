import { describe, expect, it } from "vitest";
import { type AlarmState, normalState, stepAlarm } from "../../rules/engine/alarm-state.ts";
import { weighLateSignal } from "../../rules/engine/late/late-signal.ts";

const levels = [0.15, 0.2, 0.27].map((raise, index) => ({ rank: index + 1, raise, reset: raise - 0.03 }));
const limits = { levels, onDelayMs: 0, offDelayMs: 0 };

function missed(state: AlarmState, rows: readonly (readonly [at: number, signal: number])[]): readonly number[] {
  let now = state;
  return rows.map(([at, signal]) => {
    const note = weighLateSignal(levels, now, { signal, at, mergeMs: 10 });
    now = note.state;
    return note.missedRank;
  });
}

describe("noteLateSignal()", () => {
  it("tells a backfilled flood once a level", () => {
    const rows = [
      [100, 0.1],
      [105, 0.16],
      [110, 0.18],
      [115, 0.22],
      [120, 0.3],
      [125, 0.22],
      [130, 0.16],
    ] as const;
    expect(missed(normalState, rows)).toEqual([0, 1, 0, 2, 3, 0, 0]);
  });

  it("tells two floods apart, further apart than the merge time", () => {
    expect(
      missed(normalState, [
        [100, 0.16],
        [110, 0.16],
        [121, 0.16],
      ]),
    ).toEqual([1, 0, 1]);
  });

  it("knows what was seen live: within the running episode, and in the one that ended last", () => {
    const active = stepAlarm(limits, stepAlarm(limits, normalState, 0.22, 100, false), 0.16, 150, false);
    expect(
      missed(active, [
        [120, 0.22],
        [90, 0.14],
        [90, 0.22],
        [120, 0.3],
      ]),
    ).toEqual([0, 0, 2, 3]);
    const ended = stepAlarm(limits, active, 0, 200, false);
    expect(
      missed(ended, [
        [120, 0.22],
        [150, 0.3],
        [300, 0.16],
      ]),
    ).toEqual([0, 3, 1]);
  });

  it("says nothing of a signal no graver than the level now, or that nobody can tell", () => {
    const active = stepAlarm(limits, normalState, 0.22, 100, false);
    expect(
      missed(active, [
        [50, 0.21],
        [50, Number.NaN],
      ]),
    ).toEqual([0, 0]);
    expect(weighLateSignal(levels, active, { signal: 0.21, at: 50, mergeMs: 10 }).state).toBe(active);
  });
});
