import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "../../api/schemas/problem.ts";
import { operatorToken, readerToken } from "../support/in-memory-api-ports.ts";
import { rawHttp, statusIn } from "./raw-http.ts";
import { type RunningApi, startApi } from "./start-api.ts";

let running: RunningApi;
/** Waits a moment only for the rest of a request; whole requests go to the other, however slow the machine. */
let impatient: RunningApi;
beforeAll(async () => {
  running = await startApi();
  impatient = await startApi({ requestTimeoutMs: 400 });
});
afterAll(async () => {
  expect((await running.get("/api/v1/city")).status, "the API serves on after all of this").toBe(200);
  for (const { api, ports } of [running, impatient]) {
    expect(ports.errors, "bad input is nobody's alarm").toEqual([]);
    expect(ports.replays, "bad input changed nothing").toEqual([]);
    await api.stop();
  }
});

const gauge = "/api/v1/gauges/tunnel%2Fdepth";

describe("bad addresses", () => {
  const rows: readonly [path: string, status: number, code: string][] = [
    ["/api/v1/cases?nope=1", 400, "api.bad_request"],
    ["/api/v1/city?x", 400, "api.bad_request"],
    ["/health?x=1", 400, "api.bad_request"],
    ["/api/v1/cases?limit=1000000000", 400, "api.bad_request"],
    ["/api/v1/cases?limit=0", 400, "api.bad_request"],
    ["/api/v1/cases?limit=-1", 400, "api.bad_request"],
    ["/api/v1/cases?limit=1.5", 400, "api.bad_request"],
    ["/api/v1/cases?limit=abc", 400, "api.bad_request"],
    ["/api/v1/cases?limit=", 400, "api.bad_request"],
    ["/api/v1/cases?limit=1&limit=2", 400, "api.bad_request"],
    ["/api/v1/cases?limit[]=1", 400, "api.bad_request"],
    ["/api/v1/cases?__proto__=1", 400, "api.bad_request"],
    ["/api/v1/cases?__proto__[limit]=1", 400, "api.bad_request"],
    ["/api/v1/cases?before=%27%3B%20DROP%20TABLE%20cases", 400, "api.bad_request"],
    [`/api/v1/cases?before=${"1".repeat(251)}`, 400, "api.bad_request"],
    ["/api/v1/cases?hazard=constructor", 400, "api.bad_request"],
    ["/api/v1/cases?areaCode=__proto__", 404, "api.unknown_id"],
    ["/api/v1/warnings?isOpen=yes", 400, "api.bad_request"],
    ["/api/v1/stream?topics=everything", 400, "api.bad_request"],
    ["/api/v1/stream?topics=", 400, "api.bad_request"],
    [`${gauge}/observations?limit=10001`, 400, "api.bad_request"],
    [`${gauge}/observations?from=yesterday`, 400, "api.bad_request"],
    [`${gauge}/observations?from=2026-07-20T16:00:00`, 400, "api.bad_request"],
    [`${gauge}/observations?from=2026-07-20T16:00:00+08:00`, 400, "api.bad_request"],
    [`${gauge}/observations?from=1500000000`, 400, "api.bad_request"],
    [`${gauge}/observations?from=1800-01-01T00:00:00Z`, 400, "api.bad_request"],
    [`${gauge}/observations?from=2026-02-30T00:00:00Z`, 400, "api.bad_request"],
    [`${gauge}/observations?from=2026-07-21T00:00:00Z&to=2026-07-20T00:00:00Z`, 400, "api.bad_request"],
    [`${gauge}/rollups?from=1990-01-01T00:00:00Z&to=2026-07-20T00:00:00Z`, 400, "api.bad_request"],
    [`${gauge}/rollups?step=minute`, 400, "api.bad_request"],
    [`${gauge}/rollups?step=day&dayOffsetMinutes=9999`, 400, "api.bad_request"],
    ["/api/v1/gauges/..%2F..%2Fetc%2Fpasswd/latest", 404, "api.unknown_id"],
    ["/api/v1/gauges/__proto__/latest", 404, "api.unknown_id"],
    ["/api/v1/gauges/constructor/observations", 404, "api.unknown_id"],
    ["/api/v1/gauges/nope/rollups", 404, "api.unknown_id"],
    ["/api/v1/gauges/tunnel%252Fdepth/latest", 404, "api.unknown_id"],
    ["/api/v1/gauges/tunnel%2Fdepth%00/latest", 404, "api.unknown_id"],
    ["/api/v1/gauges/%E2%80%AEtunnel/latest", 404, "api.unknown_id"],
    ["/api/v1/stations/nope", 404, "api.unknown_id"],
    ["/api/v1/stations/nope/timeline", 404, "api.unknown_id"],
    ["/api/v1/cases/1%20OR%201=1", 404, "api.unknown_id"],
    ["/api/v1/warnings/nope", 404, "api.unknown_id"],
    [`/api/v1/cases/${"a".repeat(201)}`, 400, "api.bad_request"],
    [`/api/v1/cases/${"a".repeat(5000)}`, 404, "api.not_found"],
    ["/api/v1/cases/%zz", 400, "api.bad_url"],
    ["/api/v1/cases/%C0%AF", 400, "api.bad_url"],
    ["/api/v1/gauges/tunnel/depth/latest", 404, "api.not_found"],
    ["/api/v2/city", 404, "api.not_found"],
    ["/nowhere", 404, "api.not_found"],
  ];

  it.each(rows.map(([path, status, code]) => ({ start: path.slice(0, 90), path, status, code })))(
    "$start gets $status $code",
    async ({ path, status, code }) => {
      const response = await running.get(path);
      const body = problem.parse(await response.json());
      expect([response.status, body.status, body.code]).toEqual([status, status, code]);
      expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    },
  );

  it("a mark of a stream that no stream gave gets 400", async () => {
    for (const id of ["1", "e1", "e-1-j0", "e1-j99999999999999999999", "e1-j1 ", "nan"]) {
      const response = await running.get("/api/v1/stream", { "last-event-id": `x${id}` });
      expect(response.status, id).toBe(400);
    }
  });
});

