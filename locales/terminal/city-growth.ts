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
} as const satisfies Texts;
