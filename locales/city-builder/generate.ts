import type { Texts } from "../fill.ts";

/** What the room `city-builder/` says of plans that it generates cities from. */
export const builderTexts = {
  "no-plan": {
    zh: "无法生成城市：须有生成方案文件夹 generator/，而 {folder} 中没有；用 --like 指定带有它的城市，如 cities/zhengzhou",
    en: "Cannot generate a city: wanted a folder generator/ that says how, got none in {folder}; name a city that has one with --like, such as cities/zhengzhou",
  },
  "cannot-read-plan": { zh: "无法读取生成方案 {folder}", en: "Cannot read the plan in {folder}" },
  "wanted.street-code": {
    zh: "以 districts 中某一区县的代码开头的街道代码",
    en: "a code that begins with that of one of the districts above",
  },
  "wanted.river-into": {
    zh: "rivers 中的另一条河，且不绕回自身",
    en: "another of the rivers, from which no way leads back to this one",
  },
  "folder-taken": {
    zh: "无法生成城市：须为空文件夹或尚不存在的文件夹，而 {folder} 中已有内容；请另选一个，或先将其移走",
    en: "Cannot generate a city: wanted an empty folder or none, got {folder} with something in it; name another or move that away",
  },
  "too-small": {
    zh: "无法生成城市：须至少 {least} 个站点（保留 {folder} 的全部站点），实际为 {got}；请增加 --stations",
    en: "Cannot generate a city: wanted {least} {least|station|stations} at least, as all of {folder} are kept, got {got}; ask for more with --stations",
  },
} as const satisfies Texts;
