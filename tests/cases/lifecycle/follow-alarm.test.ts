import { describe, expect, it } from "vitest";
import { openMissedPeak } from "../../../cases/lifecycle/add-missed-peak.ts";
import { followAlarm } from "../../../cases/lifecycle/follow-alarm.ts";
import { reopenCase } from "../../../cases/lifecycle/reopen-case.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { hazards } from "../../../domain/city/hazard.ts";
import type { Level } from "../../../domain/city/level.ts";
import type { Case } from "../../../domain/governance/case.ts";
import type { AlarmKey } from "../../../domain/ids.ts";
import { allClearTexts } from "../../../locales/messages/all-clear.ts";
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

  const advised = (level: Level) => ({ zh: `处置${level}`, en: `act on ${level}` });

  function followed(moves: readonly [AlarmKey, Level | null, Level | null, Partial<AlarmTransition>?][]): Case {
    let tracked: Case | null = null;
    for (const [alarmKey, from, to, more = {}] of moves) {
      const title = { zh: `标题${to ?? from}`, en: `title ${to ?? from}` };
      const advice = advised(to ?? from ?? "blue");
      tracked =
        followAlarm(tracked, transition({ alarmKey, from, to, title, advice, ...more }), place)?.after ?? tracked;
    }
    if (tracked === null) throw new Error("no case was opened");
    return tracked;
  }

  it("gives the advice of the level that is left when the gravest alarm clears, whoever gave it", () => {
    const left = followed([
      [depth, null, "yellow"],
      [rise, null, "red"],
      [rise, "red", null],
    ]);
    expect([left.level, left.advice, left.title.en]).toEqual(["yellow", advised("yellow"), "title red"]);
  });

  it("says that the level is lower where nobody has said what to do at it: cases kept from before advice was", () => {
    const { advices: _, ...kept } = followed([
      [depth, null, "yellow"],
      [rise, null, "red"],
    ]);
    const fallen = followAlarm(kept, transition({ alarmKey: rise, from: "red", to: null }), place)?.after;
    expect(fallen?.advice.zh).toBe("等级已降为黄色，按黄色等级处置，现场管控未经确认不得解除。");
  });

  it("keeps the title of the peak through a fall, a second rise below it, and the end", () => {
    const moves: [AlarmKey, Level | null, Level | null][] = [
      [depth, null, "blue"],
      [depth, "blue", "red"],
      [depth, "red", "blue"],
      [depth, "blue", "orange"],
      [depth, "orange", null],
    ];
    const titles = moves.map((_, index) => followed(moves.slice(0, index + 1)).title.en);
    expect(titles).toEqual(["title blue", "title red", "title red", "title red", "title red"]);
  });

  it.each(hazards)("ends a case of %s with what to check, never with what was to be done at the height", (hazard) => {
    const closed = followed([
      [depth, null, "red", { hazard }],
      [depth, "red", null, { hazard }],
    ]);
    expect(closed).toMatchObject({ state: "closed", advice: allClearTexts[hazard] });
    expect(closed.advices).toBeUndefined();
  });

  it("is no all-clear where the rule is gone", () => {
    const closed = followed([
      [depth, null, "red"],
      [depth, "red", null, { cause: "rule_removed" }],
    ]);
    expect(closed.advice.zh).toContain("险情是否解除未知");
  });

  it("tells to look, not what was to be done, where a peak was missed; a live alarm then says what it is", () => {
    const { hazard, target, ruleId, ruleVersion, at, receivedAt, unit, limit, title, advice } = transition();
    const said = { title, advice };
    const about = { hazard, target, ruleId, ruleVersion, at, receivedAt, unit, limit, alarmKey: depth, signal: 0.6 };
    const opened = openMissedPeak({ ...about, level: "red", opensCase: said }, place)?.after ?? null;
    expect(opened).toMatchObject({ level: null, peakLevel: "red", title: { zh: expect.stringContaining("漏报峰值") } });
    expect(opened?.advice.zh).toContain("峰值已过，现状未知");
    const live = { alarmKey: rise, to: "blue", title: { zh: "蓝色", en: "blue" }, advice: advised("blue") } as const;
    const joined = followAlarm(opened, transition(live), place)?.after;
    expect(joined).toMatchObject({ level: "blue", title: live.title, advice: live.advice });
  });

  it("opens again within the hour under the title of its peak, with the advice of its level now", () => {
    const closed = followed([
      [depth, null, "red"],
      [depth, "red", null],
    ]);
    const back = transition({ alarmKey: depth, to: "blue", at: transition().at + 60_000, advice: advised("blue") });
    const again = reopenCase(closed, back, place.timeZone);
    expect(again?.after).toMatchObject({
      state: "reported",
      level: "blue",
      advice: advised("blue"),
      title: closed.title,
    });
    expect(again?.after.advices).toEqual({ [depth]: advised("blue") });
  });
});
