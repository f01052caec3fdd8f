import type { Texts } from "./fill.ts";

/** What holds an alarm back, on its case and in lists. */
export const holdTexts = {
  silence: { zh: "{owner} 已静默：{reason}", en: "silenced by {owner}: {reason}" },
  maintenance: { zh: "{owner} 正在维护设备 {device}：{reason}", en: "{owner} works on device {device}: {reason}" },
  uplink: { zh: "设备 {device} 整体失联", en: "nothing is heard from all of {device}" },
  chattering: {
    zh: "报警不稳定：升降 {count} 次，平静 {minutes} 分钟后恢复",
    en: "unstable: moved {count} times, until it keeps still for {minutes} min",
  },
} as const satisfies Texts;

/** The alarm that stands for all gauges of a silent device or gateway. */
export const uplinkTexts = {
  title: {
    zh: "{station}：设备 {device} 整体失联，影响 {count} 个监测项",
    en: "{station}: nothing is heard from device {device} with its {count} gauges",
  },
  advice: {
    zh: "先查设备或网关的供电与通信；其余监测项的失联由此引起。",
    en: "Check power and link of the device or gateway first; its gauges are silent because of it.",
  },
} as const satisfies Texts;

/** Titles of the events of suppression. */
export const suppressionEventTexts = {
  "alarm-hidden": { zh: "{title}（已被隐藏：{hold}）", en: "{title} (hidden: {hold})" },
  "silence-ending": {
    zh: "{owner} 的静默即将结束（{reason}），现压住 {count} 个报警",
    en: "silence of {owner} ends soon ({reason}); it holds {count} alarms now",
  },
} as const satisfies Texts;

/** What is wanted of a silence or a maintenance that somebody asks for. */
export const orderTexts = {
  "until-later": { zh: "晚于开始与现在的时刻", en: "an instant after its start and after now" },
  "at-most": { zh: "最长 {length}", en: "{length} at most" },
  "some-match": { zh: "至少一个条件：{keys}", en: "at least one of {keys}" },
  "length.hours": { zh: "{count} 小时", en: "{count} h" },
  "length.minutes": { zh: "{count} 分钟", en: "{count} min" },
} as const satisfies Texts;
