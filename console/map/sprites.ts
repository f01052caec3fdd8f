import type { Look } from "../../locales/looks.ts";

/** Colours of tones and of the ground, as the theme has them now. */
export type Palette = Readonly<Record<Look["tone"] | "rain" | "ground" | "text" | "on-tone", string>>;

/** The picture of a look, to be copied to wherever it is. */
export interface Sprite {
  /** Square, the shape in its middle. */
  readonly picture: HTMLCanvasElement;
  /** Pixels of it to a CSS px. */
  readonly ratio: number;
}

/** Half the side of a dot, px. */
export const dotHalf = 1.5;

/** Half the size of each tone's shape, px. */
const half: Readonly<Record<Look["tone"], number>> = {
  calm: dotHalf,
  maintenance: 3.5,
  unknown: 4.5,
  blue: 5,
  yellow: 6,
  orange: 6,
  red: 9,
};

/** Room around a shape for its outline, px. */
const rim = 2;

/** More than these are of themes and screens that are no longer looked at. */
const mostKept = 60;

const kept = new Map<string, Sprite>();

/** The picture of a look, drawn once for each theme, size and density of the screen. @param scale larger on a wall */
export function spriteOf(look: Look, palette: Palette, scale: number): Sprite {
  const ratio = devicePixelRatio;
  const key = [look.shape, look.tone, palette[look.tone], palette.ground, palette.text, scale, ratio].join();
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const made = { picture: draw(look, palette, scale * ratio), ratio };
  kept.set(key, made);
  return made;
}

function draw(look: Look, palette: Palette, zoom: number): HTMLCanvasElement {
  const picture = document.createElement("canvas");
  const side = 2 * Math.ceil((half[look.tone] + rim) * zoom);
  picture.width = side;
  picture.height = side;
  const canvas = picture.getContext("2d");
  if (canvas === null) return picture;
  canvas.setTransform(zoom, 0, 0, zoom, side / 2, side / 2);
  canvas.beginPath();
  addShape(canvas, look);
  paint(canvas, look, palette);
  return picture;
}

/** The shape around the middle of the canvas. */
function addShape(canvas: CanvasRenderingContext2D, { shape, tone }: Look): void {
  const r = half[tone];
  switch (shape) {
    case "dot":
      canvas.rect(-r, -r, 2 * r, 2 * r);
      return;
    case "square":
      canvas.rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8);
      return;
    case "circle":
    case "ring":
    case "wrench":
      canvas.moveTo(r, 0);
      canvas.arc(0, 0, r, 0, 2 * Math.PI);
      return;
    case "diamond":
      canvas.moveTo(0, -r);
      canvas.lineTo(r, 0);
      canvas.lineTo(0, r);
      canvas.lineTo(-r, 0);
      canvas.closePath();
      return;
    case "triangle":
      canvas.moveTo(0, -r);
      canvas.lineTo(r, r * 0.75);
      canvas.lineTo(-r, r * 0.75);
      canvas.closePath();
  }
}

function paint(canvas: CanvasRenderingContext2D, { shape, tone }: Look, palette: Palette): void {
  if (shape === "ring" || shape === "wrench") {
    canvas.setLineDash(shape === "ring" ? [2, 2] : []);
    canvas.strokeStyle = palette[tone];
    canvas.lineWidth = 1.5;
    canvas.stroke();
    return;
  }
  canvas.fillStyle = palette[tone];
  canvas.fill();
  canvas.strokeStyle = tone === "red" ? palette.text : palette.ground;
  canvas.lineWidth = tone === "red" ? 1.5 : 1;
  canvas.stroke();
}
