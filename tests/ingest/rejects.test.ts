import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type ReadingRejectReason, readingRejectReasons } from "../../domain/observations/reject.ts";
import { now, takePayload, underpassIngest } from "./support.ts";

/** Reason to payloads that are refused for it, with words the detail must hold. */
interface Case {
  readonly payload: unknown;
  readonly says: string;
  readonly deviceId?: string;
  readonly codec?: string;
}

const cases: Readonly<Record<ReadingRejectReason, readonly Case[]>> = {
  "payload.empty": [{ payload: "", says: "0 bytes" }],
  "payload.not_utf8": [
    { payload: Buffer.from([0x7b, 0x22, 0xcb, 0xae, 0xce, 0xbb, 0x22, 0xff]), says: "UTF-8" },
    { payload: Buffer.from([0x31, 0xff, 0xfe]), says: "UTF-16" },
    { payload: gzipSync(`{"values":{"depth":3}}`), says: "got compressed bytes (gzip or zlib); send it uncompressed" },
    { payload: deflateSync(`{"values":{"depth":3}}`), says: "send it uncompressed" },
  ],
  "payload.not_json": [
    { payload: "depth=3", says: "JSON" },
    { payload: '{"values":{"depth":3', says: "ends within" },
    { payload: '{"values":{"depth":3}', says: "ends within" },
    { payload: '{"t":1784534400000,"values":{', says: "ends within" },
    { payload: "\0".repeat(100_000), says: "JSON" },
    { payload: "[".repeat(10_000), says: "JSON" },
    { payload: '{"values":{"depth" 3}}', says: "JSON" },
  ],
  "payload.wrong_shape": [
    { payload: "null", says: "got null" },
    { payload: "31", says: "got 31" },
    { payload: '"wet"', says: 'got "wet"' },
    { payload: "true", says: "got true" },
    { payload: "[]", says: "0 readings" },
    { payload: "[[]]", says: "got an array" },
    { payload: `${"[".repeat(10_000)}${"]".repeat(10_000)}`, says: "got an array" },
    { payload: { t: now }, says: "got nothing" },
    { payload: { depth: 3 }, says: 'put the channels into "values"' },
    { payload: { values: [3] }, says: "got an array" },
    { payload: { values: null }, says: "got null" },
    { payload: { values: {} }, says: "at least one channel" },
    { payload: '{"__proto__":{"values":{"depth":3}}}', says: "got nothing" },
  ],
  "payload.doubled_key": [{ payload: '{"values":{"depth":1,"depth":2}}', says: '"depth" once: got 1 and 2' }],
  "payload.too_many_readings": [
    { payload: Array.from({ length: 10_001 }, () => ({ values: { depth: 1 } })), says: "at most 10000" },
    { payload: `[${"0,".repeat(100_000)}0]`, says: "got 100001" },
  ],
  "topic.unknown_codec": [{ payload: { values: { depth: 3 } }, codec: "morse", says: '"morse"' }],
  "device.unknown": [
    { payload: { values: { depth: 3 } }, deviceId: "nobody", says: '"nobody"' },
    { payload: { values: { depth: 3 } }, deviceId: "__proto__", says: "__proto__" },
  ],
  "device.not_behind_gateway": [
    { payload: { device: "wl-2", values: { depth: 3 } }, codec: "gateway-json", says: 'behind "wl-1": got "wl-2"' },
    { payload: { device: "__proto__", values: { depth: 3 } }, codec: "gateway-json", says: "__proto__" },
  ],
  "channel.unknown": [
    { payload: { values: { dept: 3 } }, says: 'depth, level, temp: got "dept"' },
    { payload: '{"values":{"__proto__":3}}', says: "__proto__" },
    { payload: '{"values":{"constructor":3}}', says: "constructor" },
    { payload: '{"values":{"toString":{"x":1}}}', says: "toString" },
    { payload: { values: { ["x".repeat(60_000)]: 3 } }, says: "…" },
  ],
  "value.not_a_number": [
    { payload: { values: { depth: "wet" } }, says: 'got "wet"; send a number, without quotes' },
    { payload: { values: { depth: "31.5 cm" } }, says: "without quotes and without unit" },
    { payload: { values: { depth: "1,234" } }, says: "which may be thousands; write decimals with a point" },
    { payload: '{"values":{"depth":1,234}}', says: "which may be thousands" },
    { payload: { values: { depth: "" } }, says: "leave the channel out" },
    { payload: { values: { depth: null } }, says: "got null; leave the channel out" },
    { payload: '{"values":{"depth":NaN}}', says: "got NaN; leave the channel out" },
    { payload: '{"values":{"depth":nan}}', says: "got nan" },
    { payload: '{"values":{"depth":Infinity}}', says: "got Infinity" },
    { payload: '{"values":{"depth":-inf}}', says: "got -inf" },
    { payload: '{"values":{"depth":}}', says: "got nothing" },
    { payload: '{"values":{"depth":31.5cm}}', says: "got 31.5cm; send the number alone" },
    { payload: '{"values":{"depth":0x1F}}', says: "got 0x1F, which is hexadecimal" },
    { payload: { values: { depth: "0x1F" } }, says: 'got "0x1F", which is hexadecimal' },
    { payload: '{"values":{"depth":\uff11\uff12.5}}', says: "; write it in the digits 0 to 9" },
    { payload: { values: { depth: "NaN" } }, says: 'got "NaN"; leave the channel out' },
    { payload: { values: { depth: "---" } }, says: 'got "---"; leave the channel out' },
    { payload: { values: { depth: true } }, says: "got true" },
    { payload: { values: { depth: [3] } }, says: "got an array" },
    { payload: { values: { depth: { valueOf: 3 } } }, says: "got an object" },
    { payload: '{"values":{"depth":1e999}}', says: "Infinity" },
    { payload: '{"values":{"depth":-1e999}}', says: "-Infinity" },
    { payload: `{"values":{"depth":${"[".repeat(10_000)}${"]".repeat(10_000)}}}`, says: "got an array" },
  ],
  "value.out_of_bounds": [
    { payload: '{"values":{"depth":1e308}}', says: "1e+308" },
    { payload: { values: { depth: -1_000_000_000_001 } }, says: "±1e12" },
    { payload: { values: { depth: "1e13" } }, says: "±1e12" },
    { payload: '{"values":{"depth":9007199254740993}}', says: "±1e12" },
  ],
  "time.unknown_key": [
    { payload: { time: now, values: { depth: 3 } }, says: 'under "time"; rename that to "t"' },
    { payload: { timestamp: "2026-07-19T08:00:00Z", values: { depth: 3 } }, says: '"timestamp"' },
    { payload: { dateTime: "2026-07-19 08:00", values: { depth: 3 } }, says: '"dateTime"' },
    { payload: { date: "2026-07-19", values: { depth: 3 } }, says: '"date"' },
    { payload: { utc: 1, values: { depth: 3 } }, says: '"utc"' },
    { payload: { epoch_ms: now, values: { depth: 3 } }, says: '"epoch_ms"' },
    { payload: { observed_at: now, values: { depth: 3 } }, says: '"observed_at"' },
    { payload: { 采集时间: "2026-07-19 08:00", values: { depth: 3 } }, says: "采集时间" },
    { payload: { values: { ts: now, depth: 3 } }, says: 'in "values" under "ts"; put it beside "values", as "t"' },
  ],
  "time.unreadable": [
    { payload: { t: "yesterday", values: { depth: 3 } }, says: '"yesterday"' },
    { payload: { t: "2026-02-30T00:00:00Z", values: { depth: 3 } }, says: "02-30" },
    { payload: { t: "2026-07-20T16:00:00+25:00", values: { depth: 3 } }, says: "+25:00" },
    { payload: { t: "12345", values: { depth: 3 } }, says: "without quotes" },
    { payload: { t: now * 2000, values: { depth: 3 } }, says: "microseconds" },
    { payload: { t: now * 2_000_000, values: { depth: 3 } }, says: "nanoseconds" },
    { payload: '{"t":soon,"values":{"depth":3}}', says: "leave it out where the clock is not set" },
    { payload: { ts: "yesterday", values: { depth: 3 } }, says: 'wanted "ts"' },
    { payload: '{"t":1e999,"values":{"depth":3}}', says: "Infinity" },
    { payload: { t: true, values: { depth: 3 } }, says: "true" },
    { payload: { t: { date: now }, values: { depth: 3 } }, says: "an object" },
  ],
  "time.no_zone": [
    { payload: { t: "2026-07-20T16:00:00", values: { depth: 3 } }, says: "no zone" },
    { payload: { t: "2026-07-20 16:00", values: { depth: 3 } }, says: "+08:00" },
    { payload: { t: "2026-07-20", values: { depth: 3 } }, says: "no zone" },
  ],
};

