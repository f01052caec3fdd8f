import type { Hazard } from "../domain/city/hazard.ts";
import type { Level } from "../domain/city/level.ts";
import type { Property } from "../domain/city/property.ts";
import type { ClockKind } from "../domain/observations/device-clock.ts";
import type { GaugeState } from "../domain/observations/gauge-state.ts";
import type { BilingualText } from "../domain/text.ts";

/** What people call each warning level. */
export const levelNames = {
  blue: { zh: "蓝色", en: "blue" },
  yellow: { zh: "黄色", en: "yellow" },
  orange: { zh: "橙色", en: "orange" },
  red: { zh: "红色", en: "red" },
} as const satisfies Readonly<Record<Level, BilingualText>>;

/** What people call each hazard. */
export const hazardNames = {
  waterlogging: { zh: "积水内涝", en: "waterlogging" },
  "river-flood": { zh: "河道洪水", en: "river flood" },
  rainstorm: { zh: "暴雨", en: "rainstorm" },
  "toxic-gas": { zh: "有毒有害气体", en: "toxic gas" },
  "combustible-gas": { zh: "可燃气体", en: "combustible gas" },
  "oxygen-deficiency": { zh: "缺氧", en: "oxygen deficiency" },
  "electric-leakage": { zh: "漏电", en: "electric leakage" },
  "dam-failure": { zh: "坝体险情", en: "dam failure" },
  "pump-failure": { zh: "泵站故障", en: "pump failure" },
  "low-water": { zh: "枯水断流", en: "low water" },
  "blind-spot": { zh: "监测盲区", en: "blind spot" },
} as const satisfies Readonly<Record<Hazard, BilingualText>>;

/** What people call each property that is measured. */
export const propertyNames = {
  depth: { zh: "积水深度", en: "water depth" },
  stage: { zh: "水位", en: "stage" },
  rain: { zh: "降雨量", en: "rain" },
  flow: { zh: "流量", en: "flow" },
  velocity: { zh: "流速", en: "velocity" },
  oxygen: { zh: "氧气", en: "oxygen" },
  methane: { zh: "甲烷", en: "methane" },
  hydrogenSulfide: { zh: "硫化氢", en: "hydrogen sulfide" },
  carbonMonoxide: { zh: "一氧化碳", en: "carbon monoxide" },
  current: { zh: "漏电电流", en: "leakage current" },
  pressure: { zh: "压力", en: "pressure" },
  tilt: { zh: "倾角", en: "tilt" },
  temperature: { zh: "温度", en: "temperature" },
  voltage: { zh: "电压", en: "voltage" },
  running: { zh: "运行状态", en: "running" },
} as const satisfies Readonly<Record<Property, BilingualText>>;

/** What people call each state of a gauge. */
export const gaugeStateNames = {
  live: { zh: "正常", en: "live" },
  stale: { zh: "数据陈旧", en: "stale" },
  silent: { zh: "失联", en: "silent" },
  unusable: { zh: "数据不可用", en: "unusable" },
  suspect: { zh: "存疑", en: "suspect" },
  maintenance: { zh: "维护中", en: "in maintenance" },
} as const satisfies Readonly<Record<GaugeState, BilingualText>>;

/** What people call each kind of device clock. */
export const clockKindNames = {
  right: { zh: "时钟正常", en: "clock right" },
  ahead: { zh: "时钟超前", en: "clock ahead" },
  behind: { zh: "时钟落后", en: "clock behind" },
  "zone-ahead": {
    zh: "时钟超前整时区（如把当地时间当作UTC发送）",
    en: "clock ahead by a time zone (as where local time is sent as UTC)",
  },
  "zone-behind": {
    zh: "时钟落后整时区（如把UTC当作当地时间发送）",
    en: "clock behind by a time zone (as where UTC is sent as local time)",
  },
  "stands-still": { zh: "时钟停走", en: "clock stands still" },
  restarts: { zh: "时钟反复从同一时刻起走", en: "clock begins at one moment again and again" },
  jumps: { zh: "时钟跳变", en: "clock jumps" },
  alternates: {
    zh: "两个时钟交替出现（设备内各部分时间不一致）",
    en: "two clocks by turns (parts of the device disagree)",
  },
  drifts: { zh: "时钟漂移", en: "clock drifts" },
} as const satisfies Readonly<Record<ClockKind, BilingualText>>;
