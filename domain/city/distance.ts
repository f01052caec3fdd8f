/** Mean radius of the Earth, metres (IUGG). */
const earthRadiusM = 6_371_009;

/** Of latitude. */
export const metresPerDegree = radians(1) * earthRadiusM;

export interface GeoPosition {
  /** WGS 84, degrees. */
  readonly longitude: number;
  readonly latitude: number;
}

/** Great-circle distance between two positions, metres; half a percent at most from the ellipsoid's. */
export function distanceM(a: GeoPosition, b: GeoPosition): number {
  const north = radians(b.latitude - a.latitude);
  const east = radians(b.longitude - a.longitude);
  const h =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
