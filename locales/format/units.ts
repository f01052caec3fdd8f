import type { Texts } from "../fill.ts";

/** How people write an amount: `{n}` is the number. Those of compared signals that are no unit of a property are there too. */
export const unitTexts = {
  m: { zh: "{n}米", en: "{n} m" },
  cm: { zh: "{n}厘米", en: "{n} cm" },
  mm: { zh: "{n}毫米", en: "{n} mm" },
  "m3/s": { zh: "{n}立方米/秒", en: "{n} m³/s" },
  "m/s": { zh: "{n}米/秒", en: "{n} m/s" },
  deg: { zh: "{n}度", en: "{n}°" },
  degC: { zh: "{n}℃", en: "{n} °C" },
  min: { zh: "{n}分钟", en: "{n} min" },
  chance: { zh: "{n}%", en: "{n} %" },
  intervals: { zh: "{n}个上报间隔", en: "{n} reporting {n|interval|intervals}" },
  gauges: { zh: "{n}个监测项", en: "{n} {n|gauge|gauges}" },
  stations: { zh: "{n}个站点", en: "{n} {n|station|stations}" },
} as const satisfies Texts;

/** Amounts that are written otherwise. */
export const amountTexts = {
  symbol: { zh: "{n} {symbol}", en: "{n} {symbol}" },
  "per-hour": { zh: "{amount}/小时", en: "{amount}/h" },
  running: { zh: "运行", en: "running" },
  stopped: { zh: "停止", en: "stopped" },
  "no-level": { zh: "无报警", en: "no alarm" },
} as const satisfies Texts;
