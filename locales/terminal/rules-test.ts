import type { Texts } from "../fill.ts";

/** `guanlan rules test`. */
export const rulesTestTexts = {
  help: {
    zh: "用故事检验规则：给出读数，核对报警应怎样升降",
    en: "run the stories of the rules: readings in, alarms compared with what is told",
  },
  "help-files": {
    zh: "故事文件或文件夹；省略时为城市文件夹下的 stories",
    en: "story files or folders; the city's folder stories where left out",
  },
  pass: { zh: "通过  {name}", en: "pass  {name}" },
  fail: { zh: "失败  {name}（{where}）", en: "FAIL  {name} ({where})" },
  missing: { zh: "应为 {wanted}，实为 {got}", en: "wanted {wanted}, got {got}" },
  nothing: { zh: "没有动作", en: "no move" },
  unexpected: { zh: "故事里没有，却出现了 {got}", en: "got {got}, which the story does not tell" },
  never: { zh: "不应报警，却出现了 {got}", en: "must not be raised, got {got}" },
  "not-silent": { zh: "{until} 之前应保持安静，却出现了 {got}", en: "wanted silence until {until}, got {got}" },
  none: { zh: "无", en: "none" },
  missed: { zh: "漏报峰值 {level}", en: "missed peak {level}" },
  "bad-stories": { zh: "无法运行 {paths} 中的故事", en: "Cannot run the stories in {paths}" },
  "none-in-files": {
    zh: "无法运行故事：至少要有一个，{paths} 中没有；写法见 docs/stories.md",
    en: "Cannot run stories as there must be some: got none in {paths}; write one as docs/stories.md shows",
  },
  "no-files": {
    zh: "无法运行故事：至少要有一个，{paths} 不存在；写法见 docs/stories.md",
    en: "Cannot run stories as there must be some: got nothing at {paths}; write one as docs/stories.md shows",
  },
  "moved-at": { zh: "{at} {alarm} {change}", en: "{at} {alarm} {change}" },
  "from-to": { zh: "{from} -> {to}", en: "{from} -> {to}" },
  passed: { zh: "{stories} 个故事全部通过", en: "{stories} {stories|story|stories}, all passed" },
  failed: { zh: "{stories} 个故事，{failed} 个失败", en: "{failed} of {stories} {stories|story|stories} failed" },
} as const satisfies Texts;
