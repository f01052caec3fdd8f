import { afterEach, expect, it } from "vitest";
import { mapAnswer } from "../../../api/schemas/console/map.ts";
import { problem } from "../../../api/schemas/problem.ts";
import { InMemoryApiPorts, smallMap } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

async function start(ports?: InMemoryApiPorts): Promise<RunningApi> {
  const running = await startApi({}, ports);
  started.push(running);
  return running;
}

it("GET /map is the city's map with what must be said of it, and 304 while it is the same", async () => {
  const { get } = await start();
  const first = await get("/api/v1/map");
  expect(mapAnswer.parse(await first.json())).toEqual(smallMap);
  const again = await get("/api/v1/map", { "if-none-match": String(first.headers.get("etag")) });
  expect([first.status, again.status, await again.text()]).toEqual([200, 304, ""]);
});

it("GET /map of a city without one says how to get one", async () => {
  const ports = new InMemoryApiPorts();
  ports.map = null;
  const { get } = await start(ports);
  const answer = await get("/api/v1/map");
  const { code, detail } = problem.parse(await answer.json());
  expect([answer.status, code]).toEqual([404, "api.no_map"]);
  expect(detail).toContain("guanlan city import-map");
});
