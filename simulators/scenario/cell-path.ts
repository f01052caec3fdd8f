import type { GeoPosition } from "../../domain/city/distance.ts";

/** Length of a degree of latitude, km. */
const degreeKm = 111.32;

/**
 * Where something was that is at a point after `seconds`, moving straight on a plane that touches the ground there: good to a metre in
 * a kilometre over a city.
 *
 * @param heading degrees clockwise from north that it moves towards
 */
export function centreBefore(
  at: GeoPosition,
  { heading, speedKmh, seconds }: { readonly heading: number; readonly speedKmh: number; readonly seconds: number },
): GeoPosition {
  const km = (speedKmh * seconds) / 3_600;
  const towards = (heading * Math.PI) / 180;
  return {
    longitude: at.longitude - (km * Math.sin(towards)) / (degreeKm * Math.cos((at.latitude * Math.PI) / 180)),
    latitude: at.latitude - (km * Math.cos(towards)) / degreeKm,
  };
}
