import type { City } from "../../domain/city/city.ts";
import type { AreaCode } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { SiteUse, Street } from "./plan.ts";

/** What a station is called after its street or river. */
const useNames: Readonly<Record<SiteUse, BilingualText>> = {
  tunnel: { zh: "隧道", en: "tunnel" },
  underpass: { zh: "下穿", en: "underpass" },
  road: { zh: "路段", en: "road" },
  "urban-river": { zh: "断面", en: "section" },
  river: { zh: "断面", en: "section" },
  rain: { zh: "雨量站", en: "rain station" },
  sewer: { zh: "污水井", en: "sewer manhole" },
  "gas-main": { zh: "燃气邻近井", en: "manhole by the gas main" },
  "pump-station": { zh: "雨水泵站", en: "pump station" },
  "rubber-dam": { zh: "橡胶坝", en: "rubber dam" },
  "street-light": { zh: "路灯配电箱", en: "lighting cabinet" },
};

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
  const { zh, en } = useNames[use];
  return { zh: `${place.zh}${zh}${number}号`, en: `${place.en} ${en} ${number}` };
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
    zh: zh.replace(/(?:街道|回族乡|镇|乡)$/u, ""),
    en: name.en.replace(/ (?:Subdistrict|Hui Township|Town|Township)$/u, ""),
  };
}

function inDistrict({ district }: Street, name: BilingualText, city: City): BilingualText {
  const around = city.areas.get(district as AreaCode)?.name ?? { zh: "", en: "" };
  return { zh: `${around.zh}${name.zh}`, en: `${name.en} (${around.en})` };
}
