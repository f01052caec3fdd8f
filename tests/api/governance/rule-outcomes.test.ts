import { afterAll, beforeAll, expect, it } from "vitest";
import { ruleOutcomesAnswer } from "../../../api/schemas/governance/evaluation/rule-outcomes.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { CaseWithTimeline, PersonEntry } from "../../../domain/governance/case.ts";
import type { CaseId } from "../../../domain/ids.ts";
import { observationOf } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const startsAt = Date.parse("2021-07-20T08:00:00Z");
const at = (minutes: number): number => startsAt + minutes * minuteMs;

/** Minutes, depth in metres and flag: 27 cm at 5 min, the peak at 20; what failed its checks and what came later is none of it. */
const readings = [
  [-5, 0.1, 1],
  [5, 0.3, 1],
  [10, 5, 4],
  [20, 0.6, 1],
  [50, 0.05, 1],
  [65, 0.9, 1],
] as const;

let running: RunningApi;
let base: CaseWithTimeline;

/** A case that was called about so many minutes after its opening. */
function caseOf(id: string, calledAfter: number | null, more: Partial<CaseWithTimeline> = {}): CaseWithTimeline {
  const opened = base.timeline.filter(({ kind }) => kind === "opened").slice(0, 1);
  const words = { zh: "呼叫", en: "called" };
  const call: PersonEntry = { kind: "called", at: at(calledAfter ?? 0), by: "ladder", part: "rule", words };
  const timeline = calledAfter === null ? opened : [...opened, call, { ...call, at: call.at + 1 }];
  return {
    ...base,
    ...{ id: `case-${id}` as CaseId, openedAt: at(0), closedAt: at(70), hazardOverAt: at(60), state: "closed" },
    ...more,
    timeline,
  };
}

beforeAll(async () => {
  running = await startApi();
  const { cases, observations, city } = running.ports;
  base = cases.find(({ hazard, timeline }) => hazard === "waterlogging" && timeline.length > 0) as CaseWithTimeline;
  const gauge = [...city.gauges.values()].find(
    ({ stationId, property }) => stationId === base.stationId && property === "depth",
  );
  if (gauge === undefined) throw new Error("the seeded case has no depth gauge");
  observations.set(
    gauge.id,
    readings.map(([minutes, value, flag], seq) => ({
      ...observationOf(0, seq + 1, { observedAt: at(minutes), value }),
      flag,
    })),
  );
  cases.length = 0;
  const { hazardOverAt: _, ...stillUp } = caseOf("up", 2, { closedAt: null, state: "handling" });
  cases.push(
    caseOf("early", 1),
    caseOf("late", 30),
    stillUp,
    caseOf("false", 3, { state: "voided" }),
    caseOf("drill", 1, { isExercise: true }),
  );
});
afterAll(() => running.api.stop());

async function outcomes(query: string) {
  const response = await running.get(`/api/v1/evaluation/rules?${query}`);
  expect(response.status).toBe(200);
  return ruleOutcomesAnswer.parse(await response.json());
}

it("counts false alarms and leads by rule, from the first call to peak and 27 cm of readings that can be believed", async () => {
  const { rules, isWhole } = await outcomes("from=2021-07-20T00:00:00Z&to=2021-07-21T00:00:00Z");
  expect(isWhole).toBe(true);
  expect(rules).toEqual([
    {
      ruleId: "underpass-depth",
      cases: 4,
      falseAlarms: 1,
      called: 3,
      toPeak: { count: 2, before: 1, medianMs: 4.5 * minuteMs, shortestMs: -10 * minuteMs },
      toClosingLine: { count: 3, before: 2, medianMs: 3 * minuteMs, shortestMs: -25 * minuteMs },
    },
  ]);
});

it("of a span without a case has no rule; one that ends before it begins is refused", async () => {
  expect((await outcomes("from=2021-07-22T00:00:00Z&to=2021-07-23T00:00:00Z")).rules).toEqual([]);
  const turned = await running.get("/api/v1/evaluation/rules?from=2021-07-22T00:00:00Z&to=2021-07-21T00:00:00Z");
  expect(turned.status).toBe(400);
});
