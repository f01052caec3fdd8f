import { expect, it } from "vitest";
import { hourMs, minuteMs, secondMs } from "../../../domain/clock.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { ReadingsRefused } from "../../../domain/inputs/readings-refused.ts";
import { silentLog } from "../../../domain/log.ts";
import type { RefusedClientReason } from "../../../domain/observations/refused-client.ts";
import type { Reject } from "../../../domain/observations/reject.ts";
import { RefusalIntake } from "../../../hub/refusals/refusal-intake.ts";
import { openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import { cityOf } from "../../support/worlds/rules-world.ts";

const startsAt = Date.parse("2026-07-20T08:00:00Z");

function intakeOver(devices: number) {
  const city = cityOf(Array.from({ length: devices }, (_, index) => ({ id: `g${index}` })));
  const store = openMemoryStore({ clock: () => startsAt });
  const keys = new Map([...city.gauges.keys()].map((id, index): [GaugeId, GaugeKey] => [id, index as GaugeKey]));
  const intake = new RefusalIntake({ city, keys, journal: store.journal, log: silentLog });
  const refuse = (deviceId: string, at: number, reason: RefusedClientReason = "wrong_token"): void =>
    intake.refused({ deviceId, reason, detail: { zh: "令牌不对", en: "wrong token" }, at });
  const entered = async (): Promise<readonly ReadingsRefused[]> => {
    await store.close();
    const upTo = { row: Number.MAX_SAFE_INTEGER, entry: Number.MAX_SAFE_INTEGER };
    return (await store.journalReader.entriesOf("readings-refused", upTo)).map(({ entry }) => entry);
  };
  return { intake, refuse, entered };
}

function rejectOf(gauge: number | undefined, more: Partial<Reject> = {}): Reject {
  return {
    ...{
      reason: "value.not_a_number",
      deviceId: "device-g0",
      topic: "",
      detail: { zh: "应为数值", en: "wanted a number" },
      count: 1,
    },
    ...{ reading: null, head: new Uint8Array(0), payload: null, payloadBytes: 0, receivedAt: startsAt },
    gauge: gauge as GaugeKey | undefined,
    ...more,
  };
}

it("enters the first refusal of a device and reason at once, the rest of a minute as a count with the next", async () => {
  const { refuse, entered } = intakeOver(2);
  for (let second = 0; second <= 120; second++) refuse("device-g0", startsAt + second * secondMs);
  refuse("device-g0", startsAt + 5 * secondMs, "retain_not_allowed");
  refuse("device-g1", startsAt);
  expect((await entered()).map(({ deviceId, reason, count }) => [deviceId, reason, count])).toEqual([
    ["device-g0", "wrong_token", 1],
    ["device-g0", "wrong_token", 60],
    ["device-g0", "wrong_token", 60],
    ["device-g0", "retain_not_allowed", 1],
    ["device-g1", "wrong_token", 1],
  ]);
});

it("enters nothing of a client that the city does not know, nor of one that is let in", async () => {
  const { refuse, entered } = intakeOver(1);
  refuse("stranger", startsAt);
  refuse("device-g0", startsAt, "reconnects_often");
  expect(await entered()).toEqual([]);
});

it("a flood of refused devices does not flood the log: so many at once, then one a second", async () => {
  const { refuse, entered } = intakeOver(2_000);
  for (let device = 0; device < 2_000; device++) refuse(`device-g${device}`, startsAt);
  expect(await entered()).toHaveLength(300);
  for (let minute = 1; minute <= 60; minute++) {
    for (let device = 0; device < 2_000; device++) refuse(`device-g${device}`, startsAt + minute * minuteMs);
  }
  expect((await entered()).length).toBeLessThanOrEqual(300 + hourMs / secondMs);
});

it("names the gauges where each reject is about one, and none where one may be about all", async () => {
  const { intake, entered } = intakeOver(2);
  intake.rejected([rejectOf(0), rejectOf(1, { count: 4 })]);
  intake.rejected([rejectOf(0, { deviceId: "device-g1" }), rejectOf(undefined, { deviceId: "device-g1" })]);
  expect(await entered()).toEqual([
    expect.objectContaining({ deviceId: "device-g0" as DeviceId, count: 5, gaugeIds: ["g0", "g1"] }),
    expect.not.objectContaining({ gaugeIds: expect.anything() }),
  ]);
});
