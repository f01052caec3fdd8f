import type { Texts } from "../fill.ts";

/** `guanlan city init`, `import` and `import-map`. */
export const cityGrowthTexts = {
  help: { zh: "建立和扩充城市文件夹", en: "make a city folder and let it grow" },
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
