import type { Texts } from "../fill.ts";

/** `guanlan backtest`. */
export const backtestTexts = {
  help: {
    zh: "用历史记录检验预报或规则：命中、漏报、空报与提前量",
    en: "hold the forecast or a rule against recorded water: hits, misses, false alarms, lead",
  },
  "help-files": { zh: "CSV 或 CSV.gz 文件", en: "CSV or CSV.gz files" },
  "help-value": {
    zh: "数值列；多列以逗号分隔，* 为其余全部，每列一个站点",
    en: "column of the value; several with commas, or *, for files with a column a station",
  },
  "help-station": { zh: "站点列", en: "column of the station" },
  "help-property": { zh: "监测内容", en: "what the values measure" },
  "help-mark": {
    zh: "事件的水位：3、4in、median+1m、warningStage，或 站点=3，可重复",
    en: "mark that makes an event: 3, 4in, median+1m, warningStage, or station=3; may be repeated",
  },
  "help-lower-mark": {
    zh: "下一级水位，基线之一；省略时低半米",
    en: "next lower mark, for a baseline; half a metre below where left out",
  },
  "help-rule": {
    zh: "要检验的规则：城市规则编号、规则文件或 文件#编号；省略时为内置预报",
    en: "rule to judge: an id of the city's, a rule file, or file#id; the built-in forecast where left out",
  },
  "help-no-quality": {
    zh: "规则直接判断每个读数；省略时与运行中一样，可疑读数先经质量检查",
    en: "let the rule judge every reading as it stands; where left out doubtful ones are checked first, as they are live",
  },
  "help-level": { zh: "达到该级别才算报警", en: "level from which the rule counts as an alert" },
  "help-threshold": {
    zh: "规则所用的阈值 名称=数值（与数值同单位），可重复",
    en: "threshold the rule names, name=value in the unit of the values; may be repeated",
  },
  "help-min-rows": { zh: "少于这么多值的站点不参加", en: "stations with fewer values are left out" },
  "help-history": { zh: "检验感知中枢自己的历史（只读）", en: "judge the hub's own history, read only" },
  "help-gauge": { zh: "历史中的监测项，可重复", en: "gauge of the history; may be repeated" },
  "help-from": { zh: "历史起点，含时区", en: "start of the history, with its zone" },
  "help-to": { zh: "历史终点（不含），含时区", en: "end of the history, not included, with its zone" },
  "help-json": { zh: "写出 JSON（格式见 docs/backtest.md）", en: "write JSON, as docs/backtest.md says" },
  "help-html": { zh: "写出单个 HTML 报告", en: "write a report, one HTML file" },
  read: {
    zh: "{gauges} 个站点，{observations} 个观测值；空值 {empty}，重复 {duplicates}，无法读取 {unreadable}，不足未参加的站点 {leftOut}",
    en: "{gauges} {gauges|station|stations}, {observations} {observations|observation|observations}; {empty} empty, {duplicates} {duplicates|duplicate|duplicates}, {unreadable} unreadable, {leftOut} {leftOut|station|stations} left out as too short",
  },
  wrote: { zh: "已写出 {file}", en: "wrote {file}" },
  reading: { zh: "读取", en: "reading" },
  judging: { zh: "检验", en: "judging" },
} as const satisfies Texts;
