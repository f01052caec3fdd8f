import type { Texts } from "./fill.ts";

/** What is said of certificates. */
export const tlsTexts = {
  "file-unreadable": {
    zh: "无法读取 TLS 文件：须有 {path}，实际 {got}。请放入证书，或用 `guanlan certificate hub <name>` 生成；说明见 docs/tls.md",
    en: "Cannot read a file of TLS: wanted {path}, got {got}. Put the certificate there or make one with `guanlan certificate hub <name>`; see docs/tls.md",
  },
  "not-usable": {
    zh: "无法使用 TLS 文件：{folder} 中须是相互匹配的 PEM 证书与私钥，实际 {got}。请更换文件；说明见 docs/tls.md",
    en: "Cannot use the files of TLS: wanted a certificate and its key as PEM in {folder}, got {got}. Replace them; see docs/tls.md",
  },
  "authority-missing": {
    zh: "无法签发证书：{folder} 中须有 authority.pem 与 authority-key.pem，实际没有。请先运行 `guanlan certificate hub <name>`",
    en: "Cannot sign a certificate: wanted authority.pem and authority-key.pem in {folder}, got neither. Run `guanlan certificate hub <name>` first",
  },
  "file-exists": {
    zh: "未写入：{path} 已存在，不会覆盖。请另选文件夹或先移走它",
    en: "Nothing written: {path} is there already and is not overwritten. Choose another folder or move it away first",
  },
  expires: { zh: "TLS 证书有效至 {date}", en: "the TLS certificate is valid until {date}" },
  "expires-soon": {
    zh: "TLS 证书将于 {date} 到期：请尽快更换，否则设备将无法接入",
    en: "the TLS certificate ends on {date}: renew it soon, or devices are shut out",
  },
  expired: {
    zh: "TLS 证书已于 {date} 过期：设备无法校验，请立即更换",
    en: "the TLS certificate ended on {date}: devices refuse it, replace it now",
  },
} as const satisfies Texts;
