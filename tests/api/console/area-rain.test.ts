import { afterEach, expect, it } from "vitest";
import { areaRain } from "../../../api/schemas/console/area-rain.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { AreaCode, GaugeId, StationId } from "../../../domain/ids.ts";
import { gauge, smallCity, station } from "../../support/alarm-builders.ts";
import { InMemoryApiPorts, observationOf, testNow } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

async function start(ports: InMemoryApiPorts): Promise<RunningApi> {
  const running = await startApi({}, ports);
  started.push(running);
  return running;
}

/** Two rain gauges of the district, one of another area, and one of drills alone. */
function rainyPorts(): InMemoryApiPorts {
  const ports = new InMemoryApiPorts();
  const places = [
    station({ id: "north" as StationId }),
    station({ id: "south" as StationId }),
    station({ id: "far" as StationId, areaCode: "410100" as AreaCode }),
    station({ id: "drill" as StationId, isExercise: true }),
  ];
  const gauges = places.map(({ id }) =>
    gauge({ id: `${id}.rain` as GaugeId, stationId: id, property: "rain", unit: "mm" }),
  );
  ports.city = smallCity({
    stations: new Map(places.map((each) => [each.id, each])),
    gauges: new Map(gauges.map((each) => [each.id, each])),
  });
  return ports;
}

let seq = 0;

function fell(
  ports: InMemoryApiPorts,
  stationId: string,
  rows: readonly (readonly [minutes: number, mm: number, flag?: 1 | 4])[],
) {
  const made = rows.map(([minutes, value, flag = 1]) => {
    seq += 1;
    return observationOf(1, seq, { observedAt: testNow + minutes * minuteMs, value, flag });
  });
  ports.observations.set(`${stationId}.rain` as GaugeId, made);
}

it("GET /areas/rain sums what each gauge said in a quarter of an hour and means over those that were heard", async () => {
  const ports = rainyPorts();
  fell(ports, "north", [
    [-14, 1.5],
    [-5, 2.5],
    [-1, 90, 4],
  ]);
  fell(ports, "south", [
    [-10, 2],
    [-20, 8],
  ]);
  fell(ports, "far", [[-10, 0]]);
  fell(ports, "drill", [[-10, 70]]);
  const { get } = await start(ports);
  const rain = areaRain.parse(await (await get("/api/v1/areas/rain")).json());
  expect(rain.stepMs).toBe(15 * minuteMs);
  expect(Date.parse(rain.to) - Date.parse(rain.from)).toBe(24 * hourMs);
  const district = rain.areas.find(({ areaCode }) => areaCode === "410105");
  expect([district?.gauges, district?.mm.slice(-2)]).toEqual([2, [8, 3]]);
  expect(rain.areas.find(({ areaCode }) => areaCode === "410100")?.mm.slice(-2)).toEqual([null, 0]);
  expect(rain.mm.slice(-3)).toEqual([null, 8, 2]);
});

it("GET /areas/rain is of three days at most", async () => {
  const { get } = await start(rainyPorts());
  const answer = await get(`/api/v1/areas/rain?from=${new Date(testNow - 80 * hourMs).toISOString()}`);
  expect(answer.status).toBe(400);
});
