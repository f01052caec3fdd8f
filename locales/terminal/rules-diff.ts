import type { Texts } from "../fill.ts";

/** `guanlan rules diff`. */
export const rulesDiffTexts = {
  help: {
    zh: "对比：改动后的规则在最近的历史上和此刻会有何不同；不改动任何东西",
    en: "what changed rules would have done on recent history and right now; changes nothing",
  },
  "help-days": { zh: "最近多少天的读数", en: "days of readings to look back on" },
  "help-files": {
    zh: "规则文件所在文件夹；省略时为城市文件夹中的规则",
    en: "folder of the changed rules; those of the city folder where left out",
  },
  "help-as-if-live": { zh: "把试运行规则当作正式规则", en: "take shadow rules for live ones" },
  "help-json": { zh: "输出 JSON", en: "print JSON" },
  "help-exit-code": { zh: "有差别时以 1 退出", en: "end with 1 when anything differs" },
  span: {
    zh: "{from} 至 {to}，{observations} 个读数；对比运行中的 {digest}",
    en: "{from} to {to}, {observations} {observations|observation|observations}; against {digest}, which runs",
  },
  "span-before": {
    zh: "{from} 至 {to}，{observations} 个读数；城市文件夹中的规则已在运行，对比此前的 {digest}",
    en: "{from} to {to}, {observations} {observations|observation|observations}; the rules of the city folder run already, against {digest}, which ran before",
  },
  counts: {
    zh: "报警 {raised}，升降 {stepped}，持续 {minutes} 分钟，呼叫 {pages}",
    en: "raised {raised}, stepped {stepped}, active {minutes} min, pages {pages}",
  },
  new: { zh: "新增", en: "new   " },
  gone: { zh: "删除", en: "gone  " },
  edited: { zh: "改动", en: "edited" },
  same: { zh: "未改", en: "same  " },
  shadow: { zh: "试运行", en: "shadow" },
  "same-rules": { zh: "其余 {count} 条规则没有差别", en: "{count} other {count|rule|rules}: no difference" },
  "same-now": { zh: "此刻没有差别", en: "no difference right now" },
  now: { zh: "此刻的差别：", en: "right now:" },
  ends: { zh: "生效时立即解除的报警：", en: "would end the moment it goes live:" },
  more: { zh: "……另有 {count} 个", en: "... and {count} more" },
  none: { zh: "无", en: "none" },
  "no-version": {
    zh: "无法比较规则：感知中枢须在 {folder} 上运行过，实际没有规则版本。先启动一次，或使用 guanlan backtest",
    en: "Cannot compare rules as a hub must have run on {folder}: got no set there. Start it once, or use guanlan backtest",
  },
  "bad-rules": { zh: "无法比较 {folder} 的规则", en: "Cannot compare rules of {folder}" },
  "no-folder": {
    zh: "无法读取规则：--files 须为文件夹，实为 {folder}",
    en: "Cannot read rules as --files must name a folder: got {folder}",
  },
  differs: { zh: "两套规则的结果不同", en: "the two sets of rules differ in what they do" },
} as const satisfies Texts;
