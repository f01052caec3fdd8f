import type { Texts } from "../fill.ts";

/** `guanlan device`. */
export const deviceTexts = {
  help: { zh: "管理设备凭据", en: "device credentials" },
  "help-add": { zh: "为设备签发令牌（只显示一次）", en: "issue a token for a device (shown once)" },
  "help-replace": { zh: "同时吊销该设备此前的令牌", en: "revoke its older tokens with it" },
  "help-revoke": { zh: "吊销设备的全部令牌", en: "revoke every token of a device" },
  token: {
    zh: "设备 {id} 的令牌（请立即保存，不再显示）：",
    en: "Token of device {id} (keep it now, it is not shown again):",
  },
  unknown: {
    zh: "提示：城市数据中没有设备 {id}，加入之前它的读数会被拒收",
    en: "note: the city has no device {id}; until it has, its readings are rejected",
  },
  "revoked-unknown": {
    zh: "提示：城市数据中没有设备 {id}；若编号写错，要吊销的设备仍可登录",
    en: "note: the city has no device {id}; if that is a slip, the device you mean still signs in",
  },
  revoked: { zh: "已吊销设备 {id} 的 {count} 个令牌", en: "revoked {count} {count|token|tokens} of device {id}" },
} as const satisfies Texts;

/** `guanlan certificate`. */
export const certificateTexts = {
  help: {
    zh: "自建证书机构：为中枢和设备签发 TLS 证书",
    en: "an authority of your own: TLS certificates for hub and devices",
  },
  "help-hub": {
    zh: "签发中枢证书，尚无证书机构时一并建立",
    en: "make the hub's certificate, and the authority if there is none",
  },
  "help-names": { zh: "设备和人员访问中枢所用的主机名或地址", en: "host names and addresses the hub is reached by" },
  "help-device": {
    zh: "签发设备证书；设备凭证书登录，不再需要令牌",
    en: "make the certificate of a device, which then signs in without a token",
  },
  "help-id": { zh: "设备编号", en: "id of the device" },
  "help-out": { zh: "写入证书和私钥的文件夹", en: "folder for certificate and key" },
  "help-days": { zh: "有效天数", en: "days it is valid" },
  "hub-made": {
    zh: "已为 {names} 签发证书，写入 {folder}；请把 {authority} 交给设备和人员，并离线保管 authority-key.pem",
    en: "made a certificate for {names} in {folder}; give {authority} to devices and people, and keep authority-key.pem offline",
  },
  "device-made": {
    zh: "已为设备 {id} 签发证书 {certificate}，私钥 {key}；请安全地装入设备",
    en: "made certificate {certificate} of device {id} with its key {key}; bring both into the device safely",
  },
} as const satisfies Texts;

/** `guanlan token`. */
export const tokenTexts = {
  help: { zh: "管理接口令牌", en: "API tokens" },
  "help-create": { zh: "签发接口令牌（只显示一次）", en: "issue an API token (shown once)" },
  "help-revoke": { zh: "吊销接口令牌", en: "revoke an API token" },
  "help-role": { zh: "reader 只读，operator 可操作；--roles 更细", en: "reader or operator; --roles says it finer" },
  token: { zh: "接口令牌 {id}（请立即保存，不再显示）：", en: "API token {id} (keep it now, it is not shown again):" },
  revoked: { zh: "已吊销令牌 {id}", en: "revoked token {id}" },
} as const satisfies Texts;

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
  "help-subject": {
    zh: "设定账号在统一身份认证中的标识，或以 --none 取消；该账号的登录会话随之结束",
    en: "say who an account is to the identity provider, or --none; sessions of the account end",
  },
  "help-subject-option": {
    zh: "统一身份认证给出的标识，须完全一致；不设口令即只能由此登录",
    en: "what the identity provider calls them, exactly so written; without a password that is the only way in",
  },
  "help-no-subject": { zh: "不再由统一身份认证登录", en: "no more sign-in through the identity provider" },
  "subject-or-none": {
    zh: "须给出一个标识，或 --none，二者其一",
    en: "wanted a subject or --none, one of the two",
  },
  "has-subject": { zh: "标识 {subject}", en: "subject {subject}" },
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
