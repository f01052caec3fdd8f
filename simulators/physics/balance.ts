import type { AreaCode } from "../../domain/ids.ts";
import { heldM3 } from "./land/catchments.ts";
import { addRiverStorage } from "./rivers/step-rivers.ts";
import type { WaterBalance } from "./water.ts";
import type { WaterState } from "./water-state.ts";

/** The balance of each district, then that of the city: what came in, less what left, is what is stored beyond what was at the beginning. */
export function balanceOf(state: WaterState): readonly WaterBalance[] {
  const { sums, network } = state;
  const stored = storedM3(state);
  const line = (areaCode: AreaCode, place: number): WaterBalance => {
    const { rain, inflow, infiltration, outflow } = sums;
    const came = rain[place]! + inflow[place]!;
    const missing = came - infiltration[place]! - outflow[place]! - stored[place]!;
    return {
      areaCode,
      ...{ rain: rain[place]!, inflow: inflow[place]!, infiltration: infiltration[place]! },
      ...{ outflow: outflow[place]!, stored: stored[place]!, error: came === 0 ? 0 : missing / came },
    };
  };
  return [...network.districts.map(line), line(network.city.code, sums.city)];
}

/** Change of what is held since the beginning, by number of the district. Each part's own change is summed, so that large volumes at rest cost no digits. */
function storedM3(state: WaterState): Float64Array {
  const { network, catchments, ponds, sumps, sums } = state;
  const stored = new Float64Array(sums.city + 1);
  const add = (district: number, m3: number): void => {
    stored[district]! += m3;
    stored[sums.city]! += m3;
  };
  [...network.ponds, ...network.rivers].forEach(({ district }, index) => {
    add(district, heldM3(catchments, index) - state.catchmentStartM3[index]!);
  });
  network.ponds.forEach(({ district }, pond) => {
    add(district, ponds.volumeM3[pond]!);
  });
  network.sumps.forEach(({ pond }, sump) => {
    add(network.ponds[pond]!.district, sumps.volumeM3[sump]! - sumps.startVolumeM3[sump]!);
  });
  addRiverStorage(state.rivers, state.dams, stored);
  return stored;
}
