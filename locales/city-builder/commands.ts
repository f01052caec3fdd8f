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
  "help-map": {
    zh: "按 generator/ 写出示意图 map.geojson（示意图，非测绘成果），并可画成图片",
    en: "write the schematic map.geojson by generator/ (not surveyed), and draw the map that the folder has",
  },
  "help-map-folder": { zh: "城市文件夹", en: "city folder" },
  "help-svg": { zh: "画成 SVG 图片", en: "draw it into an SVG file" },
  "help-dots": { zh: "图上标出站点", en: "with a dot for each station" },
  "map-written": { zh: "已写入 {path}", en: "{path} is written" },
  "map-drawn": { zh: "已画入 {path}（{label}）", en: "drawn into {path} ({label})" },
  "no-map": {
    zh: "无法画图：须有 areas.geojson、map.geojson 或 generator/，而 {folder} 中都没有；用 guanlan city import-map 导入审核过的地图",
    en: "Cannot draw a map: wanted areas.geojson, map.geojson or generator/, got none of them in {folder}; bring a reviewed map in with guanlan city import-map",
  },
  generated: {
    zh: "已生成 {folder}：{stations} 个站点、{devices} 台设备、{gauges} 个监测项；用时 {seconds} 秒，{size}",
    en: "{folder}: {stations} stations, {devices} devices, {gauges} gauges; {seconds} s, {size}",
  },
} as const satisfies Texts;
