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