describe("bad bodies", () => {
  const replay = "/api/v1/deliveries/replay";
  const rows: readonly [name: string, body: string, status: number, code: string][] = [
    ["nothing", "", 400, "api.bad_json"],
    ["cut short", '{"state":', 400, "api.bad_json"],
    ["__proto__", '{"__proto__":{"state":"dead"},"state":"dead"}', 400, "api.bad_json"],
    ["constructor", '{"constructor":{"prototype":{"x":1}},"state":"dead"}', 400, "api.bad_json"],
    ["null", "null", 400, "api.bad_request"],
    ["a number", "1", 400, "api.bad_request"],
    ["a list", '[{"state":"dead"}]', 400, "api.bad_request"],
    ["an unknown field", '{"state":"dead","role":"operator"}', 400, "api.bad_request"],
    ["a wrong type", '{"deliveryId":"1"}', 400, "api.bad_request"],
    ["1e999", '{"deliveryId":1e999}', 400, "api.bad_request"],
    ["beyond 2^53", '{"deliveryId":9007199254740993}', 400, "api.bad_request"],
    ["deep nesting", `${'{"state":'.repeat(10_000)}1${"}".repeat(10_000)}`, 400, "api.bad_request"],
    ["1 MB of key", `{"${"k".repeat(1_000_000)}":1}`, 400, "api.bad_request"],
  ];

  it.each(rows)("%s gets a problem", async (_name, body, status, code) => {
    const response = await running.post(replay, body);
    expect([response.status, problem.parse(await response.json()).code]).toEqual([status, code]);
  });

  it("other media types get 415", async () => {
    for (const type of ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      expect((await running.post(replay, '{"state":"dead"}', { "content-type": type })).status, type).toBe(415);
    }
  });

  it("bytes that are no UTF-8 JSON get 400", async () => {
    for (const body of [Buffer.from('{"state":"dead"}', "utf16le"), Buffer.from([0xbb, 0xfd, 0xcb, 0xae, 0x7b])]) {
      const headers = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
      expect((await fetch(running.url + replay, { method: "POST", headers, body })).status).toBe(400);
    }
  });
});

describe("bad HTTP", () => {
  const post = `POST /api/v1/deliveries/replay HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${operatorToken}\r\nContent-Type: application/json\r\n`;
  const get = `GET /api/v1/city HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${readerToken}\r\n`;
  const megabyte = Buffer.alloc(1024 * 1024, 0x20);
  const chunk = Buffer.concat([Buffer.from("100000\r\n"), megabyte, Buffer.from("\r\n")]);

  const rows: readonly [name: string, chunks: readonly (string | Uint8Array)[], status: number][] = [
    ["10 MB body", [`${post}Content-Length: 10485760\r\n\r\n`, ...Array(10).fill(megabyte)], 413],
    ["10 MB in chunks", [`${post}Transfer-Encoding: chunked\r\n\r\n`, ...Array(10).fill(chunk)], 413],
    ["a body that never ends", [`${post}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`], 408],
    ["a body shorter than promised", [`${post}Content-Length: 100\r\n\r\n{}`], 408],
    ["headers that never end", ["GET /health HTTP/1.1\r\nX-A: 1\r\n"], 408],
    ["two lengths", [`${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`], 400],
    ["length and chunks", [`${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`], 400],
    ["no HTTP at all", ["\x16\x03\x01\x00\xf1\x01\x00\x00\xed\x03\x03 tls hello"], 400],
    ["MQTT", [Buffer.from([0x10, 0x0c, 0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, 0x04, 0x02, 0x00, 0x3c, 0x00, 0x00])], 400],
    ["20 KB of header", [`${get}X-Big: ${"a".repeat(20_000)}\r\n\r\n`], 431],
    ["20 KB of address", [`GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`], 431],
    ["no Host", ["GET /health HTTP/1.1\r\n\r\n"], 400],
    ["a line break in a header", [`${get}X-A: a\rb\r\n\r\n`], 400],
    ["an unknown method", ["BREW / HTTP/1.1\r\nHost: x\r\n\r\n"], 400],
  ];

  it.each(rows)("%s is refused and the connection closed", async (_name, chunks, status) => {
    const text = await rawHttp((status === 408 ? impatient : running).port, chunks);
    expect(statusIn(text), text.slice(0, 300)).toBe(status);
  });

  it("a path with dots is no way out", async () => {
    const text = await rawHttp(running.port, [
      get.replace("/api/v1/city", "/api/v1/../../../etc/passwd"),
      "Connection: close\r\n\r\n",
    ]);
    expect(statusIn(text)).toBe(404);
  });
});
