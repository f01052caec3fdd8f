import { type Conversion, conversionsByCanonicalUnit, scaledBy } from "./conversions.ts";
import { type Property, propertyUnits } from "./property.ts";

/** Litres one mole of gas fills at 20 degC and 101.325 kPa; standards print 0, 20 and 25 degC side by side (docs/standards.md). */
const molarVolumeL = 24.055;

const ppmPerMgM3 = (molarMassG: number): number => molarVolumeL / molarMassG;

/** Units that only make sense for one property: 100 %LEL of methane is 5 %vol; mg/m3 depends on the gas. */
const conversionsByProperty: Partial<Record<Property, Readonly<Record<string, Conversion>>>> = {
  methane: { "%vol": scaledBy(20) },
  hydrogenSulfide: { "mg/m3": scaledBy(ppmPerMgM3(34.08)) },
  carbonMonoxide: { "mg/m3": scaledBy(ppmPerMgM3(28.01)) },
};

/** Units a property may be sent in, canonical first. */
export function unitsOf(property: Property): readonly string[] {
  return [
    ...Object.keys(conversionsByCanonicalUnit[propertyUnits[property]]),
    ...Object.keys(conversionsByProperty[property] ?? {}),
  ];
}

/** How to bring a value in `unit` to the canonical unit of `property`; null when the unit does not fit the property. */
export function conversionFor(property: Property, unit: string): Conversion | null {
  return (
    ownConversion(conversionsByProperty[property], unit) ??
    ownConversion(conversionsByCanonicalUnit[propertyUnits[property]], unit) ??
    null
  );
}

/** `constructor` is no unit, though every object has one. */
function ownConversion(table: Readonly<Record<string, Conversion>> | undefined, unit: string): Conversion | undefined {
  return table !== undefined && Object.hasOwn(table, unit) ? table[unit] : undefined;
}

/** How to bring a value in one unit to another of the same kind, whatever is measured; null where they are of two kinds. */
export function conversionBetween(from: string, to: string): Conversion | null {
  if (from === to) return { scale: 1, offset: 0 };
  const tables: readonly Readonly<Record<string, Conversion>>[] = [
    ...Object.values(conversionsByCanonicalUnit),
    ...Object.values(conversionsByProperty),
  ];
  for (const table of tables) {
    const [into, out] = [ownConversion(table, from), ownConversion(table, to)];
    if (into !== undefined && out !== undefined) return joined(into, out);
  }
  return null;
}

/** How to bring a value of `property` in one of its units to another; null where one does not fit it. */
export function conversionWithin(property: Property, from: string, to: string): Conversion | null {
  const [into, out] = [conversionFor(property, from), conversionFor(property, to)];
  return into === null || out === null ? null : joined(into, out);
}

/** First to the canonical unit, then out of it. */
function joined(into: Conversion, out: Conversion): Conversion {
  return { scale: into.scale / out.scale, offset: (into.offset - out.offset) / out.scale };
}
