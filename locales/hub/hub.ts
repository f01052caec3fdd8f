import type { Texts } from "../fill.ts";

/** Errors of the hub as a whole. */
export const hubTexts = {
  "too-few-open-files": {
    zh: "无法启动：可打开的文件数应至少为 {wanted}，实为 {got}。请提高限制（ulimit -n、systemd 的 LimitNOFILE 或容器的 nofile）。",
    en: "Cannot start: wanted at least {wanted} open {wanted|file|files}, got {got}. Raise the limit (ulimit -n, LimitNOFILE of systemd, nofile of a container).",
  },
} as const satisfies Texts;
