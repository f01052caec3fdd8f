import type { Chance } from "../chance.ts";
import type { DeviceDraft, GaugeDraft } from "../station-draft.ts";

/** Depth over the road, one device at each end of a tunnel. */
export function pondDevices(use: "tunnel" | "underpass" | "road", chance: Chance): readonly DeviceDraft[] {
  const unit = chance.pick(["cm", "mm", "m"]);
  const at = "road surface at the lowest point";
  switch (use) {
    case "tunnel":
      return [
        { gauges: [depth("depth-north", { unit, datum: `${at} of the north end`, deepest: 8 })] },
        { gauges: [depth("depth-south", { unit, datum: `${at} of the south end`, deepest: 8 })] },
      ];
    case "underpass":
      return [{ gauges: [depth("depth", { unit, datum: at, deepest: 5 })] }];
    case "road":
      return [{ gauges: [depth("depth", { unit, datum: at, deepest: 3 })] }];
  }
}

function depth(
  name: string,
  { unit, datum, deepest }: { readonly unit: string; readonly datum: string; readonly deepest: number },
): GaugeDraft {
  return { name, property: "depth", unit, datum, range: { min: 0, max: deepest }, expectedInterval: "1min" };
}
