import { fromLonLat } from "ol/proj.js";
import type { RainSpot } from "./city-map.ts";

/** Rain as it lies on the ground. Web Mercator, m. */
export interface RainLaid {
  readonly x: number;
  readonly y: number;
  readonly mm: number;
}

/** From so much in a quarter of an hour the picture of rain is as strong as it gets: four times that an hour is a downpour. */
const fullMm = 25;

/** How far the rain of one spot is shown, m on the ground. */
const reachM = 8_000;

/** Where many spots lie over each other each is fainter. */
function shareOf(count: number): number {
  return count > 60 ? 0.4 : 1;
}

export function layRain(spots: readonly RainSpot[]): readonly RainLaid[] {
  return spots
    .filter(({ mm }) => mm > 0)
    .map(({ longitude, latitude, mm }) => {
      const [x = 0, y = 0] = fromLonLat([longitude, latitude]);
      return { x, y, mm };
    });
}

/** Draws rain as soft spots below the places. @param at where a point of Web Mercator lies on the canvas */
export function drawRain(
  canvas: CanvasRenderingContext2D,
  rain: readonly RainLaid[],
  {
    at,
    resolution,
    colour,
  }: { readonly at: (x: number, y: number) => [number, number]; readonly resolution: number; readonly colour: string },
): void {
  const radius = reachM / resolution;
  const faintness = shareOf(rain.length);
  for (const { x, y, mm } of rain) {
    const [px, py] = at(x, y);
    const strength = Math.min(1, mm / fullMm);
    const spot = canvas.createRadialGradient(px, py, 0, px, py, radius);
    for (const share of [0, 0.25, 0.5, 0.75, 1])
      spot.addColorStop(
        share,
        withAlpha(colour, faintness * (0.12 + 0.4 * strength) * (1 - share) ** 2 * (1 + 2 * share)),
      );
    canvas.fillStyle = spot;
    canvas.fillRect(px - radius, py - radius, 2 * radius, 2 * radius);
  }
}

/** @param colour `#rrggbb` */
function withAlpha(colour: string, alpha: number): string {
  return `${colour}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, "0")}`;
}
