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
    en: "{folder}: {stations} {stations|station|stations}, {devices} {devices|device|devices}, {gauges} {gauges|gauge|gauges}; {seconds} s, {size}",
  },
} as const satisfies Texts;

/** `guanlan city init`, `import` and `import-map`. */
export const cityGrowthTexts = {
  "help-city": {
    zh: "城市文件夹，不写则为配置中的 hub.city",
    en: "folder of the city; that of the settings where left out",
  },
  "help-dry-run": { zh: "只检查并报告，不写入", en: "look and report, and write nothing" },

  "help-import": {
    zh: "从表格（CSV，含 Excel 的 GBK）导入站点，逐行报告",
    en: "take stations from a spreadsheet (CSV, Excel's GBK too), with a report by line",
  },
  "help-sheet": { zh: "表格文件", en: "the sheet" },
  "help-sheet-crs": {
    zh: "表中经纬度的坐标系；网络地图上取的点为 gcj02",
    en: "system of the sheet's coordinates; points from Chinese web maps are gcj02",
  },
  "help-unit": { zh: "表中没有责任单位时用的编号", en: "id of the responsible unit where the sheet names none" },
  "help-into": { zh: "新站点写入的文件", en: "file that new stations go into" },
  "help-quiet": { zh: "不列出未变的行", en: "leave out lines that change nothing" },

  "help-import-map": {
    zh: "导入本市经审核的地图（GeoJSON）作为区域图形",
    en: "take the city's own reviewed map (GeoJSON) as outlines of its areas",
  },
  "help-map": { zh: "GeoJSON 文件", en: "the GeoJSON file" },
  "help-map-crs": { zh: "地图的坐标系", en: "system of the map's coordinates" },
  "help-source": { zh: "地图来源，凡绘出之处都会注明", en: "who made the map; printed wherever it is drawn" },
  "help-review-number": { zh: "审图号，凡绘出之处都会注明", en: "its review number; printed wherever it is drawn" },
  "help-code-property": { zh: "区域代码所在的属性", en: "property that has the code of an area" },
  "help-tolerance": {
    zh: "化简的容差，米；0 为不化简",
    en: "how far simplifying may move a border, m; 0 for not at all",
  },
  "help-known-only": { zh: "略过 areas.yaml 中没有的区域", en: "leave out areas that areas.yaml does not have" },

  "help-init": {
    zh: "建立新的城市文件夹：检查无误，可以启动，注释引导填写",
    en: "begin a city folder: it checks clean and starts, and its comments lead on",
  },
  "help-init-folder": { zh: "要建立的文件夹，须为空或尚不存在", en: "folder to make, empty or not there yet" },
  "help-name": { zh: "城市名称", en: "name of the city" },
  "help-name-en": { zh: "英文名称，不写则同名称", en: "its English name; the same where left out" },
  "help-code": { zh: "行政区划代码", en: "code of the division" },
  "help-time-zone": { zh: "IANA 时区名", en: "IANA name of its time zone" },
  "new-city": { zh: "新城市", en: "New city" },
} as const satisfies Texts;
