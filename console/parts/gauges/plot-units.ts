import { type Property, propertyUnits } from "../../../domain/city/property.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { amountText } from "../../../locales/format/amounts.ts";

/** How values of a property are drawn: times `scale`, in a unit that people of the field use. */
export interface PlotUnit {
  readonly scale: number;
  readonly words: BilingualText;
}

/** As `amountText` writes it: depth of water in centimetres, all else in its canonical unit. */
export function plotUnitOf(property: Property): PlotUnit {
  const scale = property === "depth" ? 100 : 1;
  if (property === "running") return { scale, words: { zh: "", en: "" } };
  const { zh, en } = amountText(1 / scale, propertyUnits[property], property);
  return { scale, words: { zh: withoutNumber(zh), en: withoutNumber(en) } };
}

function withoutNumber(text: string): string {
  return text.replace(/^[\d.]+\s*/, "");
}

/** A value of a gauge as people say it. */
export function valueText(value: number, property: Property): BilingualText {
  return amountText(value, propertyUnits[property], property);
}
