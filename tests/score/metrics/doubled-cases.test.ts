import { expect, it } from "vitest";
import type { CaseId, StationId } from "../../../domain/ids.ts";
import { doubledCases } from "../../../score/metrics/doubled-cases.ts";
import { caseOutcome, marks, minute, truth } from "../small-run.ts";

const second = (overrides = {}) => caseOutcome({ caseId: "case-2" as CaseId, ...overrides });
const found = (cases: Parameters<typeof doubledCases>[2], depthAt?: (minute: number) => number) =>
  doubledCases(truth([], depthAt), marks, cases).map(({ second: { caseId }, how }) => [caseId, how]);

it("doubledCases() finds two cases of one hazard at one station that were open together", () => {
  expect(found([caseOutcome(), second({ openedAt: minute(47) })])).toEqual([["case-2", "at-once"]]);
  expect(found([caseOutcome({ closedAt: null }), second({ openedAt: minute(59) })])).toEqual([["case-2", "at-once"]]);
  expect(found([caseOutcome(), second({ hazard: "blind-spot" })])).toEqual([]);
  expect(found([caseOutcome(), second({ stationId: "road" as StationId })])).toEqual([]);
});

it("doubledCases() finds two cases, one after the other, while the water never went", () => {
  const first = caseOutcome({ closedAt: minute(25) });
  expect(found([first, second({ openedAt: minute(30) })])).toEqual([["case-2", "one-episode"]]);
  // Gone from minute 26 to 29: another matter.
  const gone = (at: number) => (at > 12 && at < 48 && (at < 26 || at > 29) ? 0.5 : 0);
  expect(found([first, second({ openedAt: minute(30) })], gone)).toEqual([]);
});
