import { type Property, properties } from "./property.ts";

/** canonical = sent * scale + offset */
export interface Conversion {
  readonly scale: number;
  readonly offset: number;
}

/** Litres one mole of gas fills at 20 degC and 101.325 kPa; STANDARDS of the field print 0, 20 and 25 degC side by side. */
const molarVolumeL = 24.055;

const ppmPerMgM3 = (molarMassG: number): number => molarVolumeL / molarMassG;

const shared: Readonly<Record<string, Readonly<Record<string, Conversion>>>> = {
  m: { m: times(1), cm: times(0.01), mm: times(0.001), ft: times(0.3048), in: times(0.0254) },
  mm: { mm: times(1), cm: times(10), in: times(25.4) },
  "m3/s": { "m3/s": times(1), "m3/h": times(1 / 3600), "l/s": times(0.001), cfs: times(0.028316846592) },
  "m/s": { "m/s": times(1), "cm/s": times(0.01) },
  "%vol": { "%vol": times(1) },
  "%lel": { "%lel": times(1) },
  ppm: { ppm: times(1) },
  mA: { mA: times(1), A: times(1000) },
  kPa: { kPa: times(1), MPa: times(1000), Pa: times(0.001), bar: times(100) },
  deg: { deg: times(1) },
  degC: { degC: times(1), degF: { scale: 5 / 9, offset: -160 / 9 } },
  V: { V: times(1), mV: times(0.001) },
  "1": { "1": times(1) },
};

/** Units that only make sense for one property: 100 %LEL of methane is 5 %vol; mg/m3 depends on the gas. */
const ofProperty: Partial<Record<Property, Readonly<Record<string, Conversion>>>> = {
  methane: { "%vol": times(20) },
  hydrogenSulfide: { "mg/m3": times(ppmPerMgM3(34.08)) },
  carbonMonoxide: { "mg/m3": times(ppmPerMgM3(28.01)) },
};

/** Units a property may be sent in, canonical first. */
export function unitsOf(property: Property): readonly string[] {
  return [...Object.keys(shared[properties[property].unit] ?? {}), ...Object.keys(ofProperty[property] ?? {})];
}

/** How to bring a value in `unit` to the canonical unit of `property`; null when the unit does not fit the property. */
export function conversionFor(property: Property, unit: string): Conversion | null {
  return own(ofProperty[property], unit) ?? own(shared[properties[property].unit], unit) ?? null;
}

/** `constructor` is no unit, though every object has one. */
function own(table: Readonly<Record<string, Conversion>> | undefined, unit: string): Conversion | undefined {
  return table !== undefined && Object.hasOwn(table, unit) ? table[unit] : undefined;
}

function times(scale: number): Conversion {
  return { scale, offset: 0 };
}
