import { areaNames } from "../../domain/city/area-names.ts";
import type { AreaOutlines } from "../../domain/city/area-outline.ts";
import type { City } from "../../domain/city/city.ts";
import type { CityMap } from "../../domain/city/city-map.ts";
import { rankOf } from "../../domain/city/level.ts";
import type { Bulletin } from "../../domain/governance/warnings/bulletin.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import { hazardNames, levelNames } from "../../locales/names.ts";
import { shapeOf } from "../../warnings/cap/area-shape.ts";
import { wordsOfCap } from "../../warnings/cap/cap-words.ts";
import { feedPath, publicCapPath } from "../../warnings/feed/atom-feed.ts";

export interface PublicContext {
  readonly city: City;
  readonly outlines: AreaOutlines;
  readonly map: CityMap | null;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** What the public is told now. Pure. */
export function publicWarningsView(bulletins: readonly Bulletin[], context: PublicContext) {
  const { city, at } = context;
  const { name, timeZone } = city;
  const rows = bulletins.toSorted((a, b) => weightOf(b) - weightOf(a) || b.sentAt - a.sentAt);
  return {
    city: { name, timeZone },
    sender: city.warningPolicy?.sender.name ?? name,
    at: isoInstant(at),
    rows: rows.map((bulletin) => rowOf(bulletin, context)),
    feed: feedPath,
    map: districts(context),
  };
}

/** Lifted ones come last, whatever they were. */
function weightOf({ kind, level }: Bulletin): number {
  return kind === "Cancel" ? 0 : rankOf(level);
}

function rowOf(bulletin: Bulletin, { city, outlines, map }: PublicContext) {
  const { identifier, kind, sentAt, level, hazard, areaCode, title, summary } = bulletin;
  const shape = shapeOf({ areaCode }, city, outlines);
  return {
    ...{ identifier, kind, sentAt: isoInstant(sentAt), level, hazard, areaCode, title, summary },
    ...(kind === "Cancel" ? {} : holding(bulletin)),
    levelName: levelNames[level],
    hazardName: hazardNames[hazard],
    areaPath: [...areaNames(city, areaCode).areaPath],
    area: { ...shape, rings: ringsOf(shape.rings), label: shape.source === "outline" ? (map?.label ?? null) : null },
    cap: publicCapPath(identifier),
  };
}

function holding({ xml }: Bulletin) {
  const { description, instruction, expiresAt } = wordsOfCap(xml);
  return { description, advice: instruction, ...(expiresAt === null ? {} : { expiresAt: isoInstant(expiresAt) }) };
}

function districts({ city, outlines, map }: PublicContext) {
  if (map === null) return null;
  const codes = [...city.areas.values()].filter(({ kind }) => kind === "district").map(({ code }) => code);
  const rings = codes.flatMap((areaCode) => ringsOf(shapeOf({ areaCode }, city, outlines).rings));
  return rings.length === 0 ? null : { rings, label: map.label };
}

type Ring = readonly (readonly [number, number])[];

function ringsOf(rings: readonly Ring[]): number[][][] {
  return rings.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude]));
}
