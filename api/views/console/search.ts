import type { City } from "../../../domain/city/city.ts";
import type { BilingualText } from "../../../domain/text.ts";
import type { RulesView } from "../../ports.ts";
import { pinyinInitials } from "./pinyin-initials.ts";

/** What can be found. */
export const foundKinds = ["area", "station", "gauge", "device", "unit", "rule"] as const;

/** Something that has a name or a code. */
export interface Findable {
  readonly kind: (typeof foundKinds)[number];
  readonly id: string;
  readonly name: BilingualText;
  /** The area that it lies in; null where it lies in none. */
  readonly areaCode: string | null;
  /** In small letters: id, names and pinyin initials. */
  readonly keys: readonly string[];
}

const kept = new WeakMap<City, { readonly rules: string; readonly all: readonly Findable[] }>();

/** What fits a text, best first: the whole of a key, its beginning, a part of it. */
export function search(
  city: City,
  rules: RulesView,
  { text, limit }: { readonly text: string; readonly limit: number },
): readonly Findable[] {
  const wanted = text.trim().toLowerCase();
  const fits = findables(city, rules)
    .map((each, order) => ({ each, order, rank: rankOf(each, wanted) }))
    .filter(({ rank }) => rank < 3);
  return fits
    .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, limit)
    .map(({ each }) => each);
}

function rankOf({ keys }: Findable, wanted: string): number {
  let best = 3;
  for (const key of keys) {
    if (key === wanted) return 0;
    const at = key.indexOf(wanted);
    if (at >= 0) best = Math.min(best, at === 0 ? 1 : 2);
  }
  return best;
}

function findables(city: City, rules: RulesView): readonly Findable[] {
  const known = kept.get(city);
  if (known?.rules === rules.running.digest) return known.all;
  const all = [...ofCity(city), ...ofRules(rules)];
  kept.set(city, { rules: rules.running.digest, all });
  return all;
}

function ofCity(city: City): readonly Findable[] {
  const stationOf = (id: Parameters<City["stations"]["get"]>[0]) => city.stations.get(id);
  return [
    ...[...city.areas.values()].map(({ code, name }) => findable("area", { id: code, name, areaCode: code })),
    ...[...city.stations.values()].map(({ id, name, areaCode }) => findable("station", { id, name, areaCode })),
    ...[...city.gauges.values()].map(({ id, stationId }) =>
      findable("gauge", { id, ...placeOf(stationOf(stationId)) }),
    ),
    ...[...city.devices.values()].map(({ id, stationId }) =>
      findable("device", { id, ...placeOf(stationOf(stationId)) }),
    ),
    ...[...city.units.values()].map(({ id, name }) => findable("unit", { id, name, areaCode: null })),
  ];
}

function ofRules({ rules }: RulesView): readonly Findable[] {
  return rules.map(({ ruleId, title }) => findable("rule", { id: ruleId, name: title, areaCode: null }));
}

function placeOf(station: { readonly name: BilingualText; readonly areaCode: string } | undefined) {
  return { name: station?.name ?? { zh: "", en: "" }, areaCode: station?.areaCode ?? null };
}

function findable(kind: Findable["kind"], what: Omit<Findable, "kind" | "keys">): Findable {
  const { id, name } = what;
  return {
    kind,
    ...what,
    keys: [id.toLowerCase(), name.zh.toLowerCase(), name.en.toLowerCase(), pinyinInitials(name.zh)],
  };
}
