import type { Texts } from "../../fill.ts";

/** Of the places where nothing usable comes from. */
export const blindSpotTexts = {
  title: { zh: "盲区", en: "Blind spots" },
  summary: {
    zh: "{gauges} 个监测项中 {blind} 个现在不可信，其中 {rain} 个在雨中，{maintenance} 个维护中。",
    en: "{blind} of {gauges} {gauges|gauge|gauges} cannot be believed now: {rain} of them in the rain, {maintenance} in maintenance.",
  },
  "as-of": { zh: "截至 {at}", en: "as of {at}" },
  none: {
    zh: "{gauges} 个监测项全部可信：每一个都在应有的间隔内收到过可用的读数。",
    en: "All {gauges} {gauges|gauge|gauges} can be believed: from each a usable reading came within its interval.",
  },
  "in-rain": { zh: "雨中失明", en: "In the rain without eyes" },
  others: { zh: "其余不可信", en: "Others that cannot be believed" },
  "in-maintenance": { zh: "维护中", en: "In maintenance" },
  rain: { zh: "1 小时 {mm} mm", en: "{mm} mm in 1 h" },
  "rain-at": { zh: "1 小时 {mm} mm（{distance} 处）", en: "{mm} mm in 1 h ({distance} off)" },
  "no-rain": { zh: "附近无雨", en: "no rain nearby" },
  since: { zh: "最后收到", en: "Last heard" },
  never: { zh: "从未收到过", en: "never heard" },
  proxy: { zh: "替代读数", en: "Stands in" },
  "far-away": { zh: "太远，仅供参考", en: "too far to rely on" },
  "no-proxy": { zh: "没有可替代的读数：请派人看", en: "Nothing stands in: send somebody to look" },
  cause: { zh: "原因", en: "Cause" },
  "cause-never": {
    zh: "从未上报：未安装、未通电或设备号不符。",
    en: "It has never reported: not installed, without power, or under another id.",
  },
  "by-gateway": { zh: "经网关 {id} 上报。", en: "It reports by gateway {id}." },
  "cause-status": { zh: "设备自报：{text}", en: "The device says: {text}" },
  "cause-refused": { zh: "最近被拒：{why}", en: "Last refused: {why}" },
  "cause-clock": { zh: "{clock}。", en: "{clock}." },
  asked: { zh: "已请谁处理", en: "Who was asked" },
  "asked-unit": { zh: "{unit} · {state}", en: "{unit} · {state}" },
  "not-asked": { zh: "尚未请任何人处理", en: "Nobody was asked yet" },
  "owner-is": { zh: "管理单位 {unit}", en: "Belongs to {unit}" },
  phone: { zh: "电话 {phone}", en: "phone {phone}" },
  "called-as": { zh: "{name}：{state}", en: "{name}: {state}" },
  "case-open": { zh: "打开案件", en: "Open the case" },
  "no-case": { zh: "没有盲区案件", en: "There is no case of it" },
  importance: { zh: "重要性 {of} / 3", en: "importance {of} of 3" },
  choose: {
    zh: "按 ] 选一处，查看原因与替代读数。",
    en: "Press ] to choose one and see its cause and what stands in.",
  },
  more: { zh: "仅列出最严重的 {shown} 处，共 {total} 处。", en: "The gravest {shown} of {total} are listed." },
} as const satisfies Texts;
