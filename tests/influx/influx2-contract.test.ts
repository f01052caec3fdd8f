import { expect, onTestFinished, test } from "vitest";
import type { GaugeId } from "../../domain/ids.ts";
import { reportCopy } from "../../influx/influx-backfill.ts";
import type { InfluxSettings } from "../../influx/settings.ts";
import { append, gaugeKeys, openTestStore } from "../store/support/store-in-folder.ts";
import { aTransition, effects } from "../support/effects.ts";
import { Influx2Fake, type RecordedRequest } from "../support/influx/influx2-fake.ts";
import { anObservation, noon } from "../support/observations.ts";
import { until } from "../support/until.ts";
import { influxSettingsFor } from "./copy-city.ts";
import { startTestCopy } from "./copy-in-folder.ts";

/** A copy that speaks to a fake of 2.x. */
async function world(changes: Partial<InfluxSettings> = {}) {
  const influx = new Influx2Fake();
  const url = await influx.start();
  onTestFinished(() => influx.stop());
  const store = await openTestStore();
  const [gauge] = await gaugeKeys(store, 1);
  const told: object[] = [];
  const record = (fields: object) => told.push(fields);
  const copy = await startTestCopy(store, {
    settings: influxSettingsFor(url, { auth: "token", ...changes }),
    env: { GUANLAN_INFLUX_TOKEN: influx.token, GUANLAN_INFLUX_PASSWORD: influx.user.password },
    log: { debug: record, info: record, warn: record, error: record },
  });
  /** Keeps rows `from` to `from + count`; all but one go in one batch, with the checks that `failed` names. */
  const take = (count: number, failed: Readonly<Record<number, number>> = {}): Promise<void> =>
    append(
      store.journal,
      Array.from({ length: count }, (_, n) =>
        anObservation({ gauge: gauge!, observedAt: noon + n, value: n, checks: failed[n] ?? 0 }),
      ),
    );
  const stored = (count: number) => until(`${count} points`, () => observationsIn(influx).length === count);
  const isLevel = () => until("the copy to be level", () => copy.status().spoolRows === 0 && copy.status().cursor > 0);
  return { influx, store, copy, take, stored, isLevel, told };
}

function observationsIn(influx: Influx2Fake): readonly string[] {
  return [...influx.points.keys()].filter((point) => point.startsWith("observation"));
}

function linesIn(request: RecordedRequest): number {
  return request.body.trimEnd().split("\n").length;
}

test("every request is one that 2.x documents: path, parameters, Token, plain text, times that fit the precision", async () => {
  const { influx, copy, take, isLevel, store } = await world();
  await store.state.commit(0, effects({ transitions: [aTransition()] }));
  await take(3);
  await isLevel();
  await copy.history.range("gauge-1" as GaugeId, noon, noon + 9, 9);
  await copy.history.rollups("gauge-1" as GaugeId, noon, noon + 9, "day", 0);
  const writes = influx.requests.filter(({ path }) => path === "/write");
  const queries = influx.requests.filter(({ path }) => path === "/query");
  expect(writes.length).toBeGreaterThanOrEqual(2);
  expect(queries).toHaveLength(2);
  for (const { method, params, headers, body, status } of writes) {
    expect(status).toBe(204);
    expect(method).toBe("POST");
    expect(headers.authorization).toBe(`Token ${influx.token}`);
    expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(headers["content-encoding"]).toBeUndefined();
    expect(["db", "db,precision"]).toContain(Object.keys(params).sort().join());
    const digits = params.precision === "ms" ? 13 : 19;
    for (const line of body.trimEnd().split("\n")) expect(line).toMatch(new RegExp(` \\d{${digits}}$`));
  }
  for (const { method, params, headers, status } of queries) {
    expect([method, status, Object.keys(params).sort()]).toEqual(["GET", 200, ["db", "epoch", "q"]]);
    expect(headers.authorization).toBe(`Token ${influx.token}`);
    expect(params.q).toMatch(/^SELECT /);
    // No statement of 2.x's InfluxQL that writes, and nothing that another version lacks.
    expect(params.q).not.toMatch(/INTO|SLIMIT|\*|\.\./);
  }
});

test("user and password, as the compose file has them: Basic, the colon in the password and all", async () => {
  const { influx, copy, take, stored } = await world({ auth: "password", username: "guanlan-hub" });
  await take(3);
  await stored(3);
  await copy.history.range("gauge-1" as GaugeId, noon, noon + 9, 9);
  const pair = Buffer.from(`${influx.user.username}:${influx.user.password}`).toString("base64");
  expect(new Set(influx.requests.map(({ path }) => path))).toEqual(new Set(["/write", "/query"]));
  expect(new Set(influx.requests.map(({ headers }) => headers.authorization))).toEqual(new Set([`Basic ${pair}`]));
});

test("a user that 2.x does not know is held as a wrong token is", async () => {
  const { copy, take } = await world({ auth: "password", username: "somebody" });
  await take(3);
  await until("the hold", () => copy.status().trouble?.kind === "misconfigured");
  expect(copy.status()).toMatchObject({ cursor: 0, refusedLines: 0, spoolRows: 3 });
});

