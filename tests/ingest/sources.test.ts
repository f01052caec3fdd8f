import { describe, expect, test } from "vitest";
import { codecs } from "../../ingest/codecs/registry.ts";
import { openCodecs } from "../../ingest/decode-payload.ts";
import { type Ingest, ingestWith } from "../../ingest/ingest.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { sourcesOf } from "../../ingest/sources.ts";
import { cityOf, keysOf } from "./ingest-city.ts";
import { now, takePayload } from "./support.ts";
import { telegramCodec } from "./telegram-codec.ts";

const row = { channel: "depth", property: "depth", unit: "cm" } as const;
/** Gauges 1 and 2 behind gateway gw, 3 behind another, 4 on its own, 5 of a gateway that is a device itself. */
const city = cityOf([
  { ...row, device: "0012", gateway: "gw" },
  { ...row, device: "0013", gateway: "gw" },
  { ...row, device: "0021", gateway: "gw2" },
  { ...row, device: "alone" },
  { ...row, device: "gw2" },
]);

function gatewayIngest(): Ingest {
  const known = openCodecs([...codecs, telegramCodec]);
  const settings = ingestSettings.parse({});
  return ingestWith(known, sourcesOf(city, keysOf(city), settings), settings);
}

const of = (device: unknown, depth = 10, more = {}) => ({ device, values: { depth }, ...more });

describe("a gateway", () => {
  test("speaks for the devices that the city puts behind it", () => {
    const ingest = gatewayIngest();
    const sent = [of("0012", 10), of("0013", 20, { seq: 7, t: now - 1000 })];
    const { observations, rejects } = takePayload(ingest, sent, { deviceId: "gw", codec: "gateway-json" });
    expect(rejects).toEqual([]);
    expect(observations).toMatchObject([
      { gauge: 1, value: 0.1, observedAt: now - 1, seq: null },
      { gauge: 2, value: 0.2, observedAt: now - 1000, seq: 7 },
    ]);
  });

  test.each([
    ["another gateway's", "0021"],
    ["one that is behind none", "alone"],
    ["another gateway", "gw2"],
    ["one that nobody knows", "nobody"],
  ])("does not speak for %s, and the readings beside it are kept", (_whose, foreign) => {
    const ingest = gatewayIngest();
    const { observations, rejects } = takePayload(ingest, [of(foreign), of("0012")], {
      deviceId: "gw",
      codec: "gateway-json",
    });
    expect(rejects).toMatchObject([{ reason: "device.not_behind_gateway", deviceId: "gw" }]);
    expect(rejects[0]?.detail.en).toContain(`wanted a device behind "gw": got "${foreign}"`);
    expect(Buffer.from(rejects[0]?.head ?? []).toString()).toBe(JSON.stringify(of(foreign)));
    expect(observations).toMatchObject([{ gauge: 1 }]);
    expect(ingest.counts).toMatchObject({ values: 2, observations: 1, rejects: { "device.not_behind_gateway": 1 } });
  });

  test("that is a device too speaks for itself by name", () => {
    const { observations } = takePayload(gatewayIngest(), of("gw2"), { deviceId: "gw2", codec: "gateway-json" });
    expect(observations).toMatchObject([{ gauge: 5 }]);
  });

  test("without gauges has no channels of its own", () => {
    const { rejects } = takePayload(gatewayIngest(), { values: { depth: 1 } }, { deviceId: "gw" });
    expect(rejects).toMatchObject([{ reason: "channel.unknown", deviceId: "gw" }]);
  });

  test.each([[undefined], [7], [""], [null]])("has to name the device: got %j", (device) => {
    const { rejects } = takePayload(gatewayIngest(), of(device), { deviceId: "gw", codec: "gateway-json" });
    expect(rejects).toMatchObject([{ reason: "payload.wrong_shape" }]);
    expect(rejects[0]?.detail.en).toContain('wanted "device" to be the id of a device behind this gateway');
  });

  test("is a gateway where a device is behind it", () => {
    const ingest = gatewayIngest();
    expect(["gw", "gw2", "alone", "0012", "nobody"].map((id) => ingest.isGateway(id))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

test("a device of the hub's own JSON is itself, whatever key `device` says", () => {
  const { observations } = takePayload(gatewayIngest(), of("0012"), { deviceId: "alone" });
  expect(observations).toMatchObject([{ gauge: 4 }]);
});

test("what is wrong in a reading is rejected under its device, and a wrong clock is its device's", () => {
  const ingest = gatewayIngest();
  const ahead = now + 3_600_000;
  const sent = [
    of("0012", 1, { t: ahead }),
    of("0013", 2, { t: now }),
    { device: "0012", values: { odd: 1 } },
    { device: "0013", values: {} },
  ];
  const { rejects } = takePayload(ingest, sent, { deviceId: "gw", codec: "gateway-json" });
  expect(rejects.map(({ reason, deviceId }) => [reason, deviceId])).toEqual([
    ["channel.unknown", "0012"],
    ["payload.wrong_shape", "0013"],
  ]);
  expect(ingest.clocks.of("0012")).toMatchObject({ kind: "zone-ahead", offsetMs: 3_600_000 });
  expect(ingest.clocks.of("0013")).toMatchObject({ kind: "right", offsetMs: 0 });
  expect(ingest.clocks.of("gw")).toBe(null);
  takePayload(ingest, of("0012", 1, { t: now }), { deviceId: "gw", codec: "gateway-json" });
  expect(ingest.clocks.of("0012")).toMatchObject({ kind: "right" });
});

describe("a codec that names sources, keeps sessions and replies", () => {
  const send = (ingest: Ingest, text: string, deviceId = "gw") => {
    const { observations, rejects, reply } = takePayload(ingest, text, { deviceId, codec: "telegram" });
    return {
      gauges: observations.map(({ gauge }) => gauge),
      reasons: rejects.map(({ reason }) => reason),
      reply: reply === null ? null : Buffer.from(reply).toString(),
    };
  };

  test("puts a telegram together out of its parts, and each reading goes to its source", () => {
    const ingest = gatewayIngest();
    expect(send(ingest, "1/2 0012:depth=3")).toEqual({ gauges: [], reasons: [], reply: "ACK 1" });
    expect(send(ingest, "1/1 :depth=3", "alone")).toEqual({ gauges: [4], reasons: [], reply: "ACK 1" });
    expect(send(ingest, "2/2 0013:depth=4")).toEqual({ gauges: [1, 2], reasons: [], reply: "ACK 2" });
    expect(send(ingest, "2/2 0013:depth=4")).toEqual({ gauges: [], reasons: [], reply: "ACK 2" });
  });

  test("is held to the same right to speak for a device", () => {
    expect(send(gatewayIngest(), "1/1 0021:depth=3")).toEqual({
      gauges: [],
      reasons: ["device.not_behind_gateway"],
      reply: "ACK 1",
    });
  });

  test("may answer what it refuses", () => {
    expect(send(gatewayIngest(), "?")).toEqual({ gauges: [], reasons: ["payload.wrong_shape"], reply: "NAK" });
  });
});
