import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { countedTime, line, seriesKey } from "../../influx/points/line-protocol.ts";
import { deliverLines } from "../../influx/server/deliver-lines.ts";
import { connectInflux } from "../../influx/server/influx-connection.ts";
import { append, gaugeKeys, openTestStore } from "../store/support/store-in-folder.ts";
import { hasInfluxd, type Influxd, startInfluxd, testDatabase } from "../support/influx/influxd.ts";
import { anObservation, noon } from "../support/observations.ts";
import { until } from "../support/until.ts";
import { influxSettingsFor } from "./copy-city.ts";
import { startTestCopy } from "./copy-in-folder.ts";

describe.runIf(hasInfluxd())("InfluxDB 1.x", () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.remove());
  const connect = () => {
    const connection = connectInflux(influxSettingsFor(influxd.url), { kind: "none" }, 1);
    onTestFinished(() => connection.close());
    return connection;
  };
  const never = new AbortController().signal;

  test("line() and seriesKey(): any tag and any text come back, whatever is in them", async () => {
    const connection = connect();
    let run = 0;
    const words = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
      fc.string({
        unit: fc.constantFrom(",", "=", " ", "\\", '"', "'", "水", "a", "\n", "\t"),
        minLength: 1,
        maxLength: 8,
      }),
    );
    await fc.assert(
      fc.asyncProperty(words, words, fc.double({ noNaN: true, noDefaultInfinity: true }), async (tag, text, value) => {
        const name = `fuzz${run++}`;
        const point = line(seriesKey(name, { tag, none: "" }), { text, value }, countedTime(noon, run));
        const outcome = await connection.write(`${point}\n`, "ns", never);
        expect([outcome.kind, point]).toEqual(["accepted", point]);
        const [series] = await influxd.series(`SELECT "text", "value" FROM "${name}" GROUP BY *`);
        const plainTag = tag.replaceAll(/[\r\n\t]/g, " ").replaceAll("\\", "/");
        expect(series?.tags).toEqual({ tag: plainTag });
        expect(series?.values).toEqual([[noon, text.replaceAll(/[\r\n]+/g, " "), value === 0 ? 0 : value]]);
      }),
      { numRuns: 150 },
    );
  });

  test("a malformed line and a conflict of types are refused alone, with the server's words; all others are in", async () => {
    const connection = connect();
    expect(await influxd.write(`mixed value="text" ${noon}`)).toBe(204);
    const lines = Array.from({ length: 100 }, (_, n) => `mixed,n=${n} other=${n} ${noon + n}`);
    lines[13] = "mixed,n=13 broken";
    lines[77] = `mixed,n=77 value=1 ${noon + 77}`;
    const refusals = await deliverLines(
      { body: lines.map((text) => `${text}\n`).join(""), count: 100, precision: "ms" },
      {
        write: (body, precision) => connection.write(body, precision, never),
        pause: (trouble) => Promise.reject(new Error(trouble.words.en)),
        controlLine: () => `hub_check ok=1 ${noon}000000`,
      },
    );
    expect(refusals.map(({ index, words }) => [index, words])).toEqual([
      [13, expect.stringContaining("unable to parse")],
      [77, expect.stringContaining("field type conflict")],
    ]);
    expect(await influxd.query('SELECT count("other") FROM "mixed"')).toEqual([[0, 98]]);
  });

  test("a database that is made later: held until it is there, nothing parked, everything sent", async () => {
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    const copy = await startTestCopy(store, { settings: influxSettingsFor(influxd.url, { database: "later" }) });
    await append(store.journal, [anObservation({ gauge: gauge! })]);
    await until("the hold", () => copy.status().trouble?.kind === "misconfigured");
    expect(copy.status()).toMatchObject({ cursor: 0, refusedLines: 0, spoolRows: 1 });
    expect(copy.status().trouble?.words.en).toContain('404 database not found: "later"');
    await influxd.query("CREATE DATABASE later");
    await until("the copy to be level", () => copy.status().spoolRows === 0);
    expect(await influxd.query('SELECT count("value") FROM "observation"', "later")).toEqual([[0, 1]]);
  });
});

test.runIf(hasInfluxd())(
  "InfluxDB 1.x with users: a wrong password holds, the right one writes and reads",
  async () => {
    const admin = { username: "hub", password: "p:ä 'x" };
    const influxd = await startInfluxd({ admin });
    onTestFinished(() => influxd.remove());
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    const settings = influxSettingsFor(influxd.url, { auth: "password", username: "hub" });
    const wrong = await startTestCopy(store, { settings, env: { GUANLAN_INFLUX_PASSWORD: "guess" } });
    await append(store.journal, [anObservation({ gauge: gauge! })]);
    await until("the hold", () => wrong.status().trouble?.kind === "misconfigured");
    expect(wrong.status().trouble?.words.en).toContain("401 authorization failed");
    await wrong.stop();
    const right = await startTestCopy(store, { settings, env: { GUANLAN_INFLUX_PASSWORD: admin.password } });
    await until("the copy to be level", () => right.status().cursor > 0);
    expect(await influxd.query('SELECT count("value") FROM "observation"', testDatabase)).toEqual([[0, 1]]);
  },
);