test("401: held, told in words without the token, and everything sent once the token is right again", async () => {
  const { influx, copy, take, stored, told } = await world();
  const { token } = influx;
  influx.token = "another";
  await take(5);
  await until("the hold", () => copy.status().trouble?.kind === "misconfigured");
  const before = influx.requests.length;
  await until("more attempts", () => influx.requests.length > before + 2);
  expect(copy.status()).toMatchObject({ cursor: 0, refusedLines: 0, spoolRows: 5 });
  expect(copy.status().trouble?.words.en).toContain("401 unauthorized access");
  expect(told.length).toBeGreaterThan(0);
  expect(JSON.stringify([told, copy.status()])).not.toContain(token);
  influx.token = token;
  await stored(5);
});

test("404 for a bucket that is not there: held, nothing parked", async () => {
  const { copy, take } = await world({ database: "nowhere" });
  await take(5);
  await until("the hold", () => copy.status().trouble?.kind === "misconfigured");
  expect(copy.status()).toMatchObject({ cursor: 0, refusedLines: 0, spoolRows: 5 });
  expect(copy.status().trouble?.words.en).toContain("no dbrp mapping found");
});

test("422, partial: the good lines are in, the bad one is parked alone with the server's words", async () => {
  const { influx, store, copy, take, stored, isLevel } = await world();
  influx.textField = "checks";
  await take(40, { 17: 32 });
  await stored(39);
  await isLevel();
  expect(copy.status()).toMatchObject({ refusedLines: 1, trouble: null });
  const { parked } = reportCopy(store.folder, 9) ?? {};
  expect(parked).toMatchObject([
    {
      observedAt: noon + 17,
      line: expect.stringContaining("value=17,"),
      words: expect.stringContaining("already exists as type string"),
    },
  ]);
  expect(parked?.[0]?.words.startsWith("422 ")).toBe(true);
  // Before the line was given up, one that cannot be at fault had passed.
  expect(influx.requests.filter(({ body }) => body.startsWith("hub_check")).map(({ status }) => status)).toEqual([204]);
});

test("422 for every line of a batch parks them at once, not one by one", async () => {
  const { influx, copy, take, isLevel } = await world();
  influx.textField = "value";
  await take(200);
  await isLevel();
  expect(copy.status().refusedLines).toBe(200);
  expect(influx.requests.length).toBeLessThan(10);
});

test("400, nothing stored: the batch goes in halves until the malformed line is alone", async () => {
  const { influx, take, stored, copy, isLevel } = await world();
  const refuse = { status: 400, body: { code: "invalid", message: "unable to parse 'x': bad timestamp" } };
  // Whole, first half, its first half: then everything passes.
  influx.scripted.push(refuse, refuse);
  await take(8);
  await stored(8);
  await isLevel();
  expect(influx.requests.map(linesIn)).toEqual([8, 4, 2, 2, 4]);
  expect(copy.status().refusedLines).toBe(0);
});

test("400 that is not the lines' fault parks nothing: all of them are sent once it has passed", async () => {
  const { influx, take, stored, copy, isLevel } = await world();
  influx.refusesAll = true;
  await take(8);
  await until("the hold", () => copy.status().trouble?.kind === "misconfigured");
  expect(copy.status().trouble?.words.en).toContain("bucket is being moved");
  influx.refusesAll = false;
  await stored(8);
  await isLevel();
  expect(copy.status()).toMatchObject({ refusedLines: 0, trouble: null });
});

test("413: the batch is halved, whatever the limit is", async () => {
  const { influx, take, stored, copy } = await world();
  influx.maxBytes = 500;
  await take(50);
  await stored(50);
  expect(copy.status().refusedLines).toBe(0);
});

test.each([429, 503])("%i with Retry-After waits so many seconds and sends the same bytes", async (status) => {
  const { influx, take, stored } = await world();
  influx.scripted.push({ status, body: { message: "slow down" }, headers: { "retry-after": "1" } });
  const startedAt = performance.now();
  await take(5);
  await stored(5);
  expect(performance.now() - startedAt).toBeGreaterThan(990);
  expect(influx.requests[1]?.body).toBe(influx.requests[0]?.body);
});

test("500, or a success that is none of InfluxDB's, sends the same bytes until there is 204", async () => {
  const { influx, take, stored, copy } = await world();
  influx.scripted.push({ status: 500, body: { message: "timeout" } }, { status: 200, body: { login: "please" } });
  await take(5);
  await stored(5);
  expect(influx.requests.map(({ status }) => status)).toEqual([500, 200, 204]);
  expect(new Set(influx.requests.map(({ body }) => body)).size).toBe(1);
  await until("the trouble to be over", () => copy.status().trouble === null);
});

test("a batch keeps to influx.maxLines and influx.maxBytes", async () => {
  const byLines = await world({ maxLines: 7 });
  await byLines.take(30);
  await byLines.stored(30);
  expect(Math.max(...byLines.influx.requests.map(linesIn))).toBe(7);
  const byBytes = await world({ maxBytes: 2_000 });
  await byBytes.take(30);
  await byBytes.stored(30);
  expect(Math.max(...byBytes.influx.requests.map(({ body }) => body.length))).toBeLessThanOrEqual(2_000);
  expect(Math.max(...byBytes.influx.requests.map(linesIn))).toBeGreaterThan(1);
});
