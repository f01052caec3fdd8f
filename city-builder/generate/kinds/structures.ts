import type { Chance } from "../chance.ts";
import type { DeviceDraft, GaugeDraft } from "../station-draft.ts";

/** The sump, and the control of two or three pumps as a device of its own. */
export function pumpDevices(chance: Chance): readonly DeviceDraft[] {
  const expectedInterval = "1min";
  const thresholds = { demoSumpHigh: 4.5, demoSumpOverflow: 6 };
  const sump: GaugeDraft = {
    name: "sump",
    property: "depth",
    unit: chance.pick(["cm", "m"]),
    datum: "sump floor",
    range: { min: 0, max: 10 },
    expectedInterval,
    thresholds,
  };
  const pumps = Array.from({ length: chance.happens(50) ? 3 : 2 }, (_, index) => runs(index + 1));
  return [{ gauges: [sump] }, { gauges: pumps }];
}

function runs(number: number): GaugeDraft {
  const range = { min: 0, max: 1 };
  return { name: `pump-${number}`, property: "running", unit: "1", range, expectedInterval: "1min" };
}

/** Water behind the dam, and what holds the dam up. */
export function damDevices(chance: Chance): readonly DeviceDraft[] {
  const damCrest = Math.round(chance.between(1.6, 2.8) * 10) / 10;
  const expectedInterval = "5min";
  const behind: GaugeDraft = {
    name: "upstream",
    property: "stage",
    unit: chance.pick(["cm", "m"]),
    datum: "local zero, so the stage is a depth behind the dam",
    range: { min: 0, max: 6 },
    expectedInterval,
    thresholds: { damCrest },
  };
  const bladder: GaugeDraft = {
    name: "bladder",
    property: "pressure",
    unit: "kPa",
    datum: "water pressure in the bladder over that of the air",
    range: { min: 0, max: 100 },
    expectedInterval,
    thresholds: { bladderLow: 18, bladderBurst: 8 },
  };
  return [{ gauges: [behind, bladder] }];
}

/** What leaks from a feeder of street lamps, and its supply. */
export function lampDevices(chance: Chance): readonly DeviceDraft[] {
  const expectedInterval = "15min";
  const unit = chance.pick(["mA", "A"]);
  return [
    {
      gauges: [
        {
          name: "leakage",
          property: "current",
          unit,
          datum: "residual current of the feeder",
          range: { min: 0, max: 1000 },
          expectedInterval,
        },
        { name: "supply", property: "voltage", unit: "V", range: { min: 0, max: 300 }, expectedInterval },
      ],
    },
  ];
}
