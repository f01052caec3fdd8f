import type { Texts } from "../fill.ts";

/** Errors of setting up ingest for a city. */
export const ingestTexts = {
  "channel-taken": {
    zh: "无法读取设备 {device}：每个通道应只有一个监测项，“{channel}”上有两个；请改 {gauge} 的通道名",
    en: 'Cannot read device {device}: wanted one gauge a channel, got two on "{channel}"; rename that of {gauge}',
  },
  "gauge-key-missing": {
    zh: "无法读取监测项 {gauge}：应有存储给出的键，实无；请先登记监测项",
    en: "Cannot read gauge {gauge}: wanted its key from the store, got none; register the gauges first",
  },
  "unit-mismatch": {
    zh: "无法读取监测项 {gauge}：{property} 的单位应为 {units} 之一，实为“{unit}”",
    en: 'Cannot read gauge {gauge}: wanted one of {units} for {property}, got "{unit}"',
  },
} as const satisfies Texts;
