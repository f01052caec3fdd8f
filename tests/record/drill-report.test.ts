import { expect, it } from "vitest";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { Drill } from "../../domain/governance/drill.ts";
import type { AreaCode, CaseId } from "../../domain/ids.ts";
import { drillReport } from "../../record/drill/drill-report.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { aCase, effects } from "../support/effects.ts";
import { anEntry } from "../support/events.ts";
import { noon } from "../support/observations.ts";

const drill: Drill = {
  ...{ drillId: "second", title: "Second", areaCodes: ["410100" as AreaCode], startedBy: "Li", endedBy: "Li" },
  ...{ startedAt: noon, untilAt: noon + hourMs, endedAt: noon + 10 * minuteMs },
};

it("a case that was open before, and that alarms of the drill joined, is told of with the links since its start", async () => {
  const before = noon - minuteMs;
  const cases = ["joined", "left", "new"].map((id) =>
    aCase({ id: id as CaseId, isExercise: true, openedAt: id === "new" ? noon + 1 : before }),
  );
  const [joined, left, opened] = cases as [(typeof cases)[0], (typeof cases)[0], (typeof cases)[0]];
  const lineOf = (of: typeof joined, entryNo: number, at: number) => {
    const { id: caseId } = of;
    return { caseId, entryNo, entry: { ...anEntry(of), kind: entryNo === 1 ? "opened" : "raised", at } } as const;
  };
  const said = { kind: "noted", at: noon + 3, by: "Li", part: "person", words: { zh: "看过", en: "seen" } } as const;
  const caseEntries = [
    lineOf(joined, 1, before),
    lineOf(left, 1, before),
    lineOf(opened, 1, noon + 1),
    lineOf(joined, 2, noon + 2),
    { caseId: left.id, entryNo: 2, entry: said },
  ];
  const store = openMemoryStore({ clock: () => noon });
  await store.state.commit(0, effects({ cases, caseEntries: caseEntries as never }));
  const source = {
    city: smallCity(),
    store: { ...store, people: store.people },
    clock: () => noon,
    hub: "h",
    version: "1",
  };
  const report = await drillReport(source, drill);
  expect(report.cases.map(({ caseId, isOpenBefore = false }) => [caseId, isOpenBefore]).toSorted()).toEqual([
    ["joined", true],
    ["new", false],
  ]);
  const openedAt = (id: string) =>
    report.cases.find(({ caseId }) => caseId === id)?.links.find(({ name }) => name.en === "case")?.at;
  expect([openedAt("joined"), openedAt("new")]).toEqual([null, noon + 1]);
});
