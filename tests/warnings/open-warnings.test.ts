import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Level } from "../../domain/city/level.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { AlarmKey, StationId, WarningId } from "../../domain/ids.ts";
import type { WarningAction } from "../../domain/inputs/acts/warning-action.ts";
import { allClearTexts } from "../../locales/messages/all-clear.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { smallCity, transition } from "../support/alarm-builders.ts";

function openWarningsOver(openWarnings: readonly Warning[] = []) {
  const cases = createOpenCases(smallCity(), []);
  const warnings = createOpenWarnings(smallCity(), "district", openWarnings);
  const emit = (place: string, from: Level | null, to: Level | null, more: Partial<AlarmTransition> = {}) => {
    const target = { kind: "station", stationId: place as StationId } as const;
    const change = cases.apply(transition({ alarmKey: `r|${place}` as AlarmKey, target, from, to, ...more }));
    return change === null ? null : warnings.follow(change);
  };
  return { warnings, emit };
}

it("createOpenWarnings() drafts one warning for an area and hazard, at the level of its worst case, lifted with the last", () => {
  const { emit, warnings } = openWarningsOver();
  const moves: readonly [string, Level | null, Level | null, string, string, Level][] = [
    ["tunnel", null, "blue", "warning.drafted", "draft", "blue"],
    ["road", null, "red", "warning.updated", "draft", "red"],
    ["road", "red", null, "warning.updated", "draft", "blue"],
    ["tunnel", "blue", "orange", "warning.updated", "draft", "orange"],
    ["tunnel", "orange", null, "warning.lifted", "lifted", "orange"],
  ];
  const ids = new Set<string>();
  for (const [place, from, to, type, state, level] of moves) {
    const change = emit(place, from, to);
    expect([change?.event.type, change?.after.state, change?.after.level]).toEqual([type, state, level]);
    ids.add(change?.after.id ?? "none");
  }
  expect(ids.size).toBe(1);
  expect(warnings.openCount).toBe(0);
});

it("createOpenWarnings() drafts nothing for a rule that drafts no warning", () => {
  expect(openWarningsOver().emit("tunnel", null, "red", { draftsWarning: false })).toBeNull();
});

it("createOpenWarnings() calls an issued warning updated when its level moves", () => {
  const first = openWarningsOver();
  const drafted = first.emit("tunnel", null, "blue")?.after as Warning;
  const { emit } = openWarningsOver([{ ...drafted, state: "issued" }]);
  expect(emit("tunnel", null, "yellow")?.after.state).toBe("updated");
});

it("createOpenWarnings() pages for a graver level only, never late", () => {
  const { emit } = openWarningsOver();
  expect(emit("tunnel", null, "blue")?.event.isUrgent).toBe(true);
  expect(emit("tunnel", "blue", "red", { isLate: true, liveLevel: "blue" })?.event.isUrgent).toBe(false);
  expect(emit("tunnel", "red", "blue")?.event.isUrgent).toBe(false);
});

it("createOpenWarnings() keeps which cases are the reason, and emits nothing while the notice reads the same", () => {
  const { emit, warnings } = openWarningsOver();
  const drafted = emit("tunnel", null, "orange")?.after as Warning;
  expect(warnings.drainChanges()).toEqual([drafted]);
  expect(emit("road", null, "blue")).toBeNull();
  expect(emit("road", "blue", "yellow")).toBeNull();
  const [joined] = warnings.drainChanges();
  expect(Object.values(joined?.cases ?? {})).toEqual(["orange", "yellow"]);
  expect({ ...joined, cases: drafted.cases, advices: drafted.advices }).toEqual(drafted);
  expect(Object.keys(joined?.advices ?? {})).toEqual(["orange", "blue", "yellow"]);
  expect(warnings.drainChanges()).toEqual([]);
  expect(emit("road", "yellow", null)).toBeNull();
  expect(warnings.drainChanges()).toEqual([{ ...drafted, advices: joined?.advices }]);
  const lifted = emit("tunnel", "orange", null);
  expect([lifted?.event.type, lifted?.after.revision, lifted?.after.cases]).toEqual(["warning.lifted", 2, {}]);
  expect(warnings.drainChanges()).toEqual([lifted?.after]);
});

it("createOpenWarnings() restored with reasons nobody was notified of steps down to the worst that is left", () => {
  const cases = createOpenCases(smallCity(), []);
  const before = createOpenWarnings(smallCity(), "district", []);
  const move = (place: string, from: Level | null, to: Level | null) => {
    const target = { kind: "station", stationId: place as StationId } as const;
    return cases.apply(transition({ alarmKey: `r|${place}` as AlarmKey, target, from, to }))!;
  };
  for (const change of [move("tunnel", null, "red"), move("road", null, "blue")]) before.follow(change);
  const after = createOpenWarnings(smallCity(), "district", before.drainChanges());
  expect(after.follow(move("tunnel", "red", null))?.after).toMatchObject({
    level: "blue",
    revision: 2,
  });
});

