import { describe, expect, test } from "vitest";
import { createIngest } from "../../ingest/ingest.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { cityOf, keysOf } from "./ingest-city.ts";
import { now, takePayload, underpassIngest } from "./support.ts";

const t = now - 5_000;

/** What is sent; the depths kept, in cm; what each reject says in English. */
type Row = readonly [what: string, payload: string, depths: readonly number[], says: readonly string[]];

const rows: readonly Row[] = [
  [
    "two values of a channel beside a good channel",
    `{"t":${t},"values":{"depth":31,"temp":10,"temp":300}}`,
    [31],
    ['"temp" once: got 10 and 300'],
  ],
  ["the same value twice", `{"t":${t},"values":{"depth":31,"depth":31.0}}`, [31], []],
  ["the same in quotes", `{"t":${t},"values":{"depth":31,"depth":"31"}}`, [31], []],
  ["null before a value", `{"t":${t},"values":{"depth":null,"depth":31}}`, [31], []],
  ["an object and a value", `{"t":${t},"values":{"depth":31,"temp":{"a":1},"temp":3}}`, [31], ["an object and 3"]],
  ["three values", `{"t":${t},"values":{"depth":1,"depth":2,"depth":3}}`, [], ['"depth" once: got 1, 2 and 3']],
  ["two times", `{"t":${t},"t":${t - 60_000},"values":{"depth":31}}`, [], [`"t" once: got ${t} and ${t - 60_000}`]],
  ["one moment written in two ways", `{"t":${t},"t":"${new Date(t).toISOString()}","values":{"depth":31}}`, [31], []],
  ["a clock that is not set, then a time", `{"t":"","t":${t},"values":{"depth":31}}`, [31], []],
  ["two times under `ts`", `{"ts":${t},"ts":${t + 1},"values":{"depth":31}}`, [], ['"ts" once']],
  ["two under another key", `{"timestamp":${t},"timestamp":${t + 1},"values":{"depth":31}}`, [], ['"timestamp"']],
  ["two counts", `{"t":${t},"seq":1,"seq":2,"values":{"depth":31}}`, [31], []],
  ["values in two objects", `{"t":${t},"values":{"temp":7},"values":{"depth":31}}`, [31], []],
  [
    "values in two objects that differ in one",
    `{"t":${t},"values":{"depth":31,"temp":7},"values":{"temp":8}}`,
    [31],
    ['"temp" once: got 7 and 8'],
  ],
  ["values as an object and a number", `{"t":${t},"values":{"depth":31},"values":3}`, [], ['"values" once']],
  [
    "one of three readings",
    `[{"t":${t},"values":{"depth":1}},{"t":${t + 1},"values":{"depth":2,"depth":9}},{"t":${t + 2},"values":{"depth":3}}]`,
    [1, 3],
    ['"depth" once: got 2 and 9'],
  ],
  ["blanks before the colon", `{"t" :${t},"values" :{"depth" :1,"depth":2}}`, [], ["got 1 and 2"]],
  ["an escaped key", `{"t":${t},"values":{"depth":1,"d\\u0065pth":2}}`, [], ["got 1 and 2"]],
  ["commas in a text beside", `{"t":${t},"note":"a\\u002cb","values":{"depth":1,"depth":2}}`, [], ["got 1 and 2"]],
  ["what JSON.parse refuses", `{"t":${t},"values":{"depth":31,"temp":nan,"temp":3}}`, [31], ["got nan and 3"]],
  ["single quotes", `{'t':${t},'values':{'depth':31,'depth':32}}`, [], ["got 31 and 32"]],
  ["cut behind", `[{"t":${t},"values":{"depth":31,"temp":1,"temp":2}},{"t":${t}`, [31], ["got 1 and 2", "ends within"]],
];

describe("Ingest.decode() of a key that stands twice keeps what has one meaning and loses nothing in silence:", () => {
  test.each(rows)("%s", (_what, payload, depths, says) => {
    const ingest = underpassIngest();
    const { observations, rejects } = takePayload(ingest, payload);
    const ofDepth = observations.filter(({ gauge }) => gauge === 1);
    expect(ofDepth.map(({ value }) => Math.round(value * 1e5) / 1e3)).toEqual(depths);
    for (const { observedAt } of ofDepth) expect(Math.abs(observedAt - t)).toBeLessThan(10);
    expect(rejects.map(({ detail }) => detail.en)).toEqual(says.map((words) => expect.stringContaining(words)));
    expect(ingest.hints("wl-1").map(({ hint }) => hint)).toContain("doubled-key");
  });

  test("the device of a gateway's reading", () => {
    const city = cityOf([{ device: "wl-2", channel: "depth", property: "depth", unit: "cm", gateway: "gw" }]);
    const ingest = createIngest(city, keysOf(city), ingestSettings.parse({}));
    const send = (payload: string) => takePayload(ingest, payload, { deviceId: "gw", codec: "gateway-json" });
    const twice = send(`{"device":"wl-2","device":"wl-3","t":${t},"values":{"depth":1}}`);
    expect(twice.observations).toEqual([]);
    expect(twice.rejects).toMatchObject([
      {
        reason: "payload.doubled_key",
        detail: {
          zh: '应为"device" 只出现一次，实为 "wl-2" 和 "wl-3"',
          en: expect.stringContaining('"wl-2" and "wl-3"'),
        },
      },
    ]);
    expect(send(`{"device":"wl-2","device":"wl-2","t":${t},"values":{"depth":1}}`).observations).toHaveLength(1);
  });

  test.each([
    `{"t":${t},"values":{"depth":3},"note":"a,b","tags":["x","y,z"],"pos":{"lat":1,"lon":2},"empty":{},"none":[]}`,
    `{"t":${t},"values":{"depth":3},"a,b":1,"quote":"\\"t\\":1,\\"t\\":2"}`,
    `{"t":${t},"values":{"depth":3},"deep":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
    `[{"t":"2026-07-20T15:59:55,000+08:00","values":{"depth":3},"x":"\\u002c"}]`,
  ])("nothing is said of %#, where none does", (payload) => {
    const ingest = underpassIngest();
    const { observations, rejects } = takePayload(ingest, payload);
    expect([observations.length, rejects.length]).toEqual([1, 0]);
    expect(ingest.hints("wl-1")).toEqual([]);
  });
});
