import type { Texts } from "../fill.ts";

/** Of the alarm's sound. */
export const soundTexts = {
  "red-unacknowledged": {
    zh: "{count} 件红色未签收 · 每 60 秒鸣响",
    en: "{count} red unacknowledged · sounds every 60 s",
  },
  on: { zh: "声音已启用", en: "sound on" },
  off: { zh: "声音未启用", en: "sound off" },
  muted: { zh: "静音 {left}", en: "muted {left}" },
  mute: { zh: "静音 2 分钟", en: "Mute for 2 minutes" },
  "mute-again": { zh: "红色报警须先响过一次", en: "A red alarm has to sound once before" },
  "already-muted": { zh: "已静音", en: "muted already" },
  lost: { zh: "声音断了：新报警听不到。", en: "The sound has stopped: a new alarm will not be heard." },
  "lost-on-case": {
    zh: "值班台声音中断：此处听不到这起报警。",
    en: "The sound of a duty console has stopped: this alarm is not heard there.",
  },
  "lost-told": { zh: "记入声音中断：{title}", en: "Sound lost, noted: {title}" },
  arm: { zh: "恢复声音", en: "Bring the sound back" },
} as const satisfies Texts;
