import type { Texts } from "./fill.ts";

/** Errors of webhooks. */
export const webhookTexts = {
  "no-signer": {
    zh: "无法推送到 {endpoint}：应有其签名密钥，实无",
    en: "Cannot deliver to {endpoint}: wanted its signer, got none",
  },
  "cannot-sign": {
    zh: "无法给推送签名。{problems}。修正：{fix}",
    en: "Cannot sign webhook deliveries. {problems}. To mend it, {fix}",
  },
  "make-secret": {
    zh: '用以下命令生成：echo "whsec_$(openssl rand -base64 32)"',
    en: 'make one with: echo "whsec_$(openssl rand -base64 32)"',
  },
  "secret-in-variable": {
    zh: "接收端 {endpoint}，环境变量 {variable}：{fault}",
    en: "Endpoint {endpoint}, environment variable {variable}: {fault}",
  },
  "secret-in-file": {
    zh: "接收端 {endpoint}，文件 {file}：{fault}",
    en: "Endpoint {endpoint}, file {file}: {fault}",
  },
  "no-secret": { zh: "应为 whsec_ 密钥，实为空", en: "wanted a whsec_ secret, got nothing" },
  "no-key": { zh: "应为接收方发给的密钥，实为空", en: "wanted the key that the receiver gave out, got nothing" },
  "key-shape": { zh: "应为 {wanted}，实非如此", en: "wanted {wanted}, got something else" },
  "fix-dingtalk": {
    zh: "填写钉钉机器人地址中 access_token 的值；开启加签的，空一格再写 SEC 开头的密钥",
    en: "write the value of access_token in the robot's address and, where it asks for signatures, a space and the secret that begins with SEC",
  },
  "fix-feishu": {
    zh: "填写飞书机器人地址 /hook/ 之后的部分；开启签名校验的，空一格再写其密钥",
    en: "write what follows /hook/ in the robot's address and, where it checks signatures, a space and their secret",
  },
  "fix-wecom": { zh: "填写企业微信机器人地址中 key 的值", en: "write the value of key in the robot's address" },
  "fix-pagerduty": {
    zh: "填写 PagerDuty 服务的 Events API v2 集成密钥（32 位）",
    en: "write the integration key of the service's Events API v2, 32 characters",
  },
  "too-many-secrets": {
    zh: "应为一个密钥，更换期间可为两个，实有 {count} 个",
    en: "wanted one secret, or two during rotation, got {count}",
  },
  "no-prefix": { zh: "应以 whsec_ 开头，实非如此", en: "wanted whsec_ in front, got something else" },
  "not-base64": {
    zh: "whsec_ 之后应为带填充的 base64，实非如此",
    en: "wanted base64 with padding after whsec_, got something else",
  },
  "secret-size": { zh: "应为 {min} 至 {max} 字节，实为 {got}", en: "wanted {min} to {max} bytes, got {got}" },
} as const satisfies Texts;

/** What `guanlan check` says of endpoints. */
export const endpointCheckTexts = {
  "cannot-deliver": {
    zh: "城市的接收端收不到推送（演示请加 --demo）",
    en: "The city's endpoints cannot be delivered to (for the demonstration add --demo)",
  },
  "target-refused": {
    zh: "接收端 {endpoint} 的地址不被允许：{detail}",
    en: "Endpoint {endpoint} has an address that is not allowed: {detail}",
  },
  "no-address": {
    zh: "接收端 {endpoint} 的地址现在查不到：{got}",
    en: "endpoint {endpoint} cannot be found just now: {got}",
  },
} as const satisfies Texts;

/** Why a delivery was not sent to an address. */
export const targetTexts = {
  "no-url": {
    zh: "应为 http 或 https 网址，实非网址",
    en: "wanted an http or https URL, got something that is no URL",
  },
  "not-http": { zh: "应为 http 或 https 网址，实为 {protocol}", en: "wanted an http or https URL, got {protocol}" },
  "with-password": { zh: "网址中不应有用户名和密码", en: "wanted a URL without user name and password" },
  "own-port": { zh: "{address} 端口 {port} 是中枢自己的", en: "{address} port {port} is the hub's own" },
  "never-by-name": {
    zh: "{host} 指向 {address}，任何域名都不得指向该地址",
    en: "{host} leads to {address}, which no name may lead to",
  },
  "not-public": {
    zh: "{name} 不是公网地址；运维人员如信任它，请把 {target} 加入 webhooks.allowedTargets",
    en: "{name} is not a public address; if the operator trusts it, add {target} to webhooks.allowedTargets",
  },
  "no-address": { zh: "{host} 没有地址", en: "{host} has no address" },
} as const satisfies Texts;

/** How an attempt of a delivery ended. */
export const attemptTexts = {
  answered: { zh: "应答 {status}{said}", en: "answered {status}{said}" },
  said: { zh: "：{words}", en: ": {words}" },
  "no-answer": { zh: "{ms} 毫秒内没有应答", en: "no answer within {ms} ms" },
  closed: { zh: "没有应答，连接便被关闭", en: "connection closed without an answer" },
} as const satisfies Texts;

/** What stands in front of every text to a robot or a telephone. */
export const robotTexts = {
  keyword: { zh: "【观澜】", en: "[Guanlan]" },
} as const satisfies Texts;
