import type { Texts } from "../fill.ts";

/** Why a run could not be scored. */
export const scoreErrorTexts = {
  "bad-truth": {
    zh: "无法读取真值文件 {file}：第 {line} 行应为模拟真值记录（首行为 scenario），实为“{got}”。请用 guanlan simulate --truth 重新生成。",
    en: "Cannot read truth file {file}: line {line} must be a row of simulated truth (the first of kind scenario), got “{got}”. Write it anew with guanlan simulate --truth.",
  },
  "other-city": {
    zh: "无法用真值文件 {file} 评分：应为城市 {wanted} 的记录，实为城市 {got}。请用 --city 指定该文件所属的城市。",
    en: "Cannot score by truth file {file}: it must be of city {wanted}, got {got}. Name the city it was made of with --city.",
  },
} as const satisfies Texts;
