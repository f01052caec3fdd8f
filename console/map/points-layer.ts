import Layer from "ol/layer/Layer.js";
import type { FrameState } from "ol/Map.js";
import { fromLonLat } from "ol/proj.js";
import { scaleNow } from "../look/scale.ts";
import { hiddenCode, type MapPoints, type RainSpot } from "./city-map.ts";
import { drawPoints, type Laid } from "./draw-points.ts";
import { drawRain, layRain, type RainLaid } from "./draw-rain.ts";
import type { Palette } from "./sprites.ts";

/** A label beside a place. */
export interface PointLabel {
  readonly place: number;
  readonly words: string;
}

/** How much more than what is seen is drawn on each side, so that a drag moves a picture that is there. */
const marginShare = 0.2;

/** View that the canvas was drawn for. */
interface DrawnView {
  readonly centre: readonly [number, number];
  readonly resolution: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Points of the city on a canvas of their own. While the map is dragged the canvas is moved, and drawn anew once that ends: on a
 * machine without a graphics card drawing at each move shows 15 frames a second.
 */
export class PointsLayer extends Layer {
  readonly #canvas = document.createElement("canvas");
  #points: MapPoints | null = null;
  /** Web Mercator, m: x and y of each in turn. */
  #projected = new Float64Array();
  #laid: Laid = { x: new Float32Array(), y: new Float32Array() };
  #labels: readonly PointLabel[] = [];
  #rain: readonly RainLaid[] = [];
  #selected: number | null = null;
  #drawn: DrawnView | null = null;
  #isStale = true;
  #palette: () => Palette;

  constructor(palette: () => Palette) {
    super({ className: "points-layer" });
    this.#palette = palette;
    this.#canvas.className = "map-points";
    this.#canvas.style.position = "absolute";
    this.#canvas.style.transformOrigin = "0 0";
  }

  setPoints(points: MapPoints): void {
    this.#points = points;
    const count = points.positions.length;
    this.#projected = new Float64Array(count);
    for (let i = 0; i < count; i += 2) {
      const [x = 0, y = 0] = fromLonLat([points.positions[i] ?? 0, points.positions[i + 1] ?? 0]);
      this.#projected[i] = x;
      this.#projected[i + 1] = y;
    }
    this.#laid = { x: new Float32Array(count / 2), y: new Float32Array(count / 2) };
    this.redraw();
  }

  setLabels(labels: readonly PointLabel[]): void {
    this.#labels = labels;
    this.redraw();
  }

  setRain(spots: readonly RainSpot[]): void {
    this.#rain = layRain(spots);
    this.redraw();
  }

  select(place: number | null): void {
    this.#selected = place;
    this.redraw();
  }

  redraw(): void {
    this.#isStale = true;
    this.changed();
  }

