import type { Look } from "../../locales/looks.ts";
import { hiddenCode, type MapPoints } from "./city-map.ts";
import { dotHalf, type Palette, type Sprite, spriteOf } from "./sprites.ts";

/** Places as they lie on the canvas, CSS px; both in the order of the points. */
export interface Laid {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Side of a cell in which only the gravest place is drawn, px. */
const cellPx = 7;

/**
 * Draws places by their looks, the gravest last; of places in one cell only the gravest is drawn. Dots, which most are, are one path;
 * every other shape is copied from a picture of it: without a graphics card a path of 10,000 dashed rings takes six times as long.
 */
export function drawPoints(
  canvas: CanvasRenderingContext2D,
  { codes, looks }: Pick<MapPoints, "codes" | "looks">,
  {
    laid,
    palette,
    width,
    height,
    scale,
  }: {
    readonly laid: Laid;
    readonly palette: Palette;
    readonly width: number;
    readonly height: number;
    /** Of the shapes: larger on a wall. */
    readonly scale: number;
  },
): void {
  const shown = gravestOfCells({ codes, looks, laid, width, height });
  const order = looks.map((_, code) => code).sort((a, b) => rank(looks, a) - rank(looks, b));
  for (const code of order) {
    const look = looks[code];
    if (look === undefined) continue;
    const places = shown.filter((place) => codes[place] === code);
    if (look.shape === "dot") drawDots(canvas, places, { laid, colour: palette[look.tone], scale });
    else copyShapes(canvas, places, { laid, sprite: spriteOf(look, palette, scale) });
  }
}

function drawDots(
  canvas: CanvasRenderingContext2D,
  places: readonly number[],
  { laid: { x, y }, colour, scale }: { readonly laid: Laid; readonly colour: string; readonly scale: number },
): void {
  const half = dotHalf * scale;
  canvas.beginPath();
  for (const place of places) canvas.rect((x[place] ?? 0) - half, (y[place] ?? 0) - half, 2 * half, 2 * half);
  canvas.fillStyle = colour;
  canvas.fill();
}

function copyShapes(
  canvas: CanvasRenderingContext2D,
  places: readonly number[],
  { laid: { x, y }, sprite: { picture, ratio } }: { readonly laid: Laid; readonly sprite: Sprite },
): void {
  // On whole pixels nothing is blended anew, which is what makes it quick and sharp.
  const [half, side] = [picture.width / 2, picture.width / ratio];
  const aligned = (at: number): number => Math.round(at * ratio - half) / ratio;
  for (const place of places) canvas.drawImage(picture, aligned(x[place] ?? 0), aligned(y[place] ?? 0), side, side);
}

function rank(looks: readonly Look[], code: number): number {
  return looks[code]?.rank ?? 0;
}

function gravestOfCells({
  codes,
  looks,
  laid: { x, y },
  width,
  height,
}: {
  readonly codes: Uint8Array;
  readonly looks: readonly Look[];
  readonly laid: Laid;
  readonly width: number;
  readonly height: number;
}): readonly number[] {
  const columns = Math.ceil(width / cellPx);
  const cells = new Int32Array(columns * Math.ceil(height / cellPx)).fill(-1);
  const ranks = Float32Array.from(looks, (look) => look.rank);
  for (let place = 0; place < codes.length; place++) {
    const [px = -1, py = -1] = [x[place], y[place]];
    if (codes[place] === hiddenCode) continue;
    if (px < 0 || py < 0 || px >= width || py >= height) continue;
    const cell = Math.floor(py / cellPx) * columns + Math.floor(px / cellPx);
    const there = cells[cell] ?? -1;
    if (there === -1 || (ranks[codes[place] ?? 0] ?? 0) > (ranks[codes[there] ?? 0] ?? 0)) cells[cell] = place;
  }
  return Array.from(cells.filter((place) => place >= 0));
}
