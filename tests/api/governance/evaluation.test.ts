import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { casePage } from "../../../api/schemas/case.ts";
import { evaluation } from "../../../api/schemas/governance/evaluation/evaluation.ts";
import type { Case, CaseWithTimeline } from "../../../domain/governance/case.ts";
import type { AreaCode, CaseId, UnitId } from "../../../domain/ids.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const openedAt = Date.parse("2021-07-01T00:00:00Z");
const hour = 3_600_000;

let running: RunningApi;
beforeAll(async () => {
  running = await startApi();
  const { cases } = running.ports;
  const base = cases.find(({ state }) => state === "closed") as CaseWithTimeline;
  cases.length = 0;
  const counts = { units: [], reworks: 0, returns: 0, extensions: 0, suspensions: 0, supervisions: 0 };
  const limit = { clock: "urgent-hours", amount: 1, startedAt: openedAt, dueAt: openedAt + hour, pausedMs: 0 } as const;
  const closed = (n: number, more: Partial<Case> = {}): CaseWithTimeline => ({
    ...base,
    id: `case-${n}` as CaseId,
    openedAt: openedAt + n,
    closedAt: openedAt + 3 * hour,
    record: { ...counts, registeredAt: openedAt + n, handledAt: openedAt + 2 * hour, closedAt: openedAt + 3 * hour },
    ...more,
  });
  const outcome = { ...limit, stage: "handle", to: "handled", unitId: "drainage" as UnitId } as const;
  cases.push(
    closed(0, { stages: [{ ...outcome, endedAt: openedAt + 2 * hour, overMs: hour }] }),
    closed(1),
    closed(2, { unitId: "tunnels" as UnitId }),
    closed(3, { isExercise: true }),
    closed(4, { areaCode: "410999" as AreaCode }),
  );
});
afterAll(() => running.api.stop());

const path = (query: string) => `/api/v1/evaluation${query}`;
const july = "from=2021-07-01T00:00:00Z&to=2021-08-01T00:00:00Z";

async function evaluated(query: string) {
  const response = await running.get(path(`?${query}`));
  expect(response.status).toBe(200);
  return evaluation.parse(await response.json());
}

describe("/evaluation", () => {
  it("gives each indicator with both counts, by unit, area and class, and says what they count", async () => {
    const byUnit = await evaluated(july);
    expect(byUnit.rows.map(({ key, name }) => [key, name.en])).toEqual([
      ["drainage", "Drainage office"],
      ["tunnels", "tunnels"],
    ]);
    expect(byUnit.total.indicators).toMatchObject({
      closed: { numerator: 4, denominator: 4, percent: 100 },
      "closed-in-time": { numerator: 3, denominator: 4, percent: 75 },
      "handled-in-time": { numerator: 3, denominator: 4, percent: 75 },
      "dispatched-right": { numerator: 0, denominator: 0, percent: null },
    });
    expect(byUnit.definitions[0]?.name).toEqual({ zh: "立案率", en: "filed" });
    expect((await evaluated(`${july}&by=area`)).rows.map(({ key }) => key)).toEqual(["410105", "410999"]);
    expect((await evaluated(`${july}&by=class`)).rows.map(({ key }) => key)).toEqual(["demonstration 05-06"]);
    expect((await evaluated(`${july}&areaCode=410105`)).total.indicators.closed?.denominator).toBe(3);
    expect(
      (await evaluated("from=2021-07-01T03:00:00Z&to=2021-07-01T03:00:01Z")).total.indicators.closed?.numerator,
    ).toBe(4);
    expect((await evaluated("from=2021-07-02T00:00:00Z")).rows).toEqual([]);
    expect((await running.get(path("?areaCode=999"))).status).toBe(404);
    expect((await running.get(path("?by=colour"))).status).toBe(400);
  });

  it("as CSV has a line for each row and one for all", async () => {
    const text = await (await running.get(path(`?${july}&format=csv`), { "accept-language": "en" })).text();
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain("key,name,filed: numerator,filed: denominator,filed (%)");
    expect(lines[3]).toMatch(/^,total,4,4,100/);
  });

  it("lists the cases behind a number, page by page", async () => {
    const listOf = async (query: string) => {
      const ids: string[] = [];
      let before = "";
      do {
        const response = await running.get(path(`/cases?${july}&limit=1&${query}${before}`));
        const { rows, next } = casePage.parse(await response.json());
        ids.push(...rows.map(({ id }) => id));
        before = next === null ? "" : `&before=${encodeURIComponent(next)}`;
      } while (before !== "");
      return ids;
    };
    expect(await listOf("indicator=closed-in-time&counted=numerator")).toEqual(["case-4", "case-2", "case-1"]);
    expect(await listOf("indicator=closed-in-time&key=drainage")).toEqual(["case-4", "case-1", "case-0"]);
    expect((await running.get(path(`/cases?${july}`))).status).toBe(400);
  });
});
