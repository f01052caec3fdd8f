import type { CanonicalUnit } from "./conversions.ts";

/** What a property is: the canonical unit in which every observation of it is kept, and what people call it. */
interface PropertyEntry {
  readonly unit: CanonicalUnit;
  readonly zh: string;
  readonly en: string;
}

/** What a gauge measures. */
export const properties = {
  /** Water over a road, an underpass floor or a sump floor. */
  depth: { unit: "m", zh: "积水深度", en: "water depth" },
  /** Water level above gauge zero or datum. */
  stage: { unit: "m", zh: "水位", en: "stage" },
  /** Rain fallen since the reading before. */
  rain: { unit: "mm", zh: "降雨量", en: "rain" },
  flow: { unit: "m3/s", zh: "流量", en: "flow" },
  velocity: { unit: "m/s", zh: "流速", en: "velocity" },
  oxygen: { unit: "%vol", zh: "氧气", en: "oxygen" },
  /** Combustible gas as methane, in hundredths of the lower explosive limit. */
  methane: { unit: "%lel", zh: "甲烷", en: "methane" },
  hydrogenSulfide: { unit: "ppm", zh: "硫化氢", en: "hydrogen sulfide" },
  carbonMonoxide: { unit: "ppm", zh: "一氧化碳", en: "carbon monoxide" },
  current: { unit: "mA", zh: "漏电电流", en: "leakage current" },
  pressure: { unit: "kPa", zh: "压力", en: "pressure" },
  tilt: { unit: "deg", zh: "倾角", en: "tilt" },
  temperature: { unit: "degC", zh: "温度", en: "temperature" },
  voltage: { unit: "V", zh: "电压", en: "voltage" },
  /** 1 running, 0 stopped. */
  running: { unit: "1", zh: "运行状态", en: "running" },
} as const satisfies Readonly<Record<string, PropertyEntry>>;

export type Property = keyof typeof properties;

export const propertyNames = Object.keys(properties) as readonly Property[];
