import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "../../api/schemas/problem.ts";
import { operatorToken } from "../support/in-memory-api-ports.ts";
import { until } from "../support/until.ts";
import { rawHttp, statusIn } from "./raw-http.ts";
import { type RunningApi, startApi } from "./start-api.ts";

let running: RunningApi;
/** Hangs up soon on requests that never end; a slow machine may get 503 from it, and from the other never. */
let impatient: RunningApi;
beforeAll(async () => {
  running = await startApi();
  impatient = await startApi({ requestTimeoutMs: 200, idleTimeoutMs: 1_000 });
});
afterAll(async () => {
  for (const { api, get } of [running, impatient]) {
    await until("it to be alive after the fuzz", async () => (await get("/health")).status === 200);
    await api.stop();
  }
});

const paths = [
  "/health",
  "/ready",
  "/api/v1/stations",
  "/api/v1/gauges",
  "/api/v1/gauges/tunnel%2Fdepth/observations",
  "/api/v1/gauges/tunnel%2Fdepth/rollups",
  "/api/v1/latest",
  "/api/v1/alarms/transitions",
  "/api/v1/cases",
  "/api/v1/warnings",
  "/api/v1/deliveries",
  "/api/v1/rejects",
] as const;

const evil = fc.constantFrom(
  "",
  "0",
  "-1",
  "1e9",
  "9007199254740993",
  "NaN",
  "null",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "' OR 1=1 --",
  "<script>",
  "\u202e\u0000",
  "2026-07-20T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "a".repeat(3_000),
  "((((((((((a+)+)+)+)+)+)+)+)+)+$",
  "%",
  "\ud800",
);
const text = fc.oneof(evil, fc.string({ maxLength: 40 }), fc.string({ unit: "binary", maxLength: 20 }));
const name = fc.oneof(
  fc.constantFrom("limit", "before", "from", "to", "step", "state", "hazard", "areaCode", "isOpen", "stationId"),
  text,
);

/** Every answer is one of ours: no 5xx, and a problem wherever it is a refusal. */
async function expectSound(response: Response): Promise<void> {
  const body = await response.text();
  expect(response.status, body.slice(0, 200)).toBeLessThan(500);
  if (response.status >= 400) problem.parse(JSON.parse(body));
}

describe("the API under fuzz", () => {
  it("answers 800 odd queries without an error of its own", async () => {
    const query = fc.array(fc.tuple(name, text), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), query, async (path, pairs) => {
        const wellFormed = pairs.map(([key, value]) => [key.toWellFormed(), value.toWellFormed()]);
        await expectSound(await running.get(`${path}?${new URLSearchParams(wellFormed)}`));
      }),
      { numRuns: 800 },
    );
  });

  it("answers 400 odd ids without an error of its own", async () => {
    const resource = fc.constantFrom("gauges/*/latest", "gauges/*/observations", "stations/*", "cases/*", "warnings/*");
    await fc.assert(
      fc.asyncProperty(resource, text, async (path, id) => {
        await expectSound(await running.get(`/api/v1/${path.replace("*", encodeURIComponent(id.toWellFormed()))}`));
      }),
      { numRuns: 400 },
    );
  });

  it("answers 500 odd bodies without an error of its own, and acts on none that is not what was wanted", async () => {
    const acted = running.ports.replays.length;
    const body = fc.oneof(
      fc.json({ maxDepth: 6 }),
      text,
      fc
        .dictionary(fc.oneof(fc.constantFrom("state", "deliveryId", "endpointId", "role"), text), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const response = await running.post("/api/v1/deliveries/replay", sent);
        if (response.status === 200) accepted += 1;
        await expectSound(response);
      }),
      { numRuns: 500 },
    );
    expect(running.ports.replays.length - acted).toBe(accepted);
  });

  it("survives 300 connections of bytes", async () => {
    const request = `POST /api/v1/deliveries/replay HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${operatorToken}\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{"state":"dead"}`;
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.nat(request.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }))
        .map(([at, put]) =>
          Buffer.concat([Buffer.from(request.slice(0, at)), put, Buffer.from(request.slice(at + put.length))]),
        ),
    );
    const samples = fc.sample(bytes, 300);
    for (let at = 0; at < samples.length; at += 150) {
      const answers = await Promise.all(samples.slice(at, at + 150).map((sample) => rawHttp(impatient.port, [sample])));
      for (const answer of answers) expect(statusIn(answer), answer.slice(0, 200)).not.toBe(500);
    }
  });

  it("logged no error of its own over all of it", () => {
    expect([...running.ports.errors, ...impatient.ports.errors]).toEqual([]);
  });
});
