import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import type { AttemptReason } from "../../domain/governance/delivery.ts";
import type { Behaviour } from "../../simulators/dispatch-platform.ts";
import { createTargetGuard } from "../../webhooks/endpoints/targets.ts";
import { signerFor } from "../../webhooks/formats/sign.ts";
import { createSender } from "../../webhooks/send.ts";
import { hasTool } from "../support/machine/tools.ts";
import { hangMs, until } from "../support/until.ts";
import { secret } from "./support/builders.ts";
import { attempt, guardAllowing, limits, platform } from "./support/real-network.ts";

const status = (code: number, retryAfter?: string): Behaviour =>
  retryAfter === undefined ? { kind: "status", status: code } : { kind: "status", status: code, retryAfter };

const rows: [Behaviour, AttemptReason, number | null][] = [
  [{ kind: "ok" }, "accepted", 200],
  [{ kind: "slow", ms: 20 }, "accepted", 200],
  [status(204), "accepted", 204],
  [status(304), "redirect", 304],
  [status(400), "client_error", 400],
  [status(401), "client_error", 401],
  [status(408), "throttled", 408],
  [status(410), "gone", 410],
  [status(425), "throttled", 425],
  [status(429), "throttled", 429],
  [status(500), "server_error", 500],
  [status(503), "server_error", 503],
  [status(799), "server_error", 799],
  [{ kind: "redirect", to: "http://169.254.169.254/latest/meta-data/" }, "redirect", 302],
  [{ kind: "reset-after-body" }, "connection_failed", null],
  [{ kind: "close" }, "connection_failed", null],
];

test.each(rows)("send() to a receiver that does %j: %s", async (behaviour, reason, code) => {
  const { url } = await platform(behaviour);
  expect(await attempt(url)).toMatchObject({ reason, status: code });
});

test("send() signs the exact bytes it sends: the reference receiver takes them in", async () => {
  const { at, url } = await platform();
  await attempt(url, { id: "event-7" });
  expect(at.received).toMatchObject([{ id: "event-7", type: "cn.guanlan.case.opened.v1", subject: "case-1" }]);
});

test("send() gives up on a receiver that never answers", async () => {
  const { url } = await platform({ kind: "hang" });
  expect(await attempt(url, { limits: { timeoutMs: 100 } })).toMatchObject({ reason: "timeout", status: null });
});

test("send() gives up on headers that never end", async () => {
  const url = await rawServer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const drip = setInterval(() => socket.write("x-drip: 1\r\n"), 10);
    socket.on("close", () => clearInterval(drip)).on("error", () => clearInterval(drip));
  });
  expect(await attempt(url, { limits: { timeoutMs: 150 } })).toMatchObject({ reason: "timeout", status: null });
});

test.each([200, 500])(
  "send() goes by the status %i of an answer that never ends, without waiting for the end",
  async (code) => {
    for (const behaviour of [
      { kind: "endless-body", status: code, everyMs: 10 },
      { kind: "endless-body", status: code },
    ] as const) {
      const { url } = await platform(behaviour);
      const startedAt = performance.now();
      expect((await attempt(url, { limits: { timeoutMs: hangMs } })).status).toBe(code);
      expect(performance.now() - startedAt).toBeLessThan(hangMs / 2);
    }
  },
);

test("send() does not wait for the words of an acceptance", async () => {
  const ended: number[] = [];
  const drip = async (code: number): Promise<void> => {
    const { url } = await platform({ kind: "endless-body", status: code, everyMs: 10 });
    await attempt(url);
    ended.push(code);
  };
  await Promise.all([drip(500), drip(200)]);
  expect(ended).toEqual([200, 500]);
});

test("send() reads no more of a huge answer than its limit, and reads on when the limit is higher (control)", async () => {
  const poured = async (maxAnswerBytes: number): Promise<number> => {
    const { at, url } = await platform({ kind: "endless-body", status: 500 });
    await attempt(url, { limits: { maxAnswerBytes } });
    await at.stop();
    return at.counts.bytesWritten;
  };
  // What lies in the kernel's buffers on both sides counts as written.
  expect(await poured(4_096)).toBeLessThan(16_000_000);
  // It reads for a second at most; a busy machine may pour too little in the first.
  await until("more to be read", async () => (await poured(64_000_000)) > 32_000_000);
});

test.each([
  ["7", 7_000],
  ["0", 0],
  ["1000000000", 900_000],
  ["99999999999999999999999999", 900_000],
  ["Fri, 31 Dec 2100 23:59:59 GMT", 900_000],
  ["Sat, 01 Jan 2000 00:00:00 GMT", 0],
  ["-5", null],
  ["1e9", null],
  ["soon", null],
])("send() reads Retry-After: %s", async (header, wait) => {
  const { url } = await platform(status(429, header));
  expect((await attempt(url)).retryAfterMs).toBe(wait);
});

