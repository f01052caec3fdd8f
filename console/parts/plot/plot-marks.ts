import type uPlot from "uplot";
import type { Look } from "../../../locales/looks.ts";
import type { PlotData } from "./plot-types.ts";
import { spreadOut } from "./spread-out.ts";

/** Colours and type of a plot, from the tokens. */
export interface PlotPalette {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly band: string;
  readonly rain: string;
  readonly ground: string;
  readonly font: string;
  readonly lines: readonly string[];
  tone(tone: Look["tone"]): string;
}

/** Share of the plot's height that the heaviest rain takes, from above. */
const rainShare = 0.22;

/** Rain from above and what is expected, under the lines. */
export function drawBehind(plot: uPlot, data: PlotData, palette: PlotPalette): void {
  drawRain(plot, data, palette);
  drawExpected(plot, data, palette);
}

/** Limits with their words, moments, and marks of doubtful readings, over the lines. */
export function drawInFront(plot: uPlot, data: PlotData, palette: PlotPalette): void {
  const { ctx } = plot;
  ctx.save();
  ctx.font = scaledFont(palette.font);
  drawLimits(plot, data, palette);
  drawMoments(plot, data, palette);
  drawDoubtful(plot, data, palette);
  ctx.restore();
}

function scaledFont(font: string): string {
  return font.replace(/^(\d+)px/, (_, size: string) => `${Number(size) * devicePixelRatio}px`);
}

function lineHeightOf({ font }: PlotPalette): number {
  return 1.3 * Number.parseFloat(font) * devicePixelRatio;
}

function drawRain(plot: uPlot, { rain }: PlotData, { rain: colour }: PlotPalette): void {
  if (rain === undefined) return;
  const heaviest = Math.max(...rain.mm.map((mm) => mm ?? 0));
  if (heaviest <= 0) return;
  const { ctx, bbox } = plot;
  const x = (at: number): number => plot.valToPos(at / 1_000, "x", true);
  ctx.save();
  clipToPlot(plot);
  ctx.fillStyle = colour;
  for (const [place, mm] of rain.mm.entries()) {
    const at = rain.at[place] ?? 0;
    const width = Math.max(devicePixelRatio, x(at + rain.stepMs) - x(at) - devicePixelRatio);
    if (mm !== null && mm > 0) ctx.fillRect(x(at), bbox.top, width, (mm / heaviest) * bbox.height * rainShare);
  }
  ctx.restore();
}

function drawExpected(plot: uPlot, { expected = [] }: PlotData, palette: PlotPalette): void {
  if (expected.length < 2) return;
  const { ctx } = plot;
  const x = (at: number): number => plot.valToPos(at / 1_000, "x", true);
  const y = (value: number): number => plot.valToPos(value, "y", true);
  ctx.save();
  clipToPlot(plot);
  ctx.beginPath();
  for (const { at, high } of expected) ctx.lineTo(x(at), y(high));
  for (const { at, low } of expected.toReversed()) ctx.lineTo(x(at), y(low));
  ctx.closePath();
  ctx.globalAlpha = 0.6;
  ctx.fillStyle = palette.rain;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.strokeStyle = palette.muted;
  ctx.stroke();
  ctx.restore();
}

function clipToPlot({ ctx, bbox }: uPlot): void {
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
}

function drawLimits(plot: uPlot, { limits }: PlotData, palette: PlotPalette): void {
  const { ctx, bbox } = plot;
  const bottom = bbox.top + bbox.height;
  const shown = limits
    .map((limit) => ({ ...limit, y: plot.valToPos(limit.value, "y", true) }))
    .filter(({ y }) => y >= bbox.top && y <= bottom)
    .sort((a, b) => a.y - b.y);
  const lines = spreadOut(
    shown.map(({ y }) => y),
    lineHeightOf(palette),
    bottom,
  );
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  for (const [place, { y, look, words }] of shown.entries()) {
    ctx.strokeStyle = palette.tone(look.tone);
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = palette.tone(look.tone);
    ctx.fillText(`${look.mark} ${words}`, bbox.left + bbox.width + 6 * devicePixelRatio, lines[place] ?? y);
  }
}

function drawMoments(plot: uPlot, { moments }: PlotData, palette: PlotPalette): void {
  const { ctx, bbox } = plot;
  ctx.textBaseline = "top";
  ctx.textAlign = "right";
  for (const [place, { at, words }] of moments.entries()) {
    const x = plot.valToPos(at / 1_000, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = palette.muted;
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillStyle = palette.text;
    // One below the other: two moments may lie close.
    ctx.fillText(words, x - 4 * devicePixelRatio, bbox.top + 2 * devicePixelRatio + place * lineHeightOf(palette));
  }
  ctx.textAlign = "left";
}

function drawDoubtful(plot: uPlot, { doubtful = [] }: PlotData, palette: PlotPalette): void {
  const { ctx, bbox } = plot;
  const side = 6 * devicePixelRatio;
  ctx.fillStyle = palette.tone("unknown");
  for (const at of doubtful) {
    const x = plot.valToPos(at / 1_000, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.fillRect(x - side / 2, bbox.top + bbox.height - side, side, side);
  }
}
