import type { Texts } from "../fill.ts";

/** `guanlan city` and `guanlan city generate`. */
export const cityCommandTexts = {
  help: { zh: "城市文件夹：生成、建立、导入", en: "city folders: generate, begin, import" },
  "help-generate": {
    zh: "生成一座任意规模的示例城市（示意，非测绘成果）：规则、预案和原有站点照搬，其余站点按方案生成",
    en: "generate a city of any size for demonstration (schematic, not surveyed): rules, policies and stations kept, others made by its plan",
  },
  "help-folder": { zh: "要写入的文件夹，须为空或尚不存在", en: "folder to write, empty or not there yet" },
  "help-stations": { zh: "站点总数", en: "how many stations in all" },
  "help-seed": { zh: "随机种子；相同种子逐字节相同", en: "the same seed gives the same bytes" },
  "help-like": {
    zh: "以哪座城市为样板（须含 generator/）；省略时为配置中的城市",
    en: "city that it is like, with a folder generator/; that of the settings where left out",
  },
  generated: {
    zh: "已生成 {folder}：{stations} 个站点、{devices} 台设备、{gauges} 个监测项；用时 {seconds} 秒，{size}",
    en: "{folder}: {stations} stations, {devices} devices, {gauges} gauges; {seconds} s, {size}",
  },
} as const satisfies Texts;
