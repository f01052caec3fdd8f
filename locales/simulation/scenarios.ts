import type { Texts } from "../fill.ts";

/** Scenarios of a simulated city: what is wrong in their files, and lists of them. */
export const scenarioTexts = {
  "bad-scenario": { zh: "无法使用情景 {file}", en: "Cannot use scenario {file}" },
  unknown: {
    zh: "无法找到情景 {name}：须为 {names} 之一，或一个以 .yaml 结尾的文件；请用 guanlan simulate --list 查看",
    en: "Cannot find scenario {name}: wanted one of {names}, or a file ending in .yaml; see guanlan simulate --list",
  },
  "places-there": {
    zh: "本城市的站点，类别有 {kinds}，标签有 {tags}",
    en: "stations of this city, which has the kinds {kinds} and the tags {tags}",
  },
  "no-such-places": { zh: "没有这样的站点：{choice}", en: "none that are {choice}" },
  "fix.no-such-places": { zh: "另选站点，或换一座有这类站点的城市", en: "choose others, or take a city that has them" },
  "wanted.before-end": { zh: "早于 to 的 from", en: "from before to" },
  "wanted.within": { zh: "不晚于情景结束（{lasts} 秒）", en: "not after the end of the scenario, {lasts} s" },
  "wanted.exercise-gauge": { zh: "演练站点上 {property} 的监测项", en: "gauges of {property} at stations of drills" },
  "wanted.drill": { zh: "drill: true，因为写了 exercise", en: "drill: true, as there is an exercise" },
  "wanted.limit": { zh: "有阈值的监测项；请改写 value", en: "gauges that have thresholds; say value instead" },
  "wanted.time-that-is": { zh: "{zone} 中存在的时刻", en: "a time that there is in {zone}" },
  "got.none": { zh: "没有", en: "none" },
} as const satisfies Texts;