  /** Web Mercator of a place. */
  positionOf(place: number): [number, number] {
    return [this.#projected[place * 2] ?? 0, this.#projected[place * 2 + 1] ?? 0];
  }

  /** The gravest place within some px of a point of Web Mercator; null for none. */
  placeAt([x, y]: readonly [number, number], withinM: number): number | null {
    const points = this.#points;
    if (points === null) return null;
    let best: number | null = null;
    let bestScore = Number.POSITIVE_INFINITY;
    for (let place = 0; place < points.codes.length; place++) {
      if (points.codes[place] === hiddenCode) continue;
      const [px, py] = this.positionOf(place);
      const distance = Math.hypot(px - x, py - y);
      if (distance > withinM) continue;
      // A graver place a little farther off is what somebody means who points at both.
      const score = distance / withinM - 2 * (points.looks[points.codes[place] ?? 0]?.rank ?? 0);
      if (score < bestScore) [best, bestScore] = [place, score];
    }
    return best;
  }

  override render(frame: FrameState | null): HTMLElement {
    if (frame === null) return this.#canvas;
    const { viewState, size, viewHints } = frame;
    const [width = 0, height = 0] = size;
    const [cx = 0, cy = 0] = viewState.center;
    const view: DrawnView = { centre: [cx, cy], resolution: viewState.resolution, width, height };
    const isMoving = viewHints.some((hint) => hint > 0);
    if (this.#drawn === null || this.#drawn.width !== width || this.#drawn.height !== height || !isMoving)
      this.#draw(view);
    this.#place(view);
    return this.#canvas;
  }

  #draw(view: DrawnView): void {
    if (!this.#isStale && this.#drawn !== null && isSameView(this.#drawn, view)) return;
    const { width, height } = marginOf(view);
    const ratio = devicePixelRatio;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    const canvas = this.#canvas.getContext("2d");
    this.#drawn = view;
    this.#isStale = false;
    if (canvas === null || this.#points === null) return;
    canvas.setTransform(ratio, 0, 0, ratio, 0, 0);
    canvas.clearRect(0, 0, width, height);
    this.#lay(view);
    const palette = this.#palette();
    const at = (x: number, y: number): [number, number] => [
      (x - view.centre[0]) / view.resolution + width / 2,
      (view.centre[1] - y) / view.resolution + height / 2,
    ];
    const scale = scaleNow();
    drawRain(canvas, this.#rain, { at, resolution: view.resolution, colour: palette.rain });
    drawPoints(canvas, this.#points, { laid: this.#laid, palette, width, height, scale });
    this.#drawSelected(canvas, palette, scale);
    this.#drawLabels(canvas, palette, scale);
  }

  #lay(view: DrawnView): void {
    const { width, height } = marginOf(view);
    const { x, y } = this.#laid;
    for (let place = 0; place < x.length; place++) {
      x[place] = ((this.#projected[place * 2] ?? 0) - view.centre[0]) / view.resolution + width / 2;
      y[place] = (view.centre[1] - (this.#projected[place * 2 + 1] ?? 0)) / view.resolution + height / 2;
    }
  }

  #drawSelected(canvas: CanvasRenderingContext2D, palette: Palette, scale: number): void {
    if (this.#selected === null) return;
    canvas.beginPath();
    canvas.arc(this.#laid.x[this.#selected] ?? 0, this.#laid.y[this.#selected] ?? 0, 15 * scale, 0, 2 * Math.PI);
    canvas.strokeStyle = palette.text;
    canvas.lineWidth = 2;
    canvas.stroke();
  }

  #drawLabels(canvas: CanvasRenderingContext2D, palette: Palette, scale: number): void {
    canvas.font = `${12 * scale}px ${getComputedStyle(document.body).fontFamily}`;
    canvas.textBaseline = "middle";
    const taken: { x: number; y: number; width: number }[] = [];
    for (const { place, words } of this.#labels) {
      // What is chosen has its card beside it.
      if (place === this.#selected) continue;
      const [x, y] = [(this.#laid.x[place] ?? 0) + 13 * scale, this.#laid.y[place] ?? 0];
      const { width } = canvas.measureText(words);
      const isFree = taken.every(
        (other) => Math.abs(other.y - y) > 15 * scale || x + width < other.x || other.x + other.width < x,
      );
      if (!isFree) continue;
      taken.push({ x, y, width });
      canvas.strokeStyle = palette.ground;
      canvas.lineWidth = 4;
      canvas.lineJoin = "round";
      canvas.strokeText(words, x, y);
      canvas.fillStyle = palette.text;
      canvas.fillText(words, x, y);
    }
  }

  /** Moves and scales what was drawn for another view to where it lies in this one. */
  #place(view: DrawnView): void {
    const drawn = this.#drawn ?? view;
    const { width, height } = marginOf(drawn);
    const scale = drawn.resolution / view.resolution;
    const x = view.width / 2 + (drawn.centre[0] - view.centre[0]) / view.resolution - (width * scale) / 2;
    const y = view.height / 2 + (view.centre[1] - drawn.centre[1]) / view.resolution - (height * scale) / 2;
    this.#canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }
}

function marginOf({ width, height }: DrawnView): { readonly width: number; readonly height: number } {
  return { width: Math.round(width * (1 + 2 * marginShare)), height: Math.round(height * (1 + 2 * marginShare)) };
}

function isSameView(a: DrawnView, b: DrawnView): boolean {
  return a.resolution === b.resolution && a.centre[0] === b.centre[0] && a.centre[1] === b.centre[1];
}
