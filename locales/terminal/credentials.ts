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
  revoked: { zh: "已吊销设备 {id} 的 {count} 个令牌", en: "revoked {count} tokens of device {id}" },
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
