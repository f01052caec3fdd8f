import { afterAll, beforeAll, expect, it } from "vitest";
import { activeAlarmList } from "../../api/schemas/alarms/alarm.ts";
import { blindSpotList } from "../../api/schemas/alarms/blind-spot.ts";
import { maintenance, maintenanceList, preview, silence, silenceList } from "../../api/schemas/alarms/order.ts";
import { areaSummaryList } from "../../api/schemas/area-summary.ts";
import { stationWithGauges } from "../../api/schemas/station.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { transition } from "../support/alarm-builders.ts";
import { InMemoryApiPorts, observationOf, testNow } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

let running: RunningApi;
const ports = new InMemoryApiPorts();

const until = (afterMs: number): string => new Date(testNow + afterMs).toISOString();
const json = async (path: string): Promise<unknown> => (await running.get(path)).json();
const post = async (path: string, body: object): Promise<Response> => running.post(path, JSON.stringify(body));

beforeAll(async () => {
  running = await startApi({}, ports);
  ports.transitions.length = 0;
  ports.observations.set("tunnel/depth" as GaugeId, [observationOf(0, 1, { observedAt: testNow - minuteMs })]);
  ports.observations.set("road/depth" as GaugeId, []);
});
afterAll(() => running.api.stop());

it("a silence is previewed, created, listed with what it holds, and ended", async () => {
  const before = ports.orders.length;
  const match = { stationIds: ["tunnel"] };
  const shown = preview.parse(await (await post("/api/v1/silences/preview", { match })).json());
  expect(shown).toMatchObject({ stations: 1, gauges: 1, active: [] });
  const body = { owner: "Li Wei", reason: "works", match, untilAt: until(hourMs) };
  const made = silence.parse(await (await post("/api/v1/silences", body)).json());
  expect(made).toMatchObject({ owner: "Li Wei", standing: "in-force", holds: 0, includesRed: false });
  expect(ports.orders).toHaveLength(before + 1);

  const raised = transition({ at: testNow, receivedAt: testNow, episodeStartedAt: testNow, to: "yellow" });
  ports.suppression.accept(raised);
  ports.transitions.push({ ...raised, transitionSeq: 1 });
  const { rows: alarms } = activeAlarmList.parse(await json("/api/v1/alarms"));
  expect(alarms).toMatchObject([{ to: "yellow", toldLevel: null, suppressedBy: { kind: "silence", owner: "Li Wei" } }]);
  const { rows: areas } = areaSummaryList.parse(await json("/api/v1/areas/summaries"));
  expect(areas.find(({ areaCode }) => areaCode === "410100")).toMatchObject({
    alarms: { yellow: 1 },
    suppressed: { silence: 1 },
    gauges: { live: 1, silent: 1 },
  });
  expect(silenceList.parse(await json("/api/v1/silences")).rows).toMatchObject([{ id: made.id, holds: 1 }]);
  const again = preview.parse(await (await post("/api/v1/silences/preview", { match })).json());
  expect(again).toMatchObject({
    active: [{ level: "yellow", isTold: false }],
    recent: { held: 1, heldByLevel: { yellow: 1 } },
  });

  ports.now += minuteMs;
  const ended = silence.parse(await (await post(`/api/v1/silences/${made.id}/end`, {})).json());
  expect(ended).toMatchObject({ standing: "ended", endedBy: "test operator", holds: 0 });
  expect(silenceList.parse(await json("/api/v1/silences")).rows).toEqual([]);
  expect(silenceList.parse(await json("/api/v1/silences?all=true")).rows).toHaveLength(1);
  expect(activeAlarmList.parse(await json("/api/v1/alarms")).rows).toMatchObject([
    { toldLevel: "yellow", suppressedBy: null },
  ]);
});

it.each([
  ["an unknown station", { match: { stationIds: ["moon"] }, untilAt: until(hourMs) }, "match.stationIds"],
  ["no condition", { match: {}, untilAt: until(hourMs) }, "match"],
  ["an end before its start", { match: { stationIds: ["tunnel"] }, untilAt: until(-hourMs) }, "untilAt"],
  ["more than a day", { match: { stationIds: ["tunnel"] }, untilAt: until(26 * hourMs) }, "untilAt"],
])("a silence with %s is refused, naming the field", async (_name, body, field) => {
  const response = await post("/api/v1/silences", { reason: "works", ...body });
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: readonly { field: string }[] };
  expect(errors.map((each) => each.field)).toEqual([field]);
});

it("a device goes into maintenance and out of it; its gauges say so meanwhile", async () => {
  const body = { deviceId: "tunnel-1", reason: "new probe", untilAt: until(hourMs) };
  const made = maintenance.parse(await (await post("/api/v1/maintenance", body)).json());
  const { gauges } = stationWithGauges.parse(await json("/api/v1/stations/tunnel"));
  expect(gauges.map(({ state }) => state)).toEqual(["maintenance"]);
  expect(maintenanceList.parse(await json("/api/v1/maintenance")).rows).toMatchObject([{ deviceId: "tunnel-1" }]);
  await post(`/api/v1/maintenance/${made.id}/end`, {});
  expect(maintenanceList.parse(await json("/api/v1/maintenance")).rows).toEqual([]);
  expect((await post("/api/v1/maintenance/none/end", {})).status).toBe(404);
  expect((await post("/api/v1/maintenance", { ...body, deviceId: "moon-1" })).status).toBe(400);
});

it("blind spots are ranked, with the reading that stands in", async () => {
  const { rows, total } = blindSpotList.parse(await json("/api/v1/blind-spots"));
  expect(total).toBe(1);
  expect(rows).toMatchObject([{ gaugeId: "road/depth", state: "silent", importance: 3, rainMm: 0, alarmLevel: null }]);
  expect((await running.get("/api/v1/blind-spots?areaCode=moon")).status).toBe(404);
});
