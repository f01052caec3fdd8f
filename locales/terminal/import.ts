import type { Texts } from "../fill.ts";

/** `guanlan import`. */
export const importTexts = {
  help: {
    zh: "把历史记录导入监测项的历史（CSV 或 CSV.gz）：只作存档，不参与判断，不呼叫任何人；中枢须已停止",
    en: "put recorded values into the history of gauges (CSV or CSV.gz): archive alone, never judged, paging nobody; the hub must be stopped",
  },
  "help-files": { zh: "CSV 或 CSV.gz 文件", en: "CSV or CSV.gz files" },
  "help-gauge": { zh: "监测项编号：文件只属于它", en: "id of the gauge that the files are of" },
  "help-map": {
    zh: "列=监测项；有 --station 时为 站点=监测项；可重复",
    en: "column=gauge, or station=gauge where --station names a column; may be repeated",
  },
  "help-value": { zh: "数值列", en: "column of the value" },
  "help-station": { zh: "站点列", en: "column of the station" },
  "help-dry-run": { zh: "只说明会怎样读，不写入", en: "say how it would be read, and write nothing" },
  "gauge-or-map": {
    zh: "无法导入：须用 --gauge 或 --map 二者之一说明属于哪个监测项",
    en: "Cannot import as the gauges must be named by --gauge or by --map, one of the two",
  },
  "name-the-value": {
    zh: "无法导入：须用 --value 说明数值列",
    en: "Cannot import as the column of values must be named: say --value",
  },
  "no-gauge": {
    zh: "无法导入：城市中须有监测项 {id}，实际没有；{fix}",
    en: "Cannot import as the city must have a gauge {id}: got none; {fix}",
  },
  "see-check": { zh: "guanlan check 会列出城市内容", en: "guanlan check shows what the city has" },
  "no-station": {
    zh: "无法导入：{file} 中须有站点 {station}，实际没有；请更正 --map",
    en: "Cannot import as station {station} must be in {file}: got none; correct --map",
  },
  ahead: {
    zh: "无法导入：{gauge} 的记录须在 1970 年之后、现在之前，实有 {got}；请检查时区与日期次序",
    en: "Cannot import as what is recorded of {gauge} must lie between 1970 and now: got {got}; look at the zone and the order of dates",
  },
  "left-out": {
    zh: "站点 {station} 没有对应的监测项，不导入其 {values} 个值",
    en: "station {station} is mapped to no gauge: its {values} {values|value is|values are} left out",
  },
  gauge: {
    zh: "{gauge}：{values} 个值，{from} 至 {to}",
    en: "{gauge}: {values} {values|value|values}, {from} to {to}",
  },
  "dry-run": { zh: "仅检查，未写入", en: "looked only: nothing was written" },
  done: {
    zh: "已存档 {kept} 个值；{known} 个时刻已有值，未改动",
    en: "{kept} {kept|value is|values are} in the archive; {known} {known|moment|moments} had a value already, which stays",
  },
} as const satisfies Texts;
