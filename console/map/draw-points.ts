import type { Look } from "../../locales/looks.ts";
import { hiddenCode, type MapPoints } from "./city-map.ts";

/** Colours of tones and of the ground, as the theme has them now. */
export type Palette = Readonly<Record<Look["tone"] | "rain" | "ground" | "text" | "on-tone", string>>;

/** Places as they lie on the canvas, CSS px; both in the order of the points. */
export interface Laid {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Half the size of each tone's shape, px. */
const half: Readonly<Record<Look["tone"], number>> = {
  calm: 1.5,
  maintenance: 3.5,
  unknown: 4.5,
  blue: 5,
  yellow: 6,
  orange: 6,
  red: 9,
};

/** Side of a cell in which only the gravest place is drawn, px. */
const cellPx = 7;

/**
 * Draws places by their looks, the gravest last: one path and one fill a look, which is ten times quicker than an image each. Of places
 * in one cell only the gravest is drawn.
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
    canvas.beginPath();
    for (const place of shown)
      if (codes[place] === code) addShape(canvas, look, { x: laid.x[place] ?? 0, y: laid.y[place] ?? 0, scale });
    paint(canvas, look, palette);
  }
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

function addShape(
  canvas: CanvasRenderingContext2D,
  { shape, tone }: Look,
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
): void {
  const r = half[tone] * scale;
  switch (shape) {
    case "dot":
      canvas.rect(x - r, y - r, 2 * r, 2 * r);
      return;
    case "square":
      canvas.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      return;
    case "circle":
    case "ring":
    case "wrench":
      canvas.moveTo(x + r, y);
      canvas.arc(x, y, r, 0, 2 * Math.PI);
      return;
    case "diamond":
      canvas.moveTo(x, y - r);
      canvas.lineTo(x + r, y);
      canvas.lineTo(x, y + r);
      canvas.lineTo(x - r, y);
      canvas.closePath();
      return;
    case "triangle":
      canvas.moveTo(x, y - r);
      canvas.lineTo(x + r, y + r * 0.75);
      canvas.lineTo(x - r, y + r * 0.75);
      canvas.closePath();
  }
}

function paint(canvas: CanvasRenderingContext2D, { shape, tone }: Look, palette: Palette): void {
  if (shape === "ring" || shape === "wrench") {
    canvas.setLineDash(shape === "ring" ? [2, 2] : []);
    canvas.strokeStyle = palette[tone];
    canvas.lineWidth = 1.5;
    canvas.stroke();
    canvas.setLineDash([]);
    return;
  }
  canvas.fillStyle = palette[tone];
  canvas.fill();
  if (shape === "dot") return;
  canvas.strokeStyle = tone === "red" ? palette.text : palette.ground;
  canvas.lineWidth = tone === "red" ? 1.5 : 1;
  canvas.stroke();
}