describe("what a warning says to do", () => {
  const advised = (level: Level) => ({ zh: `处置${level}`, en: `act on ${level}` });
  const withAdvice = (level: Level) => ({ advice: advised(level) });

  it("is what a case at the level now says, also after a fall to one that has been open all along", () => {
    const { emit } = openWarningsOver();
    emit("road", null, "yellow", withAdvice("yellow"));
    expect(emit("tunnel", null, "red", withAdvice("red"))?.after.advice).toEqual(advised("red"));
    const fallen = emit("tunnel", "red", null);
    expect(fallen?.after).toMatchObject({ level: "yellow", peakLevel: "red", advice: advised("yellow") });
    expect(fallen?.event.data.message?.zh).toBe("金水区：积水内涝预警草稿由红色降为黄色，待签发。处置yellow");
  });

  it("is a text of its own where a warning kept from before has none for the level left", () => {
    const cases = createOpenCases(smallCity(), []);
    const move = (place: string, from: Level | null, to: Level | null) => {
      const target = { kind: "station", stationId: place as StationId } as const;
      return cases.apply(transition({ alarmKey: `r|${place}` as AlarmKey, target, from, to }))!;
    };
    const before = createOpenWarnings(smallCity(), "district", []);
    for (const change of [move("road", null, "yellow"), move("tunnel", null, "red")]) before.follow(change);
    const { advices: _, ...kept } = before.drainChanges()[0] as Warning;
    const after = createOpenWarnings(smallCity(), "district", [kept]);
    expect(after.follow(move("tunnel", "red", null))?.after.advice.zh).toContain("预警等级已降为黄色");
  });

  it("is what to check once the last case is over, and that cases are open where a person lifts it before", () => {
    const { emit, warnings } = openWarningsOver();
    const drafted = emit("tunnel", null, "red", withAdvice("red"))?.after as Warning;
    const lift = {
      kind: "warning-action",
      warningId: drafted.id,
      by: "Wang",
      action: { do: "lift", reason: "误报" },
    } as const;
    const { change } = openWarningsOver([drafted]).warnings.act(lift, transition().at);
    expect(change?.event.data.message?.zh).toBe(
      "金水区：Wang 解除积水内涝预警（最高红色），原因：误报。尚有 1 起案件未结，险情可能仍在：按各案件处置，现场管控不得随预警解除。",
    );
    warnings.act({ ...lift, action: { do: "issue" } }, transition().at);
    const lifted = emit("tunnel", "red", null);
    expect(lifted?.event.data.message?.zh).toBe(
      `金水区：解除积水内涝预警（最高红色）。${allClearTexts.waterlogging.zh}`,
    );
  });
});

it("one by hand that no alarm ever spoke for does not say that alarms are over", () => {
  const { warnings } = openWarningsOver();
  const by = { kind: "warning-action", warningId: "warning-hand" as WarningId, by: "Wang" } as const;
  const draft = { do: "draft", hazard: "dam-failure", areaCode: "410105", level: "red" } as never;
  for (const action of [draft, { do: "issue" } as const]) warnings.act({ ...by, action }, transition().at);
  const { change } = warnings.act({ ...by, action: { do: "lift", reason: "修复" } }, transition().at);
  expect(change?.event.data.message?.zh).toBe(
    "金水区：Wang 解除坝体险情预警（最高红色），原因：修复。预警解除不代表各处均已安全：仍在管控的地点请勿进入，服从现场指挥，关注后续信息。",
  );
});

