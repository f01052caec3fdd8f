import type { Texts } from "../fill.ts";

/** Options that say how recordings are written. */
export const readingTexts = {
  "help-time": {
    zh: "时间列；日期与时间分列时写作 日期列,时间列；省略时取常见的列名",
    en: "column of the time, or date,time where they are two; the usual names where left out",
  },
  "help-where": { zh: "只取 列=值 的行，可重复", en: "only rows whose column=value; may be repeated" },
  "help-zone": {
    zh: "无时区时间的时区：Z、+08:00、EST、Europe/London，或 column:列名",
    en: "zone of times that carry none: Z, +08:00, EST, Europe/London, or column:name",
  },
  "help-date-format": {
    zh: "日期次序，文件自己说不清时须给出",
    en: "order of dates, where the file itself does not show it",
  },
  "help-decimal": { zh: "小数点，文件自己说不清时须给出", en: "decimal mark, where the file itself does not show it" },
  "help-unit": {
    zh: "数值的单位，表头没有时须给出，例如 ft、mm",
    en: "unit of the values, where no heading names it, such as ft or mm",
  },
  "help-missing": {
    zh: "代表缺测的数或词，可重复；-999、NaN、--- 等常见的不必写",
    en: "number or word that stands for no value; may be repeated; the usual ones (-999, NaN, ---) need not be named",
  },
  "help-keep": {
    zh: "看似缺测标记而确为数值的数，可重复",
    en: "number that looks like a mark for no value and is a value; may be repeated",
  },
  "help-delimiter": {
    zh: "分隔符；省略时由表头得出",
    en: "delimiter; the heading shows it where left out",
  },
  "help-encoding": {
    zh: "文件编码，例如 gb18030；省略时由文件得出",
    en: "encoding of the files, such as gb18030; the file shows it where left out",
  },
  "help-no-heading": { zh: "首行即为数据；列名为 #1、#2 等", en: "the first line is a row; columns are #1, #2 ..." },
  "help-allow-unreadable": {
    zh: "至多可有多少行无法读取；超过则退出码不为 0",
    en: "rows that may be unreadable; with more the exit code is not 0",
  },
} as const satisfies Texts;
