import type { City } from "../../domain/city/city.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { siteTexts, streetKinds } from "../../locales/city-builder/sites.ts";
import { fill } from "../../locales/fill.ts";
import type { SiteUse, Street } from "./plan.ts";

/** Beginning of a station's id. */
const idPrefixes: Readonly<Record<SiteUse, string>> = {
  tunnel: "wl",
  underpass: "wl",
  road: "wl",
  "urban-river": "rv",
  river: "rv",
  rain: "rn",
  sewer: "mh",
  "gas-main": "mh",
  "pump-station": "ps",
  "rubber-dam": "rd",
  "street-light": "el",
};

/** 桐柏路下穿3号, Tongbai Road underpass 3. */
export function siteName(place: BilingualText, use: SiteUse, number: number): BilingualText {
  return fill(siteTexts[use], { place, number });
}

/** `wl-410102005-u3`: the kind, the place, and the number among those of one use there. */
export function siteId(place: string, use: SiteUse, number: number): string {
  return `${idPrefixes[use]}-${place}-${use[0]}${number}`;
}

/**
 * What streets are called within the names of stations: without 街道, 镇, 乡, and with the district before it where two streets
 * would be called alike.
 */
export function streetNames(streets: readonly Street[], city: City): ReadonlyMap<string, BilingualText> {
  const short = streets.map((street) => ({ street, name: shortName(street, city) }));
  const times = Map.groupBy(short, ({ name }) => name.zh);
  return new Map(
    short.map(({ street, name }) => [
      street.code,
      times.get(name.zh)?.length === 1 ? name : inDistrict(street, name, city),
    ]),
  );
}

function shortName({ name, district }: Street, city: City): BilingualText {
  const around = city.areas.get(district as AreaCode)?.name.zh ?? "";
  const zh = name.zh.startsWith(around) ? name.zh.slice(around.length) : name.zh;
  return {
    zh: zh.replace(new RegExp(`(?:${streetKinds.zh})$`, "u"), ""),
    en: name.en.replace(new RegExp(` (?:${streetKinds.en})$`, "u"), ""),
  };
}

function inDistrict({ district }: Street, name: BilingualText, city: City): BilingualText {
  const around = city.areas.get(district as AreaCode)?.name ?? sameInBoth(district);
  return fill(siteTexts["in-district"], { name, district: around });
}
