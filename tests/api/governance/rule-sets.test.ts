import { afterAll, beforeAll, expect, it } from "vitest";
import { alarmLoad } from "../../../api/schemas/governance/evaluation/alarm-load.ts";
import { ruleCheck, ruleHits, ruleSet } from "../../../api/schemas/governance/rule-set.ts";
import { shifts } from "../../../api/schemas/governance/shift.ts";
import { AlarmLoadCount } from "../../../api/views/governance/alarm-load.ts";
import { RuleHitCount } from "../../../api/views/governance/rule-hits.ts";
import type { Station } from "../../../domain/city/city.ts";
import { dayMs } from "../../../domain/clock.ts";
import type { StationId } from "../../../domain/ids.ts";
import type { StoredTransition } from "../../../store/ports.ts";
import { station } from "../../support/alarm-builders.ts";
import { operatorToken } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

let running: RunningApi;
beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.api.stop());

const read = async (path: string) => (await running.get(path)).json();

it("GET /rules/sets/{digest} has the files of a kept set, and knows no other", async () => {
  const { files } = ruleSet.parse(await read("/api/v1/rules/sets/fedcba987654"));
  expect(files).toEqual([{ name: "rules.yaml", text: "rules: []" }]);
  expect((await running.get("/api/v1/rules/sets/000000000000")).status).toBe(404);
});

it("POST /rules/check tells what stories fail, in the language of the call", async () => {
  const response = await fetch(`${running.url}/api/v1/rules/check`, {
    method: "POST",
    headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json", "accept-language": "zh" },
    body: JSON.stringify({ files: [{ name: "rules.yaml", text: "rules: []" }] }),
  });
  expect(ruleCheck.parse(await response.json()).stories[0]?.failures).toEqual(["缺"]);
});

it("GET /reports/daily lists the dates of reports", async () => {
  expect(await read("/api/v1/reports/daily")).toEqual({ dates: ["2026-07-20"] });
});

it("GET /rules/hits, /evaluation/load and /shift answer as documented", async () => {
  expect(ruleHits.parse(await read("/api/v1/rules/hits?days=30")).isWhole).toBe(true);
  expect(alarmLoad.parse(await read("/api/v1/evaluation/load")).windows).toHaveLength(144);
  expect(shifts.parse(await read("/api/v1/shift")).rows.every(({ maySign }) => !maySign)).toBe(true);
});

const at = Date.parse("2026-07-20T08:00:00Z");

function moved(more: Partial<StoredTransition>): StoredTransition {
  const plain = { ruleId: "deep", from: null, to: "yellow", at, episodeStartedAt: at, effect: "live", isLate: false };
  return { ...plain, ...more } as StoredTransition;
}

it("hits count raised and graver alarms apart, shadow alone, and the minutes of episodes that ended", () => {
  const count = new RuleHitCount();
  count.add(moved({}));
  count.add(moved({ from: "yellow", to: "red" }));
  count.add(moved({ from: "red", to: "yellow" }));
  count.add(moved({ from: "yellow", to: null, at: at + 600_000 }));
  count.add(moved({ effect: "shadow" }));
  count.add(moved({ effect: "record" }));
  expect(count.rows()).toEqual([{ ruleId: "deep", raised: 1, graver: 1, worst: "red", activeMinutes: 10, shadow: 1 }]);
});

it("alarms of drills are nobody's load and no hits of rules", async () => {
  const { city, transitions } = running.ports;
  const drill = "drill" as StationId;
  (city.stations as Map<StationId, Station>).set(drill, station({ id: drill, isExercise: true }));
  const counted = async () => {
    const { pages, byLevel, staleAlarms } = alarmLoad.parse(await read("/api/v1/evaluation/load"));
    return { pages, byLevel, staleAlarms, hits: ruleHits.parse(await read("/api/v1/rules/hits?days=30")).rows };
  };
  const before = await counted();
  const now = running.ports.now - 1_000;
  const raised = (stationId: StationId) =>
    transitions.push(moved({ at: now, episodeStartedAt: now - 2 * dayMs, target: { kind: "station", stationId } }));
  raised(drill);
  expect(await counted()).toEqual(before);
  raised("tunnel" as StationId);
  const after = await counted();
  expect([after.pages, after.staleAlarms]).toEqual([before.pages + 1, before.staleAlarms + 1]);
  expect(after.hits).not.toEqual(before.hits);
});

it("the load counts pages by ten minutes and officer; what was held, late or lower is none", () => {
  const count = new AlarmLoadCount({ from: at, to: at + 1_200_000 }, 2);
  for (let n = 0; n < 22; n++) count.add(moved({ at: at + n }));
  count.add(moved({ at: at + 700_000, isLate: true }));
  count.add(moved({ at: at + 700_000, from: "red" }));
  count.add(moved({ at: at + 700_000, noise: { outcome: "held" } as StoredTransition["noise"] & object }));
  expect(count.result()).toMatchObject({
    windows: [22, 0],
    pages: 22,
    perOfficer: 5.5,
    flooded: 1,
    worst: { at, pages: 11 },
    byLevel: { blue: 0, yellow: 22, orange: 0, red: 0 },
  });
});

it("pages are taken as to one where nobody is on duty, and more than ten to each are a flood", () => {
  const flooded = (officers: number) => {
    const count = new AlarmLoadCount({ from: at, to: at + 1_200_000 }, officers);
    for (let n = 0; n < 22; n++) count.add(moved({ at: at + n }));
    return count.result();
  };
  expect(flooded(0)).toMatchObject({ officers: 0, flooded: 1, worst: { pages: 22 } });
  expect(flooded(3)).toMatchObject({ officers: 3, flooded: 0, worst: { pages: 7.33 } });
});
