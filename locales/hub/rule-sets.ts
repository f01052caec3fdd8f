import type { Texts } from "../fill.ts";

/** How the rules that run stand to the files and to a rollback. */
export const ruleSetTexts = {
  "engine-kept": {
    zh: "改动后的规则暂时无法接替，正在重试，仍按 {digest} 运行：{failure}",
    en: "changed rules could not take over and are tried again, {digest} runs on: {failure}",
  },
  "pin-unfit": {
    zh: "回退目标 {pin} 与城市数据不符，仍按 {digest} 运行；请另选版本或执行 guanlan rules release：{problems}",
    en: "{pin}, rolled back to, does not fit the city, {digest} runs on; name another or run guanlan rules release: {problems}",
  },
  "files-wrong": {
    zh: "规则文件有 {count} 处错误，未生效，仍按 {digest} 运行：{problems}",
    en: "{count} {count|mistake|mistakes} in the rule files, not live, {digest} runs on: {problems}",
  },
  "rolled-back": {
    zh: "运行的是人工启用的 {digest}；文件中的 {files} 等待 guanlan rules release",
    en: "{digest} runs, as a person put it in force; {files} of the files waits for guanlan rules release",
  },
  frozen: {
    zh: "{mode}模式下规则冻结，{waiting} 暂不生效，仍按 {digest} 运行；待模式结束，或由指挥员强制启用",
    en: "rules are frozen in the mode {mode}: {waiting} waits for its end or a commander's word, {digest} runs on",
  },
  drafted: {
    zh: "规则文件已成为草案 {waiting}，待第二人批准并启用（guanlan rules approve、activate），仍按 {digest} 运行",
    en: "the files are drafted as {waiting} and wait to be approved and activated (guanlan rules approve, activate), {digest} runs on",
  },
  "as-files": { zh: "规则与文件一致（{digest}）", en: "rules run as the files say ({digest})" },
  "city-as-started": { zh: "城市数据与启动时一致", en: "the city is as it was at the start" },
  "city-changed": { zh: "{names} 已改动，重启后生效", en: "{names} changed: restart the hub to take it up" },
} as const satisfies Texts;

/** Errors of rolling back. */
export const rollbackTexts = {
  "no-version": { zh: "{words}。见：guanlan rules versions", en: "{words}. See: guanlan rules versions" },
  "none-before": {
    zh: "无法回退：{running}之前应有一个版本，实无；{kept}",
    en: "Cannot roll back as there must be a set before {running}: got none; {kept}",
  },
  "the-first": { zh: "第一个版本", en: "the first" },
  "set-named": { zh: " {digest} ", en: "{digest}" },
  "not-kept": {
    zh: "无法回退到 {wanted}：应为已保存的版本；{kept}",
    en: "Cannot roll back to {wanted} as it must be a kept set: {kept}",
  },
  ambiguous: {
    zh: "无法回退到 {wanted}：应只是一个版本的开头，实有 {first} 和 {second}",
    en: "Cannot roll back to {wanted} as it must begin one digest only: got {first} and {second}",
  },
  "kept-sets": { zh: "已保存的有 {digests}", en: "kept are {digests}" },
  "no-sets": { zh: "没有已保存的版本", en: "kept are none" },
  "pinned-rules": {
    zh: "{words}\n当前规则为回退到的 {digest}；恢复按规则文件运行请执行 guanlan rules release",
    en: "{words}\nRules are those of {digest}, rolled back to; guanlan rules release returns to the files",
  },
} as const satisfies Texts;
