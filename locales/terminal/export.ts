import type { Texts } from "../fill.ts";

/** `guanlan export`. */
export const exportTexts = {
  help: {
    zh: "把运行中的中枢的一份清单导出为 CSV",
    en: "write a list of a running hub as CSV",
  },
  "help-list": { zh: "清单", en: "which list" },
  "help-gauge": { zh: "监测项编号，导出 observations 时须给出", en: "id of the gauge, for observations" },
  "help-from": {
    zh: "起点（含），例如 2026-07-20T00:00:00+08:00",
    en: "start of the span, included, such as 2026-07-20T00:00:00+08:00",
  },
  "help-to": { zh: "终点（不含）", en: "end of the span, not included" },
  "help-out": { zh: "写入的文件；省略时写到标准输出", en: "file to write; the standard output where left out" },
  "help-bom": { zh: "文件以字节顺序标记开头，便于 Excel 识别", en: "begin with a byte order mark, for Excel" },
  "help-api": { zh: "接口地址", en: "address of the API" },
  "help-token": {
    zh: "接口令牌；省略时取环境变量 GUANLAN_API_TOKEN",
    en: "token of the API; GUANLAN_API_TOKEN when left out",
  },
  "no-token": {
    zh: "无法导出：须给出接口令牌，--api-token 与 GUANLAN_API_TOKEN 都没有。签发令牌：guanlan token create",
    en: "Cannot export as a token of the API must be given: got neither --api-token nor GUANLAN_API_TOKEN. Make one with: guanlan token create",
  },
  "name-the-gauge": {
    zh: "无法导出：observations 须用 --gauge 说明监测项",
    en: "Cannot export as observations are of one gauge: say which with --gauge",
  },
  unreachable: {
    zh: "无法导出：{url} 须有中枢应答，实为 {got}",
    en: "Cannot export as a hub must answer at {url}: got {got}",
  },
  refused: {
    zh: "无法导出：中枢须给出清单，实为 HTTP {status}：{got}",
    en: "Cannot export as the hub must give out the list: got HTTP {status}: {got}",
  },
  wrote: { zh: "已写出 {file}", en: "wrote {file}" },
} as const satisfies Texts;
