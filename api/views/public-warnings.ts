import { areaNames } from "../../domain/city/area-names.ts";
import type { AreaOutlines } from "../../domain/city/area-outline.ts";
import type { City } from "../../domain/city/city.ts";
import type { CityMap } from "../../domain/city/city-map.ts";
import { rankOf } from "../../domain/city/level.ts";
import type { WarningFacts } from "../../domain/governance/warning.ts";
import type { BulletinFacts } from "../../domain/governance/warnings/bulletin.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import { hazardNames, levelNames } from "../../locales/names.ts";
import { shapeOf } from "../../warnings/cap/area-shape.ts";
import { feedPath, publicCapPath } from "../../warnings/feed/atom-feed.ts";

export interface PublicContext {
  readonly city: City;
  readonly outlines: AreaOutlines;
  readonly map: CityMap | null;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** A message, and the warning as it stands; null where it is not kept any more. */
export interface PublicNotice {
  readonly bulletin: BulletinFacts;
  readonly warning: WarningFacts | null;
}

/** What the public is told now. Pure. */
export function publicWarningsView(notices: readonly PublicNotice[], context: PublicContext) {
  const { city, at } = context;
  const { name, timeZone } = city;
  const rows = notices.toSorted((a, b) => weightOf(b) - weightOf(a) || b.bulletin.sentAt - a.bulletin.sentAt);
  return {
    city: { name, timeZone },
    sender: city.warningPolicy?.sender.name ?? name,
    at: isoInstant(at),
    rows: rows.map((notice) => rowOf(notice, context)),
    feed: feedPath,
    map: districts(context),
  };
}

/** Lifted ones come last, whatever they were. */
function weightOf({ bulletin: { kind, level } }: PublicNotice): number {
  return kind === "Cancel" ? 0 : rankOf(level);
}

function rowOf({ bulletin, warning }: PublicNotice, { city, outlines, map }: PublicContext) {
  const { identifier, kind, sentAt, level, hazard, areaCode, title, summary } = bulletin;
  const shape = shapeOf({ areaCode }, city, outlines);
  return {
    ...{ identifier, kind, sentAt: isoInstant(sentAt), level, hazard, areaCode, title, summary },
    ...(kind === "Cancel" || warning === null ? {} : holding(warning)),
    levelName: levelNames[level],
    hazardName: hazardNames[hazard],
    areaPath: [...areaNames(city, areaCode).areaPath],
    area: { ...shape, rings: ringsOf(shape.rings), label: shape.source === "outline" ? (map?.label ?? null) : null },
    cap: publicCapPath(identifier),
  };
}

function holding({ impact, advice, expiresAt }: WarningFacts) {
  return {
    ...(impact === undefined ? {} : { impact }),
    advice,
    ...(expiresAt === undefined ? {} : { expiresAt: isoInstant(expiresAt) }),
  };
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
