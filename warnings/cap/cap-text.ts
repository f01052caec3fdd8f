import { areaNames } from "../../domain/city/area-names.ts";
import type { City } from "../../domain/city/city.ts";
import { isRestricted } from "../../domain/city/data-class.ts";
import type { Level } from "../../domain/city/level.ts";
import type { Warning, WarningSupport } from "../../domain/governance/warning.ts";
import { type BilingualText, type Language, sameInBoth } from "../../domain/text.ts";
import { fill, joined } from "../../locales/fill.ts";
import { amountText } from "../../locales/format/amounts.ts";
import { capTexts } from "../../locales/messages/cap.ts";
import { hazardNames, levelNames } from "../../locales/names.ts";
import { marks } from "../../locales/shared.ts";
import type { AreaShape } from "./area-shape.ts";

interface TextContext {
  readonly city: City;
  readonly language: Language;
}

/** Level as the national scale writes it beside its colour. */
const colourRanks = { blue: "Ⅳ", yellow: "Ⅲ", orange: "Ⅱ", red: "Ⅰ" } as const satisfies Readonly<
  Record<Level, string>
>;

/** Supports that the words name; all that are kept stand as parameters. */
const namedInWords = 5;

/** What can happen, and what was seen; once lifted, that it is over. */
export function capDescription(warning: Warning, { city, language }: TextContext): string {
  const place = { area: areaNames(city, warning.areaCode).areaName, hazard: hazardNames[warning.hazard] };
  if (warning.state === "lifted") return fill(capTexts.over, place)[language];
  const impact = warning.impact ?? fill(capTexts["no-impact"], place);
  const supports = quotableSupports(warning, city)
    .slice(0, namedInWords)
    .map((each) => supportWords(each, city));
  if (supports.length === 0) return impact[language];
  const spaced = { zh: impact.zh, en: `${impact.en} ` };
  const words = { impact: spaced, supports: joined([joined(supports, marks.semicolon), capTexts.end], none) };
  return fill(capTexts.description, words)[language];
}

const none: BilingualText = { zh: "", en: "" };

/** What CAP has no element for, by name: the same names in both languages. */
export function capParameters(
  warning: Warning,
  { city, language, shape }: TextContext & { readonly shape: AreaShape },
): readonly (readonly [string, string])[] {
  const shapeText =
    shape.source === "outline" && shape.hasHoles ? capTexts["outline.no-holes"] : capTexts[shape.source];
  const suggested = city.warningPolicy?.suggests[warning.level];
  return [
    ["colour", levelNames[warning.level][language]],
    ["level", colourRanks[warning.level]],
    ["areaShape", shapeText[language]],
    ...(suggested === undefined || warning.state === "lifted" ? [] : [["suggestedResponse", suggested] as const]),
    ...quotableSupports(warning, city).map((each) => ["support", supportText(each, { city, language })] as const),
  ];
}

/** To issue a warning is to publish what speaks for it, but for restricted gauges, and numbers that may be made of theirs. */
function quotableSupports({ supports = [] }: Warning, { gauges }: City): readonly WarningSupport[] {
  return supports.filter(({ gaugeId, stationId }) =>
    gauges.values().every((gauge) => {
      const isBehind = gaugeId === null ? gauge.stationId === stationId : gauge.id === gaugeId;
      return !(isBehind && isRestricted(gauge));
    }),
  );
}

function supportText(support: WarningSupport, { city, language }: TextContext): string {
  return `${supportWords(support, city)[language]}, ${support.ruleId}@${support.ruleVersion}`;
}

function supportWords({ stationId, gaugeId, value, limit, unit, level }: WarningSupport, city: City): BilingualText {
  const property = gaugeId === null ? null : city.gauges.get(gaugeId)?.property;
  return fill(capTexts.support, {
    station: city.stations.get(stationId)?.name ?? sameInBoth(stationId),
    value: amountText(value, unit, property),
    limit: amountText(limit, unit, property),
    level: levelNames[level],
  });
}
