import type { Polygon, Position } from "../../domain/city/area-outline.ts";
import type { BilingualText } from "../../domain/text.ts";
import { mapImportTexts } from "../../locales/city-builder/map-import.ts";
import { fill } from "../../locales/fill.ts";
import { type ConfigProblem, gotText } from "../../yaml/problem.ts";
import { type Box, isWithinBox } from "../coordinates/box.ts";
import { type Crs, toWgs84 } from "../coordinates/crs.ts";
import { isInRing, type Ring, turnedTo } from "../coordinates/ring.ts";
import type { MapPart } from "./read-features.ts";
import { selfCrossing } from "./ring-checks.ts";
import { simplifyRings } from "./simplify.ts";

export interface MapOptions {
  readonly file: string;
  readonly crs: Crs;
  /** Codes of the areas of the city. */
  readonly codes: ReadonlySet<string>;
  /** Box of the stations; null where the city names none. */
  readonly extent: Box | null;
  readonly toleranceM: number;
  /** True to leave out what the city does not have. */
  readonly isKnownOnly: boolean;
}

/** Outlines of a map, checked, converted and simplified, and what was done to them. */
export interface PlannedMap {
  readonly outlines: ReadonlyMap<string, readonly Polygon[]>;
  /** Codes that several features had. */
  readonly joined: readonly string[];
  readonly leftOut: readonly string[];
  readonly turnedRings: number;
  readonly positionsBefore: number;
  readonly positionsAfter: number;
  /** Metres: less than what was asked for where rings would cross themselves. */
  readonly usedToleranceM: number;
  readonly problems: readonly ConfigProblem[];
}

/** Checks the parts of a map and makes outlines of them; every problem at once. */
export function planMap(parts: readonly MapPart[], options: MapOptions): PlannedMap {
  const problems: ConfigProblem[] = [];
  const kept = parts.filter(({ code }) => options.codes.has(code) || !options.isKnownOnly);
  const checked = kept.map((part) => ({ ...part, polygons: checkedPart(part, options, problems) }));
  const byCode = Map.groupBy(checked, ({ code }) => code);
  const whole = checked.flatMap(({ code, polygons }) => polygons.map((polygon) => ({ code, polygon })));
  const turned = whole.map(({ code, polygon }) => ({ code, polygon: polygon.map(turnedRing) }));
  const flat = turned.flatMap(({ polygon }) => polygon);
  const { rings, usedM } = simplified(flat, problems.length > 0 ? 0 : options.toleranceM);
  const outlines = new Map<string, Polygon[]>();
  let at = 0;
  for (const { code, polygon } of turned) {
    const own = rings.slice(at, at + polygon.length);
    at += polygon.length;
    outlines.set(code, [...(outlines.get(code) ?? []), own]);
  }
  const before = whole.flatMap(({ polygon }) => polygon);
  return {
    outlines,
    joined: [...byCode].flatMap(([code, all]) => (all.length > 1 ? [code] : [])),
    leftOut: [...new Set(parts.flatMap(({ code }) => (options.codes.has(code) ? [] : [code])))],
    turnedRings: flat.filter((ring, index) => ring !== before[index]).length,
    positionsBefore: positionsIn(before),
    positionsAfter: positionsIn(rings),
    usedToleranceM: usedM,
    problems,
  };
}

/** Outer rings counter-clockwise, holes clockwise. @see RFC 7946, 3.1.6 */
function turnedRing(ring: Ring, index: number): Ring {
  return turnedTo(index === 0 ? "counter-clockwise" : "clockwise", ring);
}

/** Simplified as far as no ring crosses itself: else to half the tolerance, and again; in the end not at all. */
function simplified(rings: readonly Ring[], toleranceM: number) {
  for (let tried = toleranceM; tried >= toleranceM / 16 && tried > 0; tried /= 2) {
    const simple = simplifyRings(rings, tried);
    if (simple.every((ring) => selfCrossing(ring) === null)) return { rings: simple, usedM: tried };
  }
  return { rings, usedM: 0 };
}

function positionsIn(rings: readonly Ring[]): number {
  return rings.reduce((sum, { length }) => sum + length, 0);
}

