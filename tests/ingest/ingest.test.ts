import { describe, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import { checks } from "../../domain/observations/quality.ts";
import { createIngest } from "../../ingest/ingest.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { cityOf, keysOf } from "./ingest-city.ts";
import { now, takePayload, underpassIngest } from "./support.ts";

describe("Ingest.decode() observes", () => {
  test("a reading in canonical unit under the device's time", () => {
    const { observations, rejects } = takePayload(underpassIngest(), {
      t: "2026-07-20T15:59:58.250+08:00",
      values: { depth: 12.3 },
      seq: 123,
    });
    expect(rejects).toEqual([]);
    expect(observations).toEqual([
      {
        gauge: 1,
        observedAt: now - 1750,
        receivedAt: now,
        value: 0.123,
        flag: 1,
        checks: 0,
        deviceTime: null,
        seq: 123,
      },
    ]);
  });

  test.each([
    ["depth", 12.3, 0.123],
    ["depth", 27.000000001, 0.27],
    ["depth", -0, 0],
    ["level", 1.1, 76.6],
    ["temp", 21.123456789012, 21.123456789012],
  ])("%s %d as %d, without digits that the conversion made up", (channel, sent, value) => {
    expect(takePayload(underpassIngest(), { values: { [channel]: sent } }).observations[0]?.value).toBe(value);
  });

  test("10,000 readings in one array, every one", () => {
    const readings = Array.from({ length: 10_000 }, (_, i) => ({
      t: now - i * 1000,
      values: { depth: i % 100 },
      seq: i,
    }));
    const ingest = underpassIngest();
    const { observations, rejects } = takePayload(ingest, readings);
    expect(rejects).toEqual([]);
    expect(new Set(observations.map((observation) => observation.observedAt)).size).toBe(10_000);
    expect(ingest.counts).toMatchObject({ messages: 1, readings: 10_000, values: 10_000, observations: 10_000 });
  });

  test("the same whatever comes before: duplicates and readings out of order are the journal's and the rules' business", () => {
    const ingest = underpassIngest();
    const first = takePayload(ingest, { t: now, values: { depth: 3 }, seq: 9 });
    takePayload(ingest, { t: now - hourMs, values: { depth: 4 }, seq: 2 });
    expect(takePayload(ingest, { t: now, values: { depth: 3 }, seq: 9 })).toEqual(first);
  });

  test("a payload with a byte order mark", () => {
    expect(takePayload(underpassIngest(), '﻿{"values":{"depth":1}}').observations.length).toBe(1);
  });

  test.each([["7"], [1.5], [-1], [2 ** 60], [null], [{}]])("a reading whose seq %j is no count, without it", (seq) => {
    expect(takePayload(underpassIngest(), { values: { depth: 1 }, seq }).observations[0]?.seq).toBe(null);
  });

  test("a key sent twice as one value", () => {
    const ingest = underpassIngest();
    for (const second of [1, 2]) takePayload(ingest, `{"values":{"depth":1,"depth":${second}}}`);
    expect([ingest.counts.values, ingest.counts.observations]).toEqual([2, 1]);
  });
});

describe("Ingest.decode() checks", () => {
  test.each([
    ["depth", -2.1, -0.021, 4, checks.grossRange],
    ["depth", -2, 0, 3, checks.belowFloor],
    ["depth", -0.1, 0, 3, checks.belowFloor],
    ["depth", 0, 0, 1, 0],
    ["depth", 400, 4, 1, 0],
    ["depth", 402, 4, 3, checks.aboveCeiling],
    ["depth", 402.1, 4.021, 4, checks.grossRange],
    ["level", -5.51, 70, 3, checks.belowFloor],
    ["level", -5.53, 69.97, 4, checks.grossRange],
    ["level", 14.52, 90, 3, checks.aboveCeiling],
    ["temp", -40.4, -40, 3, checks.belowFloor],
    ["temp", -85, -85, 4, checks.grossRange],
  ])("the span: %s of %d is kept as %d, flag %d", (channel, sent, value, flag, failed) => {
    const [observation] = takePayload(underpassIngest(), { values: { [channel]: sent }, t: now }).observations;
    expect(observation).toMatchObject({ value, flag, checks: failed });
  });

  test("a span narrower than its instrument's noise leaves little room beside it", () => {
    const city = cityOf([
      { device: "wl-1", channel: "pump", property: "running", unit: "1", range: { min: 0, max: 1 } },
      { device: "wl-1", channel: "tilt", property: "tilt", unit: "deg", range: { min: 0, max: 1 } },
    ]);
    const ingest = createIngest(city, keysOf(city), ingestSettings.parse({}));
    const { observations } = takePayload(ingest, { values: { pump: -0.001, tilt: -0.1 }, t: now });
    expect(observations.map(({ flag }) => flag)).toEqual([4, 3]);
  });

  test.each([
    ["no time", undefined],
    ["null", null],
  ])("untimed: %s is kept under ours", (_, t) => {
    const [observation] = takePayload(underpassIngest(), { t, values: { depth: 1 } }).observations;
    expect(observation).toMatchObject({ observedAt: now, flag: 1, checks: checks.untimed, deviceTime: null });
  });

  test.each([
    ["2 minutes ahead is no fault", now + 2 * minuteMs, 1],
    ["a millisecond more is", now + 2 * minuteMs + 1, 3],
    ["local time sent as UTC", now + 8 * hourMs, 3],
    ["2099", Date.UTC(2099, 0, 1), 3],
    ["9999", Date.UTC(9999, 11, 31), 3],
  ])("clock ahead: %s", (_, t, flag) => {
    const ingest = underpassIngest();
    const [observation] = takePayload(ingest, { t, values: { depth: 1 } }).observations;
    const expected =
      flag === 1
        ? { observedAt: t, deviceTime: null, checks: 0 }
        : { observedAt: now, deviceTime: t, checks: checks.clockWrong };
    expect(observation).toMatchObject({ flag, ...expected });
    expect(ingest.clocks.of("wl-1")?.offsetMs).toBe(t - now);
    expect(ingest.clocks.isWrong("wl-1")).toBe(flag !== 1);
    expect(ingest.counts.clockWrong).toBe(flag === 1 ? 0 : 1);
  });

  test("clock ahead until the device is heard with a right time again", () => {
    const ingest = underpassIngest();
    takePayload(ingest, { t: now + hourMs, values: { depth: 1 } });
    takePayload(ingest, { values: { depth: 1 } });
    expect(ingest.clocks.of("wl-1")?.offsetMs).toBe(hourMs);
    takePayload(ingest, [
      { t: now, values: { depth: 1 } },
      { t: now - hourMs, values: { depth: 1 } },
    ]);
    expect(ingest.clocks.isWrong("wl-1")).toBe(false);
  });

  test("the fail of a range above the suspicion of a clock", () => {
    const [observation] = takePayload(underpassIngest(), { t: now + hourMs, values: { depth: 999 } }).observations;
    expect(observation).toMatchObject({ flag: 4, checks: checks.grossRange | checks.clockWrong });
  });

  test.each([
    ["0", 0],
    ["1970", "1970-01-01T00:00:05Z"],
    ["just before 2000", "1999-12-31T23:59:59.999Z"],
    ["before there was an era", -90_000_000_000_000],
    ["more than a year old", now - 367 * 24 * hourMs],
  ])("clock behind what any backlog can be: %s is kept under ours, at once", (_, t) => {
    const ingest = underpassIngest();
    const { observations, rejects } = takePayload(ingest, { t, values: { depth: 1 } });
    expect(rejects).toEqual([]);
    const deviceTime = typeof t === "string" ? Date.parse(t) : t;
    expect(observations).toMatchObject([{ observedAt: now, flag: 3, checks: checks.clockWrong, deviceTime }]);
    expect(ingest.clocks.of("wl-1")).toMatchObject({ kind: "behind", offsetMs: deviceTime - now });
  });

  test("too old: beyond 72 h is flag 2 under its own time; with the limit at 0 any age is good", () => {
    const reading = { t: now - 72 * hourMs - 1, values: { depth: 1 } };
    expect(takePayload(underpassIngest(), reading).observations[0]).toMatchObject({
      observedAt: reading.t,
      flag: 2,
      checks: checks.tooOld,
    });
    const replaying = underpassIngest({ archiveOnlyAfterMs: 0 });
    expect(takePayload(replaying, reading).observations[0]).toMatchObject({ flag: 1, checks: 0 });
    const ingest = underpassIngest();
    takePayload(ingest, { t: now, values: { depth: 1 } });
    expect(takePayload(ingest, { ...reading, t: reading.t + 1 }).observations[0]).toMatchObject({ flag: 1 });
  });

  test.each([
    ["untimed", undefined],
    ["clock ahead", now + hourMs],
  ])("%s readings of one array a millisecond apart, in the order sent", (_, t) => {
    const readings = [1, 2, 3].map((depth) => ({ t, values: { depth } }));
    const { observations } = takePayload(underpassIngest(), readings);
    expect(observations.map(({ observedAt, value }) => [observedAt - now, value])).toEqual([
      [-2, 0.01],
      [-1, 0.02],
      [0, 0.03],
    ]);
  });

  test("and counts flags", () => {
    const ingest = underpassIngest();
    const values = { depth: 1 };
    takePayload(ingest, [
      { t: now, values },
      { t: now, values: { depth: 999 } },
      { t: now + hourMs, values },
    ]);
    expect(ingest.counts.flags).toEqual({ 1: 1, 2: 0, 3: 1, 4: 1, 9: 0 });
  });
});

describe("createIngest() refuses", () => {
  const row = { device: "d", channel: "depth", property: "depth", unit: "m" } as const;
  const settings = ingestSettings.parse({});

  test("ingest.unit_mismatch", () => {
    const city = cityOf([{ ...row, unit: "ppm" }]);
    expect(() => createIngest(city, keysOf(city), settings)).toThrow(/d\.depth: wanted one of m, cm, mm.* got "ppm"/);
  });

  test("ingest.gauge_key_missing", () => {
    expect(() => createIngest(cityOf([row]), new Map(), settings)).toThrow(HubError);
  });

  test("ingest.channel_taken", () => {
    const city = cityOf([row]);
    const gauge = [...city.gauges.values()][0];
    const twice = {
      ...city,
      gauges: new Map([...city.gauges, ["other", { ...gauge, id: "other" }]]),
    } as unknown as typeof city;
    expect(() => createIngest(twice, keysOf(twice), settings)).toThrow(/two on "depth"/);
  });
});
