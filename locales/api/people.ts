import type { ProviderRefusal } from "../../domain/people/provider-refusal.ts";
import type { BilingualText } from "../../domain/text.ts";
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
  "subject-taken": {
    zh: "身份标识已属另一账号：须为尚无账号使用的标识。请核对标识，或先从该账号取消。",
    en: "Another account has the subject: wanted one that is free. Mind the spelling, or take it from that account first.",
  },
  "no-way-in": {
    zh: "账号须有口令或身份标识，实为都没有，无人能登录。请给出其一。",
    en: "An account needs a password or a subject, got neither: nobody could sign in. Give one of them.",
  },
  "bad-subject": {
    zh: "身份标识须为 1 至 {most} 个字符，实为 {got} 个",
    en: "a subject of 1 to {most} characters; got {got}",
  },
  "unreadable-subject": {
    zh: "身份标识首尾不得有空白，其中不得有控制字符或格式字符（换行、书写方向标记等），实为含有。请照统一身份认证所示重新填写。",
    en: "A subject has no blanks around it and no control or format characters (line breaks, marks of direction), got some. Write it anew as the identity provider shows it.",
  },
  "oidc-secret": {
    zh: "无法使用统一身份认证：{place}应为一行客户端密钥，实为{got}。请改正，或对公开客户端不设 GUANLAN_OIDC_SECRET 与 GUANLAN_OIDC_SECRET_FILE。",
    en: "Cannot use the identity provider as {place} must hold one line with the client secret: got {got}. Mend it, or for a public client set neither GUANLAN_OIDC_SECRET nor GUANLAN_OIDC_SECRET_FILE.",
  },
  "own-account": {
    zh: "不能更改自己的权限：须由另一位账号管理员更改，实为本人。",
    en: "Nobody changes their own grant: wanted another account administrator, got the account itself.",
  },
} as const satisfies Texts;

/** What the button for the identity provider says where the settings name none. */
export const providerName = { zh: "统一身份认证登录", en: "Sign in through the identity provider" } as const;

/** Why somebody was not signed in through the identity provider, and what to do. */
export const providerRefusalTexts = {
  cleartext: {
    zh: "此连接未加密，登录会泄露。请用 https:// 打开枢纽后再登录。",
    en: "This connection is not encrypted and would give the sign-in away. Open the hub by https:// and sign in there.",
  },
  stale: {
    zh: "这次登录不是由本浏览器发起，或已用过，或超过十分钟。请重新登录。",
    en: "This browser did not begin that sign-in, or it was used already or took more than ten minutes. Sign in again.",
  },
  wait: {
    zh: "此处登录失败次数过多。请过一分钟再登录。",
    en: "Too many sign-ins failed from here. Sign in again in a minute.",
  },
  "provider-away": {
    zh: "统一身份认证没有应答。请稍后再试，或用账号和密码登录。",
    en: "The identity provider does not answer. Try again later, or sign in with account and password.",
  },
  "provider-refused": {
    zh: "统一身份认证未予登录，或登录已取消。请重新登录；若仍不行，请联系其管理员。",
    en: "The identity provider refused, or the sign-in was broken off. Sign in again; if it goes on, ask those who run it.",
  },
  untrusted: {
    zh: "统一身份认证的应答未通过核验（签名、来源或时间不符），未登录。请重新登录；若仍不行，请告知枢纽管理员查看日志。",
    en: "What the identity provider sent does not hold (signature, origin or time), so nobody was signed in. Sign in again; if it goes on, have the hub's log looked at.",
  },
  "no-subject": {
    zh: "统一身份认证没有给出辨认人员所需的标识。请告知枢纽管理员核对 people.oidc.subjectClaim 与 people.oidc.scopes。",
    en: "The identity provider did not say what people are known by here. Have people.oidc.subjectClaim and people.oidc.scopes looked at.",
  },
  "unknown-subject": {
    zh: "没有账号对应您的身份标识 {subject}。请把这个标识告诉账号管理员，由其设到您的账号上。",
    en: "No account has your subject {subject}. Tell it to the account administrator, who sets it on your account.",
  },
  disabled: {
    zh: "您的账号已停用。请联系账号管理员。",
    en: "Your account is disabled. Ask the account administrator.",
  },
} as const satisfies Readonly<Record<ProviderRefusal, BilingualText>>;
