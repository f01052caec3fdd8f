import type { Texts } from "./fill.ts";

/** Why `guanlan backtest` cannot read a recording; by fault where there is one. */
export const recordingErrorTexts = {
  not_there: {
    zh: "无法读取 {file}：须为 CSV 或 CSV.gz，实为{got}；请更正路径",
    en: "Cannot read {file} as it must be a CSV or CSV.gz: got {got}; correct the path",
  },
  "nothing-there": { zh: "没有此文件", en: "nothing there" },
  "a-folder": { zh: "文件夹", en: "a folder" },
  empty: {
    zh: "无法读取 {file}：首行须为表头，实为空文件",
    en: "Cannot read {file} as it must begin with a heading line: got an empty file",
  },
  no_column: {
    zh: '无法读取 {file}：须有列 "{column}"（--{option}），实有 {names}；{fix}',
    en: 'Cannot read {file} as it must have a column "{column}" (--{option}): got {names}; {fix}',
  },
  "name-one": { zh: "请用 --{option} 指定其中一列", en: "name one of them with --{option}" },
  no_zone: {
    zh: '无法读取 {file}：时间须有时区，第 {line} 行实为 "{text}"；请用 --zone +08:00 说明时区',
    en: 'Cannot read {file} as its times must have a zone: got "{text}" in line {line}; say which with --zone +08:00',
  },
  endless_row: {
    zh: "无法读取 {file}：每行须在 {most} 字节内结束，第 {line} 行起没有结束；请闭合那里的引号",
    en: "Cannot read {file} as every row must end within {most} bytes: got none that does from line {line} on; close the quote that opens there",
  },
  broken_gzip: {
    zh: "无法读取 {file}：gzip 须完整，实为 {got}；请重新下载",
    en: "Cannot read {file} as its gzip must be whole: got {got}; fetch the file again",
  },
  "no-values": {
    zh: "无法回测：{files} 中须有数值，实为 {got}",
    en: "Cannot backtest as {files} must hold values: got {got}",
  },
  "only-heading": { zh: "只有表头", en: "only a heading" },
  "no-row": { zh: "没有 {filter} 的行", en: "no row with {filter}" },
  "unreadable-rows": {
    zh: "{rows} 行，其中 {unreadable} 行无法读取：{first}",
    en: "{rows} rows, {unreadable} unreadable: {first}",
  },
} as const satisfies Texts;

/** Why `guanlan replay` cannot read a recording, by fault. */
export const replayErrorTexts = {
  not_there: {
    zh: "无法回放 {file}：须为 CSV 或 CSV.gz，实为 {got}",
    en: "Cannot replay {file}: wanted a CSV or CSV.gz, got {got}",
  },
  empty: {
    zh: "无法回放 {file}：首行须为表头，实为空文件",
    en: "Cannot replay {file}: wanted a heading line, got an empty file",
  },
  no_column: {
    zh: '无法回放 {file}：须有列 "{column}"，实有 {names}',
    en: 'Cannot replay {file}: wanted column "{column}", got the columns {names}',
  },
  no_zone: {
    zh: '无法回放 {file}：第 {line} 行的时间须有时区，实为 "{text}"；请用 --zone +08:00 说明时区',
    en: 'Cannot replay {file}: line {line} wants a zone, got "{text}"; say which zone its times are in (--zone +08:00)',
  },
  endless_row: {
    zh: "无法回放 {file}：每行须在 {most} 字节内结束，第 {line} 行起没有结束；请闭合那里的引号",
    en: "Cannot replay {file}: wanted every row to end within {most} bytes, got none that does from line {line} on; close the quote that opens there",
  },
  broken_gzip: {
    zh: "无法回放 {file}：CSV 须可读，实为 {got}；请修复文件",
    en: "Cannot replay {file}: wanted readable CSV, got {got}; mend the file",
  },
} as const satisfies Texts;