/** A part in WGS 84; what is wrong with it goes into `problems`. */
function checkedPart(part: MapPart, options: MapOptions, problems: ConfigProblem[]): readonly Polygon[] {
  const { file, codes } = options;
  const add = (path: string, words: Pick<ConfigProblem, "wanted" | "got" | "fix">): void =>
    void problems.push({ where: file, path, ...words });
  if (!codes.has(part.code)) {
    const wanted = mapImportTexts["wanted.known-code"];
    add(`${part.path}.properties`, { wanted, got: gotText(part.code), fix: mapImportTexts["fix.known-code"] });
  }
  return part.polygons.map((polygon, index) => {
    const path = `${part.path}.geometry.coordinates[${index}]`;
    const rings = polygon.map((ring, at) => checkedRing(ring, options, (words) => add(`${path}[${at}]`, words)));
    for (const [at, hole] of rings.slice(1).entries()) {
      const corner = hole[0];
      const outer = rings[0] ?? [];
      if (corner === undefined || outer.map(String).includes(String(corner)) || isInRing(corner, outer)) continue;
      const got = gotText(String(corner));
      add(`${path}[${at + 1}]`, { wanted: mapImportTexts["wanted.hole"], got, fix: mapImportTexts["fix.closed"] });
    }
    return rings;
  });
}

type Complain = (words: Pick<ConfigProblem, "wanted" | "got" | "fix">) => void;

function checkedRing(ring: Ring, options: MapOptions, complain: Complain): Ring {
  const far = ring.find(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90);
  if (far !== undefined) {
    const isSwapped = Math.abs(far[0]) <= 90 && Math.abs(far[1]) <= 180;
    const fix = mapImportTexts[isSwapped ? "fix.swapped" : "fix.degrees"];
    complain({ wanted: mapImportTexts["wanted.degrees"], got: gotText(String(far)), fix });
    return ring;
  }
  if (String(ring[0]) !== String(ring.at(-1))) {
    const got = gotText(`${ring[0]} ... ${ring.at(-1)}`);
    complain({ wanted: mapImportTexts["wanted.closed"], got, fix: mapImportTexts["fix.closed"] });
    return ring;
  }
  const converted = withoutRepeats(ring.map((position) => toWgs84(position, options.crs)));
  if (converted.length < 4) {
    const got = String(new Set(converted.map(String)).size);
    complain({ wanted: mapImportTexts["wanted.corners"], got, fix: mapImportTexts["fix.closed"] });
    return converted;
  }
  const crossing = selfCrossing(converted);
  if (crossing !== null) {
    const got = fill(mapImportTexts["got.crossing"], { at: String(crossing) });
    complain({ wanted: mapImportTexts["wanted.simple"], got, fix: mapImportTexts["fix.closed"] });
  }
  const outside = outsideOf(converted, options.extent);
  if (outside !== null) complain(outside);
  return converted;
}

/** A position twice in a row is one. */
function withoutRepeats(ring: Ring): Ring {
  return ring.filter((position, at) => at === 0 || String(position) !== String(ring[at - 1]));
}

/** Areas reach farther than stations: half a box more on each side. */
function outsideOf(ring: Ring, extent: Box | null): Pick<ConfigProblem, "wanted" | "got" | "fix"> | null {
  if (extent === null) return null;
  const [width, height] = [(extent.east - extent.west) / 2, (extent.north - extent.south) / 2];
  const { west, south, east, north } = {
    ...{ west: extent.west - width, east: extent.east + width },
    ...{ south: extent.south - height, north: extent.north + height },
  };
  const box: Box = { west, south, east, north };
  const outside = ring.find((position) => !isWithinBox(box, position));
  if (outside === undefined) return null;
  const [x, y] = outside;
  const turned: Position = [y, x];
  const fix: BilingualText = mapImportTexts[isWithinBox(box, turned) ? "fix.swapped" : "fix.box"];
  const written = [west, south, east, north].map((degrees) => degrees.toFixed(2)).join(", ");
  return { wanted: fill(mapImportTexts["wanted.box"], { box: written }), got: gotText(`${x}, ${y}`), fix };
}
