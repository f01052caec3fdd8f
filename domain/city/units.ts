import { type Property, properties } from "./property.ts";

/** canonical = sent * scale + offset */
export interface Conversion {
  readonly scale: number;
  readonly offset: number;
}

/** Litres one mole of gas fills at 20 degC and 101.325 kPa; STANDARDS of the field print 0, 20 and 25 degC side by side. */
const molarVolumeL = 24.055;

const ppmPerMgM3 = (molarMassG: number): number => molarVolumeL / molarMassG;

const conversionsByCanonicalUnit: Readonly<Record<string, Readonly<Record<string, Conversion>>>> = {
  m: { m: scaledBy(1), cm: scaledBy(0.01), mm: scaledBy(0.001), ft: scaledBy(0.3048), in: scaledBy(0.0254) },
  mm: { mm: scaledBy(1), cm: scaledBy(10), in: scaledBy(25.4) },
  "m3/s": { "m3/s": scaledBy(1), "m3/h": scaledBy(1 / 3600), "l/s": scaledBy(0.001), cfs: scaledBy(0.028316846592) },
  "m/s": { "m/s": scaledBy(1), "cm/s": scaledBy(0.01) },
  "%vol": { "%vol": scaledBy(1) },
  "%lel": { "%lel": scaledBy(1) },
  ppm: { ppm: scaledBy(1) },
  mA: { mA: scaledBy(1), A: scaledBy(1000) },
  kPa: { kPa: scaledBy(1), MPa: scaledBy(1000), Pa: scaledBy(0.001), bar: scaledBy(100) },
  deg: { deg: scaledBy(1) },
  degC: { degC: scaledBy(1), degF: { scale: 5 / 9, offset: -160 / 9 } },
  V: { V: scaledBy(1), mV: scaledBy(0.001) },
  "1": { "1": scaledBy(1) },
};

/** Units that only make sense for one property: 100 %LEL of methane is 5 %vol; mg/m3 depends on the gas. */
const conversionsByProperty: Partial<Record<Property, Readonly<Record<string, Conversion>>>> = {
  methane: { "%vol": scaledBy(20) },
  hydrogenSulfide: { "mg/m3": scaledBy(ppmPerMgM3(34.08)) },
  carbonMonoxide: { "mg/m3": scaledBy(ppmPerMgM3(28.01)) },
};

/** Units a property may be sent in, canonical first. */
export function unitsOf(property: Property): readonly string[] {
  return [
    ...Object.keys(conversionsByCanonicalUnit[properties[property].unit] ?? {}),
    ...Object.keys(conversionsByProperty[property] ?? {}),
  ];
}

/** How to bring a value in `unit` to the canonical unit of `property`; null when the unit does not fit the property. */
export function conversionFor(property: Property, unit: string): Conversion | null {
  return (
    ownConversion(conversionsByProperty[property], unit) ??
    ownConversion(conversionsByCanonicalUnit[properties[property].unit], unit) ??
    null
  );
}

/** `constructor` is no unit, though every object has one. */
function ownConversion(table: Readonly<Record<string, Conversion>> | undefined, unit: string): Conversion | undefined {
  return table !== undefined && Object.hasOwn(table, unit) ? table[unit] : undefined;
}

function scaledBy(scale: number): Conversion {
  return { scale, offset: 0 };
}
