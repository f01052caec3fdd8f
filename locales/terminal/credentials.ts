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
  revoked: { zh: "已吊销设备 {id} 的 {count} 个令牌", en: "revoked {count} tokens of device {id}" },
} as const satisfies Texts;

/** `guanlan token`. */
export const tokenTexts = {
  help: { zh: "管理接口令牌", en: "API tokens" },
  "help-create": { zh: "签发接口令牌（只显示一次）", en: "issue an API token (shown once)" },
  "help-revoke": { zh: "吊销接口令牌", en: "revoke an API token" },
  "help-role": { zh: "reader 只读，operator 可操作", en: "reader or operator" },
  token: { zh: "接口令牌 {id}（请立即保存，不再显示）：", en: "API token {id} (keep it now, it is not shown again):" },
  revoked: { zh: "已吊销令牌 {id}", en: "revoked token {id}" },
} as const satisfies Texts;
