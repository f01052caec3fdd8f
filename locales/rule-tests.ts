import type { Texts } from "./fill.ts";

/** What is wrong with tests of rules: `wanted.*`, `got.*` and `fix.*` of problems. */
export const ruleTestTexts = {
  "fix.list": {
    zh: "文件以 `stories:` 开头，每个测试前写 `- `",
    en: "begin the file with `stories:` and put `- ` before each story",
  },
  "wanted.judging-rule": { zh: "本测试中参与判断的规则", en: "a rule that judges in this story" },
  "wanted.instant": { zh: "存在的时刻", en: "an instant that exists" },
  "wanted.one-value": { zh: "{time} 只有一个值", en: "one value at {time}" },
  "got.two-values": { zh: "{before} 之后又有 {value}", en: "{value} after {before}" },
  "wanted.fewer-readings": { zh: "一个测试至多 {most} 个读数", en: "up to {most} {most|reading|readings} in a story" },
  "got.more": { zh: "更多", en: "more" },
  "wanted.time": { zh: "存在的时间", en: "a time that exists" },
  "wanted.span": { zh: "先起后止的时段", en: "a span that ends after it begins" },
  "wanted.after-start": { zh: "不早于开始的时间", en: "a time at or after the start" },
  "wanted.value-in": { zh: "以 {units} 为单位的值", en: "a value in {units}" },
  "wanted.single-value": { zh: "一个值，因为只有一个时刻", en: "one value, as this is one moment" },
  "wanted.reception": { zh: "不早于读数的接收时间", en: "a reception at or after the reading" },
} as const satisfies Texts;
