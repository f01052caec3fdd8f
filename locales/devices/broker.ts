import type { Texts } from "../fill.ts";

/** Errors of the broker. */
export const brokerTexts = {
  "already-started": { zh: "MQTT 服务不能启动两次：请先停止", en: "Cannot start the broker twice: stop it first" },
  "not-running": {
    zh: "无法向 {device} 下发命令：MQTT 服务未启动",
    en: "Cannot send a command to {device} as the broker is not started",
  },
  "listen-failed": {
    zh: "无法在 {at} 监听 MQTT（{kind}）：{reason}；请释放该地址，或修改 {setting}",
    en: "Cannot listen for MQTT ({kind}) on {at}: {reason}; free it or set {setting} otherwise",
  },
  "command-queue-full": {
    zh: "无法排入命令：一台设备最多等待 {most} 条；请等 {device} 取走之后再发",
    en: "Cannot queue a command as at most {most} wait for a device: wait until {device} has fetched them",
  },
  "not-subscribed": {
    zh: "无法下发命令：{device} 须已订阅命令主题，或有保留的会话在等待命令，实际没有，命令未下发。请让设备订阅后再发",
    en: "Cannot send the command as {device} must listen for commands, or have a session that waits for them: got neither, and nothing was sent. Have the device subscribe, then send again",
  },
  "no-certificates": {
    zh: "无法打开 TLS 监听：须有证书，实际没有；请把证书放入 tls.folder，说明见 docs/tls.md",
    en: "Cannot open a listener that speaks TLS: wanted certificates, got none; put them in tls.folder, see docs/tls.md",
  },
} as const satisfies Texts;
