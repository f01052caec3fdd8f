import type { CityPlan } from "./plan.ts";
import type { StationDraft } from "./station-draft.ts";

/** Puts the devices of manholes, which hear no mobile network under their covers, behind gateways of their district. */
export function behindGateways(stations: readonly StationDraft[], { streets, mix }: CityPlan): readonly StationDraft[] {
  const districts = new Map(streets.map(({ code, district }) => [code, district]));
  const byDistrict = new Map<string, number>();
  return stations.map((station) => {
    if (station.kind !== "manhole") return station;
    const district = districts.get(station.site.area) ?? station.site.area;
    const before = byDistrict.get(district) ?? 0;
    byDistrict.set(district, before + station.devices.length);
    const gateway = `gw-${district}-${Math.floor(before / mix.childrenPerGateway) + 1}`;
    return { ...station, devices: station.devices.map((device) => ({ ...device, gateway })) };
  });
}
