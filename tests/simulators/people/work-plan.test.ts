import { expect, it } from "vitest";
import { caseStepBody } from "../../../api/schemas/governance/case-acts.ts";
import type { CaseNews } from "../../../simulators/people/case-news.ts";
import { plannedSteps } from "../../../simulators/people/work-plan.ts";

const news: CaseNews = {
  ...{ eventId: "event-1", what: "dispatched", caseId: "case-1", hazard: "waterlogging", stationId: "s1" },
  ...{ unitId: "drainage", state: "dispatched", isActive: true, returns: 0 },
};

const stepsOf = (of: Partial<CaseNews>, seed = "guanlan") =>
  plannedSteps({ ...news, ...of }, seed).map(({ what }) => what);

it("plannedSteps() takes most cases on and says what was done, some are given back once and taken the second time", () => {
  const stations = Array.from({ length: 200 }, (_, index) => `s${index}`);
  const firsts = stations.map((stationId) => stepsOf({ stationId })[0]);
  const returned = firsts.filter((what) => what === "refuse").length;
  expect(returned).toBeGreaterThan(10);
  expect(returned).toBeLessThan(60);
  for (const stationId of stations) expect(stepsOf({ stationId, returns: 1 })).toEqual(["accept", "feedback"]);
});

it("plannedSteps() verifies only once the hazard is over, and works again where it came back", () => {
  expect(stepsOf({ what: "feedback", state: "handled" })).toEqual([]);
  expect(stepsOf({ what: "feedback", state: "handled", isActive: false })).toEqual(["verified"]);
  expect(stepsOf({ what: "hazard-over", state: "handled", isActive: false })).toEqual(["verified"]);
  expect(stepsOf({ what: "hazard-over", state: "handling", isActive: false })).toEqual([]);
  expect(stepsOf({ what: "reworked", state: "handling" })).toEqual(["feedback"]);
});

it("plannedSteps() gives the same event the same keys, each a body that the hub takes", () => {
  const steps = plannedSteps({ ...news, returns: 1 }, "guanlan");
  expect(plannedSteps({ ...news, returns: 1 }, "guanlan")).toEqual(steps);
  expect(steps.map(({ key }) => key)).toEqual(["event-1:accept", "event-1:feedback"]);
  for (const { body } of steps) expect(caseStepBody.safeParse(body).success).toBe(true);
});
