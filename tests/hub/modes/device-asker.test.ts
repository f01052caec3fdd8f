import { expect, it } from "vitest";
import { device } from "../../../api/schemas/device.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { DeviceAsker } from "../../../hub/modes/device-asker.ts";
import type { DeviceAsk } from "../../../modes/ports.ts";

const deviceId = "tunnel-1" as DeviceId;
const ask: DeviceAsk = {
  ...{ deviceId, commandId: "mode-3", mode: "emergency", everyMs: 20_000, askedAt: 1_000 },
  ...{ state: "asked", answer: null, answeredAt: null },
};

it("tells of a device what the API's schema has, before it was asked and after, and of an older command nothing", async () => {
  const asker = new DeviceAsker({
    asks: { unanswered: () => [ask] },
    commands: { isConnected: () => true, send: async () => null },
    clock: () => 2_000,
    log: silentLog,
  });
  const { deviceId: _, ...asked } = ask;
  const shown = () => device.shape.reporting.parse(toWire({ ...asked, ...asker.of(deviceId, ask.commandId) }));
  expect(shown()).toMatchObject({ attempts: 0, lastAskedAt: null });
  await asker.askDue();
  expect(shown()).toMatchObject({ attempts: 1, lastAskedAt: "1970-01-01T00:00:02.000Z" });
  expect(asker.of(deviceId, "mode-2")).toEqual({ attempts: 0, lastAskedAt: null });
});
