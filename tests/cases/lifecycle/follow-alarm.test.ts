import { describe, expect, it } from "vitest";
import { followAlarm } from "../../../cases/lifecycle/follow-alarm.ts";
import type { Level } from "../../../domain/city/level.ts";
import type { Case } from "../../../domain/governance/case.ts";
import type { AlarmKey } from "../../../domain/ids.ts";
import { station, transition } from "../../support/alarm-builders.ts";

const depth = "underpass-depth|tunnel/depth" as AlarmKey;
const place = { station: station(), timeZone: "Asia/Shanghai" };
const rise = "underpass-rise|tunnel/depth" as AlarmKey;

describe("followAlarm()", () => {
  it("opens a case for the first alarm, escalates, joins, and closes when the last alarm has cleared", () => {
    const moves: readonly [AlarmKey, Level | null, Level | null, string, Level | null][] = [
      [depth, null, "blue", "opened", "blue"],
      [rise, null, "orange", "stepped-up", "orange"],
      [depth, "blue", "yellow", "alarm-rose", "orange"],
      [rise, "orange", null, "stepped-down", "yellow"],
      [depth, "yellow", null, "closed", null],
    ];
    let tracked: Case | null = null;
    for (const [alarmKey, from, to, kind, level] of moves) {
      const step = followAlarm(tracked, transition({ alarmKey, from, to }), place);
      expect([step?.entry.kind, step?.after.level]).toEqual([kind, level]);
      tracked = step?.after ?? null;
    }
    expect(tracked).toMatchObject({ state: "closed", peakLevel: "orange", revision: 5, activeAlarms: {} });
  });

  it("opens nothing for a rule that only records, or for an alarm that clears", () => {
    expect(followAlarm(null, transition({ opensCase: false }), place)).toBeNull();
    expect(followAlarm(null, transition({ from: "blue", to: null }), place)).toBeNull();
  });

  it("gives the same id on every replay, and another id to the next episode", () => {
    const first = followAlarm(null, transition(), place);
    expect(followAlarm(null, transition(), place)?.after.id).toBe(first?.after.id);
    const later = transition().episodeStartedAt + 86_400_000;
    expect(followAlarm(null, transition({ episodeStartedAt: later, at: later }), place)?.after.id).not.toBe(
      first?.after.id,
    );
  });

  it("changes nothing for an alarm that is no part of the case and opens none", () => {
    const opened = followAlarm(null, transition({ alarmKey: rise }), place)?.after ?? null;
    expect(followAlarm(opened, transition({ from: "blue", to: null }), place)).toBeNull();
    expect(followAlarm(opened, transition({ opensCase: false }), place)).toBeNull();
  });
});
