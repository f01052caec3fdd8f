import { expect, it } from "vitest";
import type { AreaCode, CaseId, PostId } from "../../domain/ids.ts";
import { type CallsViewParts, shiftSheet } from "../../hub/shift-sheet.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { aCase } from "../support/effects.ts";
import { noon } from "../support/observations.ts";

it("shiftSheet() has and counts nothing of a drill", () => {
  const due = { dueAt: noon - 1, overdueAt: noon } as never;
  const open = [
    aCase({ id: "case-real" as CaseId, due }),
    aCase({ id: "case-drill" as CaseId, due, isExercise: true }),
  ];
  const calls = {
    unansweredCases: () => open.map(({ id }) => id),
    calls: () => open.map(({ id: caseId }) => ({ caseId, to: null, askedAt: noon })),
  };
  const parts = {
    city: smallCity(),
    cases: { openNow: () => open },
    judging: { calls },
    suppression: { silences: () => [], stateOf: () => "live" },
    dispatcher: { status: () => ({ endpoints: [] }) },
    mode: () => ({ mode: "daily" }),
    clock: () => noon,
  } as unknown as CallsViewParts;
  const post = { id: "duty" as PostId, areaCode: "410105" as AreaCode } as never;
  expect(shiftSheet(post, parts)).toMatchObject({
    openCases: { count: 1, lines: [{ caseId: "case-real" }] },
    overdue: { count: 1, lines: ["case-real"] },
    unansweredCalls: { count: 1, lines: [{ caseId: "case-real" }] },
  });
});
