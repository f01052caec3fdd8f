import type { Texts } from "../fill.ts";

/** `guanlan account`, and what `guanlan token` shares with it. */
export const accountTexts = {
  help: { zh: "管理人员账号", en: "people's accounts" },
  "help-create": {
    zh: "创建账号；未给口令时随机生成并显示一次",
    en: "make an account; a password not given is made up and shown once",
  },
  "help-list": { zh: "列出账号", en: "list accounts" },
  "help-change": {
    zh: "更改账号的角色、区域和设备；未写的保持不变",
    en: "change roles, areas, devices; what is left out stays",
  },
  "help-password": {
    zh: "重设口令，并结束该账号的全部登录会话",
    en: "set a new password; sessions of the account end",
  },
  "help-disable": {
    zh: "停用账号，其会话和实时流立即结束",
    en: "disable an account; sessions and live streams end at once",
  },
  "help-enable": { zh: "重新启用账号", en: "enable an account again" },
  "help-name": { zh: "姓名，记在其所作所为旁", en: "name, kept beside what they do" },
  "help-language": { zh: "界面语言", en: "language of their screens" },
  "help-stdin": { zh: "从标准输入读取口令（首行）", en: "read the password from standard input, its first line" },
  "help-roles": { zh: "角色，以逗号分隔：{roles}", en: "roles, with commas: {roles}" },
  "help-areas": {
    zh: "所辖区域代码，以逗号分隔，含其下全部；不写为全市",
    en: "area codes, with commas, each with all below it; none for the whole city",
  },
  "help-devices": { zh: "设备编号，以逗号分隔；供设备厂家使用", en: "device ids, with commas; for makers of devices" },
  unknown: { zh: "提示：城市数据中没有 {id}，它不给予任何权限", en: "note: the city has no {id}; it gives nothing" },
  created: { zh: "已创建账号 {id}（{roles}）", en: "made account {id} ({roles})" },
  "password-set": { zh: "已重设账号 {id} 的口令", en: "set a new password for {id}" },
  "password-once": {
    zh: "口令（请立即交给本人，不再显示）：",
    en: "password (hand it over now, it is not shown again):",
  },
  disabled: { zh: "已停用账号 {id}", en: "disabled account {id}" },
  enabled: { zh: "已启用账号 {id}", en: "enabled account {id}" },
  "whole-city": { zh: "全市", en: "whole city" },
  "is-disabled": { zh: "（已停用）", en: "(disabled)" },
} as const satisfies Texts;
