import type { Texts } from "../fill.ts";

/** `guanlan export`. */
export const exportTexts = {
  help: {
    zh: "把运行中的中枢的一份清单导出为 CSV，或制作、核验取证包",
    en: "write a list of a running hub as CSV; make an inquiry pack, or verify one",
  },
  "help-list": {
    zh: "清单；case、warning、period 为取证包，verify 为核验",
    en: "which list; case, warning or period for an inquiry pack, verify to check one",
  },
  "help-id": {
    zh: "案件或预警编号；verify 为取证包文件",
    en: "id of a case or warning; for verify the file of the pack",
  },
  "help-data-class": {
    zh: "取证包的最高数据级别：internal 不含受限监测项与受限字段，可交给无权查看者；省略时含全部",
    en: "highest class of data in a pack: internal leaves restricted gauges and fields out, for those without the right to them; all when left out",
  },
  "help-key": {
    zh: "核验取证包签名的公钥文件；省略时用包内公钥",
    en: "public key that a pack must be signed with; its own when left out",
  },
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
  "name-the-span": {
    zh: "无法导出：period 须用 --from 和 --to 说明时段",
    en: "Cannot export as a pack of a period needs --from and --to",
  },
  "name-the-matter": {
    zh: "无法导出：须给出案件或预警的编号，例如 guanlan export case case-… --out 文件.zip",
    en: "Cannot export as the id of the case or warning must be given, as in: guanlan export case case-... --out file.zip",
  },
  "name-the-file": {
    zh: "无法核验：须给出取证包文件，例如 guanlan export verify 文件.zip",
    en: "Cannot verify as the file of the pack must be given, as in: guanlan export verify file.zip",
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
