import { expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { GaugeId, StationId } from "../../domain/ids.ts";
import { isSilentGaugeAlarm } from "../../suppression/uplink.ts";
import { transition } from "../support/alarm-builders.ts";

const gauge: AlarmTransition["target"] = { kind: "gauge", gaugeId: "a" as GaugeId, stationId: "s" as StationId };
const station: AlarmTransition["target"] = { kind: "station", stationId: "s" as StationId };

const cases: readonly (readonly [name: string, changes: Partial<AlarmTransition>, isSilent: boolean])[] = [
  ["a silent gauge", { target: gauge, conditionKind: "silence", unit: "intervals" }, true],
  ["another kind that counts in intervals", { target: gauge, conditionKind: "threshold", unit: "intervals" }, false],
  ["silence about a station", { target: station, conditionKind: "silence", unit: "intervals" }, false],
  ["a silent gauge, saved before kinds were recorded", { target: gauge, unit: "intervals" }, true],
  ["a deep gauge, saved before kinds were recorded", { target: gauge, unit: "m" }, false],
];

it.each(cases)("isSilentGaugeAlarm() of %s", (_name, changes, isSilent) => {
  expect(isSilentGaugeAlarm(transition(changes))).toBe(isSilent);
});