describe("what people do with a warning", () => {
  const at = transition().at + 300_000;
  const act = (warningId: WarningId, action: WarningAction["action"]): WarningAction => ({
    kind: "warning-action",
    warningId,
    by: "Wang",
    action,
  });

  it("issued: a draft becomes a notice that people must get now; only once", () => {
    const { emit, warnings } = openWarningsOver();
    const drafted = emit("tunnel", null, "blue")?.after as Warning;
    emit("road", null, "blue");
    warnings.drainChanges();
    const { change } = warnings.act(act(drafted.id, { do: "issue" }), at);
    expect(change?.after).toMatchObject({ state: "issued", revision: 2, issued: { at, by: "Wang" } });
    expect(change?.event).toMatchObject({
      type: "warning.issued",
      isUrgent: true,
      at,
      data: {
        change: {
          before: { state: "draft", revision: 1 },
          after: { state: "issued", revision: 2 },
          by: "Wang",
          reason: null,
        },
        warning: { areaName: { en: "Jinshui" }, caseCount: 2, link: `/api/v1/warnings/${drafted.id}` },
      },
    });
    expect(warnings.drainChanges()).toEqual([change?.after]);
    expect(warnings.act(act(drafted.id, { do: "issue" }), at).refusal).toMatchObject({
      code: "warnings.not_a_draft",
      words: { en: expect.stringContaining("issued by Wang"), zh: expect.stringContaining("已由 Wang 发布") },
    });
    expect(emit("tunnel", "blue", "red")?.after).toMatchObject({ state: "updated", issued: { at, by: "Wang" } });
  });

  it("lifted with a reason: it is gone, and comes back only when something rises", () => {
    const { emit, warnings } = openWarningsOver();
    const drafted = emit("tunnel", null, "red")?.after as Warning;
    warnings.drainChanges();
    const { change } = warnings.act(act(drafted.id, { do: "lift", reason: "false alarm" }), at);
    expect(change?.after).toMatchObject({
      state: "lifted",
      liftedAt: at,
      lifted: { at, by: "Wang", reason: "false alarm" },
    });
    expect(change?.event).toMatchObject({
      type: "warning.lifted",
      level: null,
      isUrgent: false,
      data: { change: { by: "Wang", reason: "false alarm" } },
    });
    expect(warnings.openCount).toBe(0);
    expect(warnings.drainChanges()).toEqual([change?.after]);
    expect(emit("tunnel", "red", "blue")).toBeNull();
    const again = emit("tunnel", "blue", "orange");
    expect(again?.event.type).toBe("warning.drafted");
    expect(again?.after.id).not.toBe(drafted.id);
  });

  it("is refused for a warning that is lifted or unknown", () => {
    const { emit, warnings } = openWarningsOver();
    const drafted = emit("tunnel", null, "blue")?.after as Warning;
    emit("tunnel", "blue", null);
    expect(warnings.act(act(drafted.id, { do: "issue" }), at).refusal?.code).toBe("warnings.not_open");
    expect(warnings.act(act("warning-none" as WarningId, { do: "issue" }), at).refusal?.code).toBe("warnings.not_open");
  });
});

it("createOpenWarnings() pages again where live readings confirm what only late ones spoke for, over a restart", () => {
  const first = openWarningsOver();
  expect(first.emit("tunnel", null, "red", { isLate: true })?.event.isUrgent).toBe(false);
  const [kept] = first.warnings.drainChanges();
  expect(kept).toMatchObject({ level: "red", liveLevels: {} });
  const cases = createOpenCases(smallCity(), []);
  const warnings = createOpenWarnings(smallCity(), "district", [JSON.parse(JSON.stringify(kept))]);
  const emit = (from: Level | null, more: Partial<AlarmTransition> = {}) => {
    const target = { kind: "station", stationId: "tunnel" as StationId } as const;
    const change = cases.apply(transition({ alarmKey: "r|tunnel" as AlarmKey, target, from, to: "red", ...more }));
    return change === null ? null : warnings.follow(change);
  };
  emit(null, { isLate: true });
  const confirmed = emit("red");
  expect(confirmed).toMatchObject({
    before: { level: "red" },
    after: { state: "draft", level: "red" },
    event: { type: "warning.updated", isUrgent: true },
  });
  expect(confirmed?.event.data.message?.en).toContain("live readings confirm red, draft red waterlogging warning");
  expect(warnings.drainChanges()[0]).not.toHaveProperty("liveLevels");
});

it("createOpenWarnings() pages where the first live case is milder than what a backlog spoke for elsewhere", () => {
  const { emit } = openWarningsOver();
  emit("tunnel", null, "red", { isLate: true });
  const change = emit("road", null, "blue");
  expect(change).toMatchObject({ after: { level: "red" }, event: { isUrgent: true } });
  expect(change?.event.data.message?.en).toContain("live readings confirm blue, draft red");
});

it("createOpenWarnings() drafts anew for what is confirmed after a person lifted the warning", () => {
  const { emit, warnings } = openWarningsOver();
  const drafted = emit("tunnel", null, "red", { isLate: true })?.after as Warning;
  warnings.act({ kind: "warning-action", warningId: drafted.id, by: "Li", action: { do: "lift", reason: "over" } }, 1);
  expect(emit("tunnel", "red", "orange")).toMatchObject({ event: { type: "warning.drafted", isUrgent: true } });
});
