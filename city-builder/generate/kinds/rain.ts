import type { Chance } from "../chance.ts";
import type { DeviceDraft } from "../station-draft.ts";

export function rainDevices(chance: Chance): readonly DeviceDraft[] {
  const unit = chance.happens(90) ? "mm" : "cm";
  const datum = "rain since the reading before";
  return [
    {
      gauges: [{ name: "rain", property: "rain", unit, datum, range: { min: 0, max: 60 }, expectedInterval: "5min" }],
    },
  ];
}
