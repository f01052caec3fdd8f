import type { AreaCode } from "../ids.ts";
import type { BilingualText } from "../text.ts";
import type { City, Station } from "./city.ts";

/** A position with the system that its degrees are in: WGS 84, never the GCJ-02 of Chinese web maps. */
export interface GeoPoint {
  readonly longitude: number;
  readonly latitude: number;
  readonly crs: "EPSG:4326";
}

export function geoPointOf({ longitude, latitude }: Station): GeoPoint {
  return { longitude, latitude, crs: "EPSG:4326" };
}

/** Who answers, and how to reach them. */
export interface Contact {
  /** Null where the city names nobody. */
  readonly unitName: BilingualText | null;
  /** Duty telephone of the place, else of its unit; null where the city names none. */
  readonly unitPhone: string | null;
}

/** Who answers for an area: its own unit, or that of the nearest area around it that has one. */
export function contactOfArea(city: City, code: AreaCode): Contact {
  for (let area = city.areas.get(code); area !== undefined; ) {
    if (area.unitId !== undefined || area.phone !== undefined) {
      const unit = area.unitId === undefined ? undefined : city.units.get(area.unitId);
      return { unitName: unit?.name ?? null, unitPhone: area.phone ?? unit?.phone ?? null };
    }
    area = area.parent === null ? undefined : city.areas.get(area.parent);
  }
  return { unitName: null, unitPhone: null };
}

export function contactOfStation(city: City, { unitId, phone }: Station): Contact {
  const unit = city.units.get(unitId);
  return { unitName: unit?.name ?? null, unitPhone: phone ?? unit?.phone ?? null };
}
