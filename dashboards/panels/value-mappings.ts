import { MappingType, SpecialValueMatch, type ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";
import type { BilingualText, Language } from "../../domain/text.ts";
import type { DisplayName } from "../city-names.ts";
import { type Look, looks, unknownLook } from "../level-looks.ts";

/** What stands for one value of a field. */
export interface MappedValue {
  readonly text: string;
  readonly colour: string;
}

/** Ranks of levels as mark, name and colour; no rank is unknown. */
export function levelMappings(language: Language): ValueMapping[] {
  return mappingsOf(
    Object.fromEntries(
      looks.map((look) => [String(look.rank), { text: `${look.mark} ${look.name[language]}`, colour: look.colour }]),
    ),
  );
}

/** The same without the numeral, for lists that are read from afar. */
export function shortLevelMappings(language: Language): ValueMapping[] {
  return mappingsOf(
    Object.fromEntries(
      looks.map((look) => [String(look.rank), { text: shortName(look, language), colour: look.colour }]),
    ),
  );
}

/** Mark and name of a look, such as `▲ red`. */
export function shortName({ mark, shortName: name }: Look, language: Language): string {
  return `${mark} ${name[language]}`;
}

/** @param values by what InfluxDB holds */
export function mappingsOf(values: Readonly<Record<string, MappedValue>>): ValueMapping[] {
  return [
    {
      type: MappingType.ValueToText,
      options: Object.fromEntries(
        Object.entries(values).map(([value, { text, colour }], index) => [value, { text, color: colour, index }]),
      ),
    },
  ];
}

/** No value, in words and the colour of what is unknown: never shown as nought, never green. */
export function unknownMapping(text: string): ValueMapping {
  return {
    type: MappingType.SpecialValue,
    options: {
      match: SpecialValueMatch.NullAndNan,
      result: { text, color: unknownLook.colour, index: 99 },
    },
  };
}

export function unknownText(language: Language): string {
  return `${unknownLook.mark} ${unknownLook.name[language]}`;
}

/** Ids as names, in no colour. */
export function cellNames(names: readonly DisplayName[]): ValueMapping[] {
  return [
    {
      type: MappingType.ValueToText,
      options: Object.fromEntries(names.map(({ id, name }, index) => [id, { text: name, index }])),
    },
  ];
}

/** The words of a closed list as names. */
export function namesOf(words: Readonly<Record<string, BilingualText>>, language: Language): readonly DisplayName[] {
  return Object.entries(words).map(([id, text]) => ({ id, name: text[language] }));
}