describe("Ingest.decode() refuses", () => {
  for (const [reason, rows] of Object.entries(cases)) {
    test(reason, () => {
      for (const { payload, says, ...change } of rows) {
        const ingest = underpassIngest();
        const { observations, rejects } = takePayload(ingest, payload, change);
        const shortened = String(payload).slice(0, 80);
        expect(
          rejects.map((reject) => reject.reason),
          shortened,
        ).toEqual([reason]);
        expect(rejects[0]?.detail.en, shortened).toContain(says);
        expect(rejects[0]?.detail.zh, shortened).toMatch(/^应为[^{]*\p{Script=Han}|^应为 (JSON|\{)/u);
        expect(rejects[0]?.detail.en.length, shortened).toBeLessThan(250);
        expect(observations, shortened).toEqual([]);
        expect(ingest.counts).toMatchObject({ messages: 1, values: 1, observations: 0, rejects: { [reason]: 1 } });
      }
    });
  }

  test("for every reason of the closed set", () => {
    expect(Object.keys(cases).sort()).toEqual([...readingRejectReasons].sort());
  });

  test("one bad channel without spoiling the good ones beside it", () => {
    const { observations, rejects } = takePayload(underpassIngest(), {
      values: { depth: 3, level: "x", odd: 1, temp: 7 },
    });
    expect(observations.map(({ gauge, value }) => [gauge, value])).toEqual([
      [1, 0.03],
      [3, 7],
    ]);
    expect(rejects.map((reject) => reject.reason)).toEqual(["value.not_a_number", "channel.unknown"]);
  });

  test("one bad reading without spoiling the array around it", () => {
    const good = { t: now, values: { depth: 3 } };
    const { observations, rejects } = takePayload(underpassIngest(), [
      good,
      7,
      { ...good, t: "x" },
      { ...good, t: now - 1 },
    ]);
    expect(observations.length).toBe(2);
    expect(rejects.map((reject) => Buffer.from(reject.head).toString())).toEqual([
      "7",
      `{"t":"x","values":{"depth":3}}`,
    ]);
  });

  test("with the device, topic, time and first bytes, copied out of the packet", () => {
    const payload = Buffer.from(`{"values" ${"é".repeat(10_000)}`);
    const [reject] = takePayload(underpassIngest(), payload).rejects;
    expect(reject).toMatchObject({ deviceId: "wl-1", topic: "v1/devices/wl-1/readings", receivedAt: now });
    expect(reject?.head).toEqual(new Uint8Array(payload.subarray(0, 256)));
    expect(reject?.head.buffer.byteLength).toBe(256);
    expect(reject).toMatchObject({ count: 1, reading: null, payloadBytes: payload.length });
    expect(reject?.payload).toEqual(new Uint8Array(payload));
    payload.fill(0);
    expect(reject?.head[0]).toBe("{".charCodeAt(0));
    expect(reject?.payload?.[0]).toBe("{".charCodeAt(0));
  });

  test("a reading of an array nested too deep to write out, showing the payload instead", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const { rejects } = takePayload(underpassIngest(), `[{"values":{"depth":${deep}}},{"values":{"depth":1}}]`);
    expect(rejects.map((reject) => reject.reason)).toEqual(["value.not_a_number"]);
    expect(rejects[0]?.head.length).toBe(256);
  });

  test("ten thousand empty objects as one reject that says how many", () => {
    const ingest = underpassIngest();
    const { rejects } = takePayload(ingest, `[${"{},".repeat(9_999)}{}]`);
    expect(rejects).toMatchObject([{ reason: "payload.wrong_shape", count: 10_000, reading: 1, payloadBytes: 30_001 }]);
    expect(ingest.counts.rejects["payload.wrong_shape"]).toBe(10_000);
  });

  test("a thousand unlike values as the first ten and a count, all with one copy of what was sent", () => {
    const readings = Array.from({ length: 1_000 }, (_, index) => ({ values: { [`c${index}`]: 1, depth: "wet" } }));
    const { rejects } = takePayload(underpassIngest(), readings);
    expect(rejects.map(({ reason, count }) => [reason, count])).toEqual([
      ...Array.from({ length: 9 }, () => ["channel.unknown", 1]),
      ["channel.unknown", 991],
      ["value.not_a_number", 1_000],
    ]);
    expect(new Set(rejects.map(({ payload }) => payload)).size).toBe(1);
  });

  test("no more of a payload than the settings say", () => {
    const [reject] = takePayload(underpassIngest({ rejectPayloadBytes: 100 }), "x".repeat(1_000)).rejects;
    expect(reject).toMatchObject({ payloadBytes: 1_000, payload: new Uint8Array(100).fill(120) });
  });

  test("keys of Object.prototype without changing it", () => {
    takePayload(underpassIngest(), '{"__proto__":{"polluted":1},"values":{"__proto__":{"polluted":1},"depth":1}}');
    expect("polluted" in {}).toBe(false);
  });
});
