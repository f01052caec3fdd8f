import type { Polygon, Position } from "../../domain/city/area-outline.ts";

/** The centre of gravity of the largest polygon's outer ring (shoelace formula): where a name is put. */
export function meanOf(polygons: readonly Polygon[]): Position {
  let largest: { readonly size: number; readonly at: Position } = { size: 0, at: [0, 0] };
  for (const [outer = []] of polygons) {
    let [twice, x, y] = [0, 0, 0];
    for (const [index, [x1, y1]] of outer.entries()) {
      const [x0, y0] = outer[index - 1] ?? [x1, y1];
      const cross = x0 * y1 - x1 * y0;
      twice += cross;
      x += (x0 + x1) * cross;
      y += (y0 + y1) * cross;
    }
    if (Math.abs(twice) > largest.size) largest = { size: Math.abs(twice), at: [x / (3 * twice), y / (3 * twice)] };
  }
  return largest.at;
}

export function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
