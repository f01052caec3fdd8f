import { afterEach, describe, expect, it } from "vitest";
import { sameInBoth } from "../../domain/text.ts";
import { InMemoryApiPorts, readerToken } from "../support/in-memory-api-ports.ts";
import { hangMs, until } from "../support/until.ts";
import { type RunningApi, startApi } from "./start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const running of started.splice(0)) await running.api.stop();
});

async function start(settings: Parameters<typeof startApi>[0] = {}, ports?: InMemoryApiPorts): Promise<RunningApi> {
  const running = await startApi(settings, ports);
  started.push(running);
  return running;
}

/** As a browser meets them; what changes from call to call is left out. */
function lasting(headers: Headers): Record<string, string> {
  const passing = new Set(["date", "content-length", "connection", "keep-alive", "transfer-encoding"]);
  return Object.fromEntries([...headers].filter(([name]) => !passing.has(name)));
}

const security = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-frame-options": "DENY",
  "x-permitted-cross-domain-policies": "none",
  "x-xss-protection": "0",
};

describe("headers", () => {
  it("are these on an answer, and allow no other origin", async () => {
    const running = await start();
    const response = await running.get("/api/v1/city", { origin: "https://elsewhere.example" });
    expect(lasting(response.headers)).toEqual({
      ...security,
      "content-type": "application/json; charset=utf-8",
      vary: "Accept-Encoding",
    });
  });

  it("are these on a refusal and on a path there is not", async () => {
    const running = await start();
    const refused = await fetch(`${running.url}/api/v1/city`);
    expect(lasting(refused.headers)).toEqual({
      ...security,
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": "zh",
      vary: "Accept-Language, Accept-Encoding",
      "www-authenticate": 'Bearer realm="guanlan"',
    });
    const none = await running.get("/nothing");
    expect(lasting(none.headers)).toMatchObject(security);
  });
});

describe("under pressure", () => {
  it("answers 503 with Retry-After, while health, readiness and metrics go on, and recovers", async () => {
    const running = await start({ maxEventLoopDelayMs: 30 });
    const refused = await until("a refusal", async () => {
      block(300);
      const response = await running.get("/api/v1/city");
      return response.status === 503 ? response : null;
    });
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(((await refused.json()) as { code: string }).code).toBe("api.overloaded");
    for (const path of ["/health", "/ready", "/metrics"]) expect((await running.get(path)).status, path).toBe(200);
    await until("recovery", async () => (await running.get("/api/v1/city")).status === 200);
  });

  function block(ms: number): void {
    const end = performance.now() + ms;
    while (performance.now() < end);
  }
});

describe("a part of the hub that does not answer", () => {
  it("gives 503 in bounded time, and stop() does not wait for it", async () => {
    const ports = new InMemoryApiPorts();
    const deps = ports.deps();
    const never = { ...deps, state: { ...deps.state, caseById: () => new Promise<null>(() => {}) } };
    ports.deps = () => never;
    const running = await start({ requestTimeoutMs: 100 }, ports);
    const response = await running.get("/api/v1/cases/any");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    const hanging = running.get("/api/v1/cases/any").catch(() => null);
    const begun = performance.now();
    await running.api.stop();
    expect(performance.now() - begun).toBeLessThan(hangMs / 2);
    await hanging;
  });

  it("that may come back is 503, not 500", async () => {
    const running = await start();
    const { HubError } = await import("../../domain/errors.ts");
    running.ports.failure = new HubError("store.busy", sameInBoth("another process holds the database"), {
      isRetryable: true,
    });
    expect((await running.get("/api/v1/cases")).status).toBe(503);
    expect(running.ports.errors).toEqual([]);
  });
});

describe("connections", () => {
  it("beyond the limit are dropped and come back when others leave", async () => {
    const running = await start({ maxConnections: 1 });
    const { SseClient } = await import("./sse-client.ts");
    const first = new SseClient(running);
    await until("the first stream", () => first.of("ready").length === 1);
    const second = new SseClient(running);
    await until("the second to be dropped", () => second.isClosed);
    expect(second.status).toBe(0);
    first.drop();
    await until("a place", async () => {
      const headers = { authorization: `Bearer ${readerToken}`, connection: "close" };
      const answer = await fetch(`${running.url}/api/v1/city`, { headers }).catch(() => null);
      return answer?.status === 200;
    });
  });
});
