import { expect, it } from "vitest";
import { modePoliciesFrom, modesFile } from "../../city/policies/modes-file.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { commandOf, DeviceAsks } from "../../modes/device-asks.ts";
import type { ModeChange } from "../../modes/ports.ts";
import { smallCity } from "../support/alarm-builders.ts";

const policies = modePoliciesFrom(
  modesFile.parse({ emergency: { reporting: { every: "20s" } }, holiday: { reporting: { every: "5min" } } }),
);
const city = smallCity({ modePolicies: policies });
const tunnel = "tunnel-1" as DeviceId;
const road = "road-1" as DeviceId;

function change(entrySeq: number, mode: ModeChange["mode"]): ModeChange {
  return {
    ...{ entrySeq, at: entrySeq * 1_000, mode, before: "daily" },
    ...{ by: "Chen", approvedBy: null, reason: null, untilAt: null, cause: "person" },
  };
}

it("devices are asked for the mode's interval and back; where it is no shorter than their own nobody is", () => {
  const asks = new DeviceAsks(city);
  asks.follow(change(1, "holiday"));
  expect(asks.unanswered()).toEqual([]);
  asks.follow(change(2, "emergency"));
  expect(asks.unanswered().map(({ deviceId, everyMs }) => [deviceId, everyMs])).toEqual([
    [tunnel, 20_000],
    [road, 20_000],
  ]);
  expect(commandOf(asks.unanswered()[0]!)).toBe('{"id":"mode-2","command":{"interval":20}}');
  asks.answer(tunnel, { commandId: "mode-2", answer: "done" }, 3_000);
  asks.answer(road, { commandId: "mode-2", answer: "interval not supported" }, 3_000);
  expect(asks.counts).toEqual({ asked: 0, confirmed: 1, refused: 1 });
  asks.follow(change(4, "daily"));
  expect(asks.unanswered().map(({ deviceId, everyMs, commandId }) => [deviceId, everyMs, commandId])).toEqual([
    [tunnel, 60_000, "mode-4"],
  ]);
});

it("an answer that comes when something else is asked for confirms nothing", () => {
  const asks = new DeviceAsks(city);
  asks.follow(change(2, "emergency"));
  asks.follow(change(3, "daily"));
  expect(asks.answer(tunnel, { commandId: "mode-2", answer: "done" }, 4_000)).toBe(false);
  expect(asks.of(tunnel)).toMatchObject({ state: "asked", commandId: "mode-3", everyMs: 60_000 });
  expect(asks.answer(tunnel, { commandId: "mode-3", answer: "done" }, 5_000)).toBe(true);
  expect(asks.of(tunnel)).toMatchObject({ state: "confirmed", answeredAt: 5_000 });
});

it("what was saved is taken up again", () => {
  const asks = new DeviceAsks(city);
  asks.follow(change(2, "emergency"));
  asks.answer(road, { commandId: "mode-2", answer: "ok" }, 3_000);
  const again = new DeviceAsks(city);
  again.restore(asks.drainChanges());
  expect(again.counts).toEqual({ asked: 1, confirmed: 1, refused: 0 });
  again.follow(change(5, "daily"));
  expect(again.unanswered()).toHaveLength(2);
});
