import { afterAll, beforeAll, expect, test } from "vitest";
import { device } from "../../api/schemas/device.ts";
import { rejectWithPayload } from "../../api/schemas/reject.ts";
import { deviceTokenOf, testNow } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

let running: RunningApi;
beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.api.stop());

const own = { authorization: `Bearer ${deviceTokenOf("tunnel-1")}` };

test("a device's token opens what was refused of itself, and nothing else", async () => {
  const status = async (path: string) => (await running.get(path, own)).status;
  expect(await status("/api/v1/devices/tunnel-1/rejects")).toBe(200);
  expect(await status("/api/v1/devices/tunnel-1/rejects/1")).toBe(200);
  for (const path of ["/devices/road-1/rejects", "/devices/tunnel-1", "/rejects", "/rejects/1", "/cases"]) {
    expect(await status(`/api/v1${path}`), path).toBe(401);
  }
});

test("one reject comes with its whole payload; one of another device is not found", async () => {
  const found = rejectWithPayload.parse(await (await running.get("/api/v1/rejects/1")).json());
  expect(found).toMatchObject({ payloadBase64: "/wB7MQ==", payloadBytes: 4, hasPayload: true, count: 1 });
  expect((await running.get("/api/v1/devices/road-1/rejects/1")).status).toBe(404);
  expect((await running.get("/api/v1/rejects/99")).status).toBe(404);
  expect((await running.get("/api/v1/rejects/x")).status).toBe(400);
});

test("a device shows what it sends beyond the standard, with what to mend", async () => {
  running.ports.hints.set("tunnel-1", [{ hint: "number-in-quotes", messages: 3, lastAt: testNow }]);
  const { hints } = device.parse(await (await running.get("/api/v1/devices/tunnel-1")).json());
  expect(hints).toMatchObject([
    { hint: "number-in-quotes", messages: 3, words: { en: expect.stringContaining("without quotes") } },
  ]);
});
