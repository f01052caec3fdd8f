/** How far a gauge can be believed now. Only `live` has a current value: unknown is never dry. */
export const gaugeStates = {
  live: { zh: "正常", en: "live" },
  /** Its newest value is older than its expected interval allows. */
  stale: { zh: "数据陈旧", en: "stale" },
  /** Nothing heard for several expected intervals, or never. */
  silent: { zh: "失联", en: "silent" },
  /** Heard, but its readings fail their checks or do not move. */
  suspect: { zh: "存疑", en: "suspect" },
  /** Its device is worked on; readings are kept. */
  maintenance: { zh: "维护中", en: "in maintenance" },
} as const;

export type GaugeState = keyof typeof gaugeStates;

export const gaugeStateNames = Object.keys(gaugeStates) as readonly GaugeState[];
