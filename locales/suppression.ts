import type { Texts } from "./fill.ts";

/** What holds an alarm back, on its case and in lists. */
export const holdTexts = {
  silence: { zh: "{owner} 已静默：{reason}（至 {until}）", en: "silenced by {owner}: {reason} (until {until})" },
  maintenance: {
    zh: "{owner} 正在维护设备 {device}：{reason}（至 {until}）",
    en: "{owner} works on device {device}: {reason} (until {until})",
  },
  uplink: { zh: "设备 {device} 整体失联", en: "nothing is heard from all of {device}" },
  chattering: {
    zh: "报警不稳定：升降 {count} 次，平静 {minutes} 分钟后恢复",
    en: "unstable: moved {count} {count|time|times}, until it keeps still for {minutes} min",
  },
} as const satisfies Texts;

/** The alarm that stands for all gauges of a silent device or gateway. */
export const uplinkTexts = {
  title: {
    zh: "{station}：设备 {device} 整体失联，影响 {count} 个监测项",
    en: "{station}: nothing is heard from device {device} with its {count} {count|gauge|gauges}",
  },
  statement: {
    zh: "设备 {device} 整体失联，{count} 个监测项无数据",
    en: "nothing is heard from device {device} and its {count} {count|gauge|gauges}",
  },
  "statement-over": {
    zh: "设备 {device} 恢复通信，{count} 个监测项待逐一恢复",
    en: "device {device} is heard again, its {count} {count|gauge is|gauges are} to follow",
  },
  advice: {
    zh: "先查设备或网关的供电与通信，其监测项的失联由此引起；恢复前按盲区派人察看。",
    en: "Check power and link of the device or gateway first, its gauges are silent because of it; until it is back, send someone to look.",
  },
} as const satisfies Texts;

/** What the events of suppression are called, and what is sent of them. */
export const suppressionEventTexts = {
  "alarm-hidden": { zh: "{title}（未立案：{hold}）", en: "{title} (no case opened: {hold})" },
  "alarm-hidden-message": {
    zh: "{line}。未立案，未派单：{hold}。请立即核实；属实的，先解除静默或维护，再按红色处置：{advice}",
    en: "{line}. No case was opened and nobody was sent: {hold}. Check it now; if it is real, end the silence or maintenance, then act on red: {advice}",
  },
  "silence-ending": {
    zh: "{owner} 的静默将于 {until} 结束（{reason}），现压住 {count} 个报警",
    en: "silence of {owner} ends at {until} ({reason}); it holds {count} {count|alarm|alarms} now",
  },
  "silence-ending-message": {
    zh: "{title}。到期仍未解除的报警将立案；需要延长的，请在到期前办理。",
    en: "{title}. Alarms that are still up then open their cases; to go on, order a new silence before that.",
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