test("send() reads a Retry-After date against the hub's clock", async () => {
  const { url } = await platform(status(503, "Mon, 20 Jul 2026 08:01:30 GMT"));
  const clock = (): number => Date.UTC(2026, 6, 20, 8, 1, 0);
  const sender = createSender({ settings: limits, guard: guardAllowing(url), clock });
  onTestFinished(() => sender.close());
  const headers = signerFor([secret])("event-1", clock(), "{}");
  const signal = new AbortController().signal;
  expect((await sender.send({ url, headers, contentType: "application/json", body: "{}", signal })).retryAfterMs).toBe(
    30_000,
  );
});

test("send() puts an answer into words that are short, on one line, and without the key in our URL", async () => {
  const { url } = await platform({
    kind: "status",
    status: 404,
    body: `no route\n\u202e\u0000 POST /events?key=s3cret ${"x".repeat(9_000)}`,
  });
  const { en: detail, zh } = (await attempt(`${url}?key=s3cret`)).detail;
  expect(zh).toMatch(/^应答 404：no route POST \/…\?… x+$/);
  expect(detail).toMatch(/^answered 404: no route POST \/…\?… x+$/);
  expect(detail.length).toBeLessThanOrEqual(200);
  expect(detail).not.toContain("s3cret");
});

test("send() says connection_failed where nobody listens, and for a name that leads nowhere", async () => {
  const { at, url } = await platform();
  await at.stop();
  expect(await attempt(url)).toMatchObject({ reason: "connection_failed", status: null });
  const lookup = (_: string, __: object, callback: (error: NodeJS.ErrnoException | null, found: []) => void): void =>
    callback(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }), []);
  const guard = createTargetGuard({ allowedTargets: ["nowhere.example:80"], lookup });
  expect(await attempt("http://nowhere.example/", { guard })).toMatchObject({ reason: "connection_failed" });
});

test("send() tries once more at once when a kept connection turns out closed", async () => {
  let requests = 0;
  let cut = 0;
  const used = new Set<Socket>();
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    // A second request on a connection finds it cut, as after a receiver's restart.
    if (used.has(request.socket)) {
      cut += 1;
      request.socket.resetAndDestroy();
      return;
    }
    used.add(request.socket);
    response.end("{}");
  });
  const url = await listening(server);
  const sender = createSender({ settings: limits, guard: guardAllowing(url) });
  onTestFinished(() => sender.close());
  const signal = new AbortController().signal;
  const send = () =>
    sender.send({
      url,
      headers: signerFor([secret])("event-1", 0, "{}"),
      contentType: "application/json",
      body: "{}",
      signal,
    });
  let sent = 0;
  // The answer's end frees the connection in a later turn, so that it may not be kept the first time.
  await until("a kept connection to be cut", async () => {
    sent += 1;
    expect(await send()).toMatchObject({ reason: "accepted" });
    return cut > 0;
  });
  expect([cut, requests]).toEqual([1, sent + 1]);
});

test("send() rejects when it is cut off, and leaves no connection behind", async () => {
  const { at, url } = await platform({ kind: "hang" });
  const sender = createSender({ settings: limits, guard: guardAllowing(url) });
  onTestFinished(() => sender.close());
  const cut = new AbortController();
  const sending = sender.send({
    url,
    headers: signerFor([secret])("event-1", 0, "{}"),
    contentType: "application/json",
    body: "{}",
    signal: cut.signal,
  });
  await until("the request has arrived", () => at.counts.requests === 1);
  cut.abort(new Error("stopping"));
  await expect(sending).rejects.toThrow("stopping");
});

test("send() refuses a TLS certificate of another host, and takes the right one (control)", async () => {
  if (!hasTool("openssl")) return;
  const folder = mkdtempSync(join(tmpdir(), "guanlan-tls-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [right, wrong] = [certificate(folder, "localhost"), certificate(folder, "other.example")];
  setDefaultCACertificates([right.cert, wrong.cert]);
  const reasons: string[] = [];
  for (const pair of [right, wrong]) {
    const url = await listening(
      createTlsServer(pair, (request, response) => request.resume().on("end", () => response.end())),
    );
    const { port } = new URL(url);
    const answer = await attempt(`https://localhost:${port}/`, {
      guard: createTargetGuard({ allowedTargets: [`localhost:${port}`] }),
    });
    reasons.push(`${answer.reason} ${answer.detail.en}`);
  }
  expect(reasons).toEqual([
    "accepted answered 200",
    expect.stringContaining("connection_failed Hostname/IP does not match"),
  ]);
});

function certificate(folder: string, host: string): { key: string; cert: string } {
  const [key, cert] = [join(folder, `${host}.key`), join(folder, `${host}.crt`)];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  execFileSync("openssl", ["req", ...kind, "-keyout", key, "-out", cert, ...subject], { stdio: "ignore" });
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}

async function listening(server: Server & { closeAllConnections?: () => void }): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function rawServer(onConnection: (socket: Socket) => void): Promise<string> {
  const { createServer: createRawServer } = await import("node:net");
  return listening(createRawServer(onConnection));
}
