import type { Texts } from "../fill.ts";

/** Instead of what a restricted gauge said, for whoever may not read it. */
export const restrictedWords = {
  zh: "受限监测项的数值，无权查看",
  en: "a value of a restricted gauge, not shown",
} as const;

/** Instead of words whose class is above what whoever reads has the right to. */
export const withheldWords = { zh: "（不予显示）", en: "(not shown)" } as const;

/** Reasons why what was asked of an account has no effect, and of passwords. */
export const peopleTexts = {
  "password-length": {
    zh: "口令须为 {from} 至 {upTo} 个字符，实为 {got} 个。请换一个更长的口令，例如几个不相干的词。",
    en: "The password must have {from} to {upTo} characters, got {got}. Take a longer one, such as some unrelated words.",
  },
  "password-is-name": {
    zh: "口令不得含有账号或姓名。请换一个与本人无关的口令。",
    en: "The password must not hold the account or the name. Take one that has nothing to do with either.",
  },
  "password-one-character": {
    zh: "口令须有至少 5 个不同字符。请换一个。",
    en: "The password must have at least 5 different characters. Take another.",
  },
  "account-id": {
    zh: "账号须为 2 至 64 个小写字母、数字、点、横线或下划线，以字母或数字开头，实为 {got}",
    en: "an account id of 2 to 64 lower-case letters, digits, dots, dashes or underscores, a letter or digit first; got {got}",
  },
  "token-has-none": {
    zh: "令牌没有偏好设置：须以账号登录后再设置，实为令牌调用。",
    en: "A token has no preferences: wanted an account that is signed in, got a token. Sign in with an account.",
  },
  "account-taken": {
    zh: "账号已存在：须用尚未使用的账号。请另取一个。",
    en: "The account exists: wanted an id that is free. Choose another.",
  },
  "own-account": {
    zh: "不能更改自己的权限：须由另一位账号管理员更改，实为本人。",
    en: "Nobody changes their own grant: wanted another account administrator, got the account itself.",
  },
} as const satisfies Texts;
