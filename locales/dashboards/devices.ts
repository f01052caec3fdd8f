import type { Texts } from "../fill.ts";

/** Devices and coverage. */
export const devicesBoardTexts = {
  title: { zh: "设备在线率与覆盖率", en: "Devices and coverage" },
  why: { zh: "应报的是否在报，哪里无人看守。", en: "What is heard of what should be, and where nothing watches." },
  online: { zh: "设备在线率", en: "Devices online" },
  "online-why": {
    zh: "当前连着的设备（或其网关）占全部设备之比。",
    en: "Devices connected now, or whose gateway is, of all.",
  },
  heard: { zh: "监测项有效率", en: "Gauges live" },
  "heard-why": { zh: "按应有间隔在报的监测项占全部之比。", en: "Gauges that report within their intervals, of all." },
  "wrong-clocks": { zh: "时钟异常设备", en: "Wrong clocks" },
  unwatched: { zh: "无站点区县", en: "Districts unwatched" },
  "unwatched-why": {
    zh: "没有任何站点的区县：那里发生什么，感知中枢一无所知。",
    en: "Districts without a station: of what happens there the hub knows nothing.",
  },
  "online-over": { zh: "在线率变化，按区县", en: "Share online by district" },
  "gauges-over": { zh: "监测项变化", en: "Gauges over time" },
  coverage: { zh: "各区县覆盖", en: "Coverage by district" },
  "coverage-why": { zh: "站点数为零即未覆盖。", en: "No station is no coverage." },
  "not-watched": { zh: "未覆盖", en: "not watched" },
  list: { zh: "设备清单（离线在前）", en: "Devices, offline first" },
} as const satisfies Texts;
