import type { FeatureLike } from "ol/Feature.js";
import { textHeights } from "ol/render/canvas.js";
import { Fill, Stroke, Style, Text } from "ol/style.js";
import { scaleNow } from "../look/scale.ts";

/** Shades that neighbouring districts take turns in: tokens `land-0` to `land-4`. */
const landShades = 5;

/** From this zoom on streets have their names. */
const streetNamesFrom = 12.5;

/** Styles of what lies under the points, from the theme's tokens; read anew once the theme is another. */
export class BaseStyle {
  readonly #kept = new Map<string, Style>();
  #colours: ((name: string) => string) | null = null;

  /** Forgets colours, which the theme has changed. */
  forget(): void {
    this.#kept.clear();
    this.#colours = null;
  }

  of(feature: FeatureLike, zoom: number): Style {
    const kind = String(feature.get("kind"));
    const label = String(feature.get("label") ?? "");
    const isNamed = kind !== "street" || zoom >= streetNamesFrom;
    const key = `${kind} ${feature.get("colour") ?? ""} ${isNamed ? label : ""}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const made = this.#make(kind, Number(feature.get("colour") ?? 0), isNamed ? label : "");
    this.#kept.set(key, made);
    return made;
  }

  #make(kind: string, colour: number, label: string): Style {
    this.#colours ??= coloursNow();
    const token = this.#colours;
    switch (kind) {
      case "river":
        return new Style({
          stroke: new Stroke({ color: token("water"), width: 4, lineCap: "round", lineJoin: "round" }),
          text: nameText({ label, colour: token("water-name"), ground: token("ground"), size: 12, isLine: true }),
          zIndex: 2,
        });
      case "district":
        return new Style({
          fill: new Fill({ color: token(`land-${colour % landShades}`) }),
          stroke: new Stroke({ color: token("line-strong"), width: 1 }),
          text: nameText({ label, colour: token("muted"), ground: token("ground"), size: 15, isLine: false }),
          zIndex: 0,
        });
      default:
        return new Style({
          stroke: new Stroke({ color: token("line"), width: 0.6 }),
          text: nameText({ label, colour: token("muted"), ground: token("ground"), size: 11, isLine: false }),
          zIndex: 1,
        });
    }
  }
}

function coloursNow(): (name: string) => string {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function nameText({
  label,
  colour,
  ground,
  size,
  isLine,
}: {
  readonly label: string;
  readonly colour: string;
  readonly ground: string;
  readonly size: number;
  readonly isLine: boolean;
}): Text {
  const token = coloursNow();
  const px = size * scaleNow();
  const font = `${isLine ? "italic " : ""}${px}px ${token("font")}`;
  knowHeight(font, px * 1.2);
  return new Text({
    text: label,
    placement: isLine ? "line" : "point",
    font,
    fill: new Fill({ color: colour }),
    stroke: new Stroke({ color: ground, width: 3 }),
    overflow: !isLine,
  });
}

/** Tells OpenLayers how high a font is: it measures one by writing markup, which the page's policy forbids. Kept when it forgets others. */
function knowHeight(font: string, height: number): void {
  Object.defineProperty(textHeights, font, { value: height, enumerable: false, configurable: true });
}
