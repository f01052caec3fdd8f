import type { Chance } from "../chance.ts";
import type { DeviceDraft, GaugeDraft } from "../station-draft.ts";

const expectedInterval = "15min";

/** Four gases, the water in it and the cover; beside a gas main what burns is measured over the whole span. */
export function manholeDevices(use: "sewer" | "gas-main", chance: Chance): readonly DeviceDraft[] {
  const methane = use === "gas-main" ? gas("ch4", "methane", "%vol", 100) : gas("ch4", "methane", "%lel", 100);
  const toxicUnit = chance.pick(["mg/m3", "ppm"]);
  const depthUnit = chance.pick(["cm", "m"]);
  const bottom = "bottom of the manhole";
  const gauges: readonly GaugeDraft[] = [
    gas("o2", "oxygen", "%vol", 30),
    methane,
    gas("h2s", "hydrogenSulfide", toxicUnit, 100),
    gas("co", "carbonMonoxide", toxicUnit, 500),
    { name: "depth", property: "depth", unit: depthUnit, datum: bottom, range: { min: 0, max: 6 }, expectedInterval },
    { name: "cover", property: "tilt", unit: "deg", range: { min: 0, max: 180 }, expectedInterval },
  ];
  return [{ gauges }];
}

function gas(name: string, property: GaugeDraft["property"], unit: string, max: number): GaugeDraft {
  return { name, property, unit, range: { min: 0, max }, expectedInterval };
}
