import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { casePage } from "../../api/schemas/case.ts";
import { mode } from "../../api/schemas/governance/mode.ts";
import { HubClient } from "../../cli/hub-client.ts";
import { type RunningApi, startApi } from "../api/start-api.ts";
import { operatorToken } from "../support/in-memory-api-ports.ts";

let running: RunningApi;
let hub: HubClient;

beforeAll(async () => {
  running = await startApi();
  hub = new HubClient({ api: running.url, apiToken: operatorToken }, { env: {}, language: "en" });
});
afterAll(() => running.api.stop());

const local = /^\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d$/;

it("instants of answers are times of the city's zone to the minute, at any depth; exact ones are to be had", async () => {
  const { rows } = await hub.get("/api/v1/cases", casePage);
  const exact = await hub.getExact("/api/v1/cases", casePage);
  expect(rows.length).toBeGreaterThan(0);
  for (const [index, { openedAt }] of rows.entries()) {
    expect(openedAt).toMatch(local);
    const iso = exact.rows[index]?.openedAt ?? "";
    const [day, time, offset] = openedAt.split(" ");
    expect(Date.parse(`${day}T${time}:00${offset}`)).toBe(Math.floor(Date.parse(iso) / 60_000) * 60_000);
  }
  expect(JSON.stringify(rows)).not.toMatch(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/);
});

it("words of people keep the times that they name, and answers of acts are for people too", async () => {
  const reason = "seen 2026-07-20T08:00:00.000Z";
  const until = String(running.ports.now + 3_600_000);
  const answer = { schema: mode };
  const set = await hub.post("/api/v1/mode", { mode: "emergency", reason, until }, answer);
  expect(set.reason).toBe(reason);
  expect(JSON.stringify(set)).not.toMatch(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/);
});

it("a hub that is too busy is asked again when it wishes", async () => {
  const hubWithoutTime = await openBusyHub(1);
  const client = new HubClient({ api: hubWithoutTime.url, apiToken: "any" }, { env: {}, language: "en" });
  expect(await client.getText("/api/v1/cases")).toBe("taken");
  expect(hubWithoutTime.asked()).toBe(2);
  await hubWithoutTime.close();
});

it("a hub that is too busy for longer than anybody waits is told of with its words", async () => {
  const hubWithoutTime = await openBusyHub(3_600);
  const client = new HubClient({ api: hubWithoutTime.url, apiToken: "any" }, { env: {}, language: "en" });
  await expect(client.getText("/api/v1/cases")).rejects.toThrow("come later");
  await hubWithoutTime.close();
});

/** A hub that has no time for the first call, and then answers `taken`. */
async function openBusyHub(retryAfterS: number) {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    if (asked > 1) return void response.end("taken");
    response.writeHead(503, { "retry-after": String(retryAfterS), "content-type": "application/problem+json" });
    response.end(JSON.stringify({ code: "api.overloaded", detail: "come later" }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
