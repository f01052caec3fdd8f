import { expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { AlarmTransition } from "../../domain/alarm.ts";
import type { AlarmKey, StationId } from "../../domain/ids.ts";
import type { Level } from "../../domain/level.ts";
import type { Warning } from "../../domain/warning.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { smallCity, transition } from "../support/alarm-builders.ts";

function books(openWarnings: readonly Warning[] = []) {
  const cases = createOpenCases(smallCity(), []);
  const warnings = createOpenWarnings(smallCity(), "district", openWarnings);
  const tell = (place: string, from: Level | null, to: Level | null, more: Partial<AlarmTransition> = {}) => {
    const target = { kind: "station", stationId: place as StationId } as const;
    const change = cases.apply(transition({ alarmKey: `r|${place}` as AlarmKey, target, from, to, ...more }));
    return change === null ? null : warnings.follow(change.changed, change.draftsWarning, more.isLate ?? false);
  };
  return { warnings, tell };
}

it("createWarningBook() drafts one warning for an area and hazard, at the level of its worst case, lifted with the last", () => {
  const { tell, warnings } = books();
  const story: readonly [string, Level | null, Level | null, string, string, Level][] = [
    ["tunnel", null, "blue", "warning.drafted", "draft", "blue"],
    ["road", null, "red", "warning.updated", "draft", "red"],
    ["road", "red", null, "warning.updated", "draft", "blue"],
    ["tunnel", "blue", "orange", "warning.updated", "draft", "orange"],
    ["tunnel", "orange", null, "warning.lifted", "lifted", "orange"],
  ];
  const ids = new Set<string>();
  for (const [place, from, to, type, state, level] of story) {
    const change = tell(place, from, to);
    expect([change?.event.type, change?.changed.state, change?.changed.level]).toEqual([type, state, level]);
    ids.add(change?.changed.id ?? "none");
  }
  expect(ids.size).toBe(1);
  expect(warnings.openCount).toBe(0);
});

it("createWarningBook() drafts nothing for a rule that drafts no warning", () => {
  expect(books().tell("tunnel", null, "red", { draftsWarning: false })).toBeNull();
});

it("createWarningBook() calls an issued warning updated when its level moves", () => {
  const first = books();
  const drafted = first.tell("tunnel", null, "blue")?.changed as Warning;
  const { tell } = books([{ ...drafted, state: "issued" }]);
  expect(tell("tunnel", null, "yellow")?.changed.state).toBe("updated");
});

it("createWarningBook() pages for a graver level only, never late", () => {
  const { tell } = books();
  expect(tell("tunnel", null, "blue")?.event.isUrgent).toBe(true);
  expect(tell("tunnel", "blue", "red", { isLate: true })?.event.isUrgent).toBe(false);
  expect(tell("tunnel", "red", "blue")?.event.isUrgent).toBe(false);
});

it("createWarningBook() keeps which cases are the reason, and tells nobody while the notice reads the same", () => {
  const { tell, warnings } = books();
  const drafted = tell("tunnel", null, "orange")?.changed as Warning;
  expect(warnings.drainChanges()).toEqual([drafted]);
  expect(tell("road", null, "blue")).toBeNull();
  expect(tell("road", "blue", "yellow")).toBeNull();
  const [joined] = warnings.drainChanges();
  expect(Object.values(joined?.cases ?? {})).toEqual(["orange", "yellow"]);
  expect({ ...joined, cases: drafted.cases }).toEqual(drafted);
  expect(warnings.drainChanges()).toEqual([]);
  expect(tell("road", "yellow", null)).toBeNull();
  expect(warnings.drainChanges()).toEqual([drafted]);
  const lifted = tell("tunnel", "orange", null);
  expect([lifted?.event.type, lifted?.changed.revision, lifted?.changed.cases]).toEqual(["warning.lifted", 2, {}]);
  expect(warnings.drainChanges()).toEqual([lifted?.changed]);
});

it("createWarningBook() restored with reasons nobody was told of steps down to the worst that is left", () => {
  const cases = createOpenCases(smallCity(), []);
  const before = createOpenWarnings(smallCity(), "district", []);
  const move = (place: string, from: Level | null, to: Level | null) => {
    const target = { kind: "station", stationId: place as StationId } as const;
    return cases.apply(transition({ alarmKey: `r|${place}` as AlarmKey, target, from, to }))!;
  };
  for (const change of [move("tunnel", null, "red"), move("road", null, "blue")])
    before.follow(change.changed, true, false);
  const after = createOpenWarnings(smallCity(), "district", before.drainChanges());
  expect(after.follow(move("tunnel", "red", null).changed, true, false)?.changed).toMatchObject({
    level: "blue",
    revision: 2,
  });
});
