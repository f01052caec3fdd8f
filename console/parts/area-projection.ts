import type { AreaShape } from "../api/wire.ts";

type Ring = readonly (readonly number[])[];
type Point = readonly [x: number, y: number];

/** What a picture shows, degrees WGS 84. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const kmPerDegree = 111.2;

/** Of everything drawn, with a margin; null where there is nothing. */
export function boundsOf(
  base: readonly Ring[],
  areas: readonly { readonly shape: Pick<AreaShape, "rings" | "circle"> }[],
): Bounds | null {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const [longitude = 0, latitude = 0] of [...base, ...areas.flatMap(ringsOf)].flat()) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  if (west > east) return null;
  const margin = Math.max(east - west, north - south, 0.001) * 0.03;
  return { west: west - margin, south: south - margin, east: east + margin, north: north + margin };
}

/** Rings of a shape; of a circle the square around it. */
function ringsOf({
  shape: { rings, circle },
}: {
  readonly shape: Pick<AreaShape, "rings" | "circle">;
}): readonly Ring[] {
  if (circle === null) return rings;
  const { longitude, latitude, radiusKm } = circle;
  const up = radiusKm / kmPerDegree;
  const right = up / Math.cos((latitude * Math.PI) / 180);
  return [
    ...rings,
    [
      [longitude - right, latitude - up],
      [longitude + right, latitude + up],
    ],
  ];
}

/** Where its name stands: the middle of its circle, or of its largest ring's bounds; null where nothing is drawn. */
export function middleOf({ rings, circle }: Pick<AreaShape, "rings" | "circle">): readonly number[] | null {
  if (circle !== null) return [circle.longitude, circle.latitude];
  const largest = rings.toSorted((a, b) => b.length - a.length)[0];
  if (largest === undefined) return null;
  const longitudes = largest.map(([longitude = 0]) => longitude);
  const latitudes = largest.map(([, latitude = 0]) => latitude);
  const middle = (of: readonly number[]) => (Math.min(...of) + Math.max(...of)) / 2;
  return [middle(longitudes), middle(latitudes)];
}

/** Degrees to points of a picture, true to distance in the middle. @param width px */
export function projected({ west, south, east, north }: Bounds, width: number) {
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const pxPerDegree = width / ((east - west) * narrowing);
  return {
    height: Math.round((north - south) * pxPerDegree),
    pxPerKm: pxPerDegree / kmPerDegree,
    point: ([longitude = 0, latitude = 0]: readonly number[]): Point => [
      (longitude - west) * narrowing * pxPerDegree,
      (north - latitude) * pxPerDegree,
    ],
  };
}

/** A closed ring as the path of an SVG. */
export function pathOfRing(ring: Ring, at: (position: readonly number[]) => Point): string {
  const points = ring.map((position) =>
    at(position)
      .map((each) => each.toFixed(1))
      .join(" "),
  );
  return `M${points.join("L")}Z`;
}
