import type { AreaCode } from "../../domain/ids.ts";
import { heldM3 } from "./land/catchments.ts";
import { addRiverStorage } from "./rivers/step-rivers.ts";
import type { WaterBalance } from "./water.ts";
import type { WaterState } from "./water-state.ts";

/** The account of each district, then that of the city: what came in, less what left, is what is stored beyond what was at the beginning. */
export function balanceOf(state: WaterState): readonly WaterBalance[] {
  const { accounts, network } = state;
  const stored = storedM3(state);
  const line = (areaCode: AreaCode, account: number): WaterBalance => {
    const { rain, inflow, infiltration, outflow } = accounts;
    const came = rain[account]! + inflow[account]!;
    const missing = came - infiltration[account]! - outflow[account]! - stored[account]!;
    return {
      areaCode,
      ...{ rain: rain[account]!, inflow: inflow[account]!, infiltration: infiltration[account]! },
      ...{ outflow: outflow[account]!, stored: stored[account]!, error: came === 0 ? 0 : missing / came },
    };
  };
  return [...network.districts.map(line), line(network.city.code, accounts.city)];
}

/** Change of what is held since the beginning, by account. Each part's own change is summed, so that large volumes at rest cost no digits. */
function storedM3(state: WaterState): Float64Array {
  const { network, catchments, ponds, sumps, accounts } = state;
  const stored = new Float64Array(accounts.city + 1);
  const add = (district: number, m3: number): void => {
    stored[district]! += m3;
    stored[accounts.city]! += m3;
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
