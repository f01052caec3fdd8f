import type { Texts } from "../fill.ts";

/** What is wanted where a rule by itself is wrong. */
export const ruleMistakeTexts = {
  property: { zh: "属性，因为限值带单位", en: "a property, as limits have a unit" },
  "property.rain": { zh: "rain：其他属性不能累计", en: "rain: nothing else adds up" },
  "property.water": { zh: "depth 或 stage：预报针对水", en: "depth or stage: the forecast is of water" },
  "unit.none-or": { zh: "不写单位，或 {unit}", en: "no unit, or {unit}" },
  "unit.of-time": { zh: "时间单位：min、h、d", en: "a unit of time: min, h, d" },
  "unit.chance": {
    zh: "不写单位，或 chance：限值是 0 至 1 的概率",
    en: "no unit, or chance: limits are chances from 0 to 1",
  },
  "unit.intervals": {
    zh: "不写单位，或 intervals：失联按上报间隔计",
    en: "no unit, or intervals: silence counts intervals",
  },
  "deadband.of-levels": { zh: "此处不写：各等级自有回差", en: "nothing here: levels have their own deadbands" },
  "limit.missing": { zh: "限值：{kind} 比较数值", en: "a limit: {kind} compares numbers" },
  "limit.number": { zh: "数值：{kind} 不用阈值名称", en: "a number: {kind} takes no threshold names" },
  "limit.number-or-threshold": {
    zh: "数值，或监测项阈值的名称",
    en: "a number, or the name of a gauge threshold",
  },
  "limit.level": { zh: "等级名称：{levels}", en: "the name of a level: {levels}" },
  "raise.above-that-of": { zh: "高于{milder}的触发值", en: "a raise above that of {milder}" },
  "reset.at-or-below": { zh: "不高于其触发值的复位值", en: "a reset at or below its raise" },
  "raise.chance": { zh: "大于 0、至多 1 的概率", en: "a chance above 0, 1 at most" },
  "raise.within-window": {
    zh: "大于 0 且不长于时间窗口的时间",
    en: "a time above 0, no longer than the window",
  },
  "raise.intervals": { zh: "多于 1 个上报间隔", en: "more than 1 expected interval" },
  "raise.more-intervals": { zh: "多于{milder}的 {limit}", en: "more than the {limit} of {milder}" },
  "silence.nothing-delays": {
    zh: "此处不写：失联的监测项一有消息即解除",
    en: "nothing here: the first word from a silent gauge clears it",
  },
  "silence.no-reset": {
    zh: "没有复位值：失联的监测项一有消息即解除",
    en: "no reset: the first word from a silent gauge clears it",
  },
  advice: { zh: "通用的处置建议，或也给{level}的", en: "advice for everybody, or for {level} too" },
} as const satisfies Texts;

/**
 * Limits that contradict each other, by the direction in which the condition raises; `limit` carries its unit where the
 * rule is bound, and `at` says where.
 */
export const limitOrderTexts = {
  "raise.above": { zh: "高于{milder}的 {limit} 的触发值{at}", en: "a raise above the {limit} of {milder}{at}" },
  "raise.below": { zh: "低于{milder}的 {limit} 的触发值{at}", en: "a raise below the {limit} of {milder}{at}" },
  "reset.above": {
    zh: "不低于{milder}的 {limit} 的复位值{at}",
    en: "a reset not below the {limit} of {milder}{at}",
  },
  "reset.below": {
    zh: "不高于{milder}的 {limit} 的复位值{at}",
    en: "a reset not above the {limit} of {milder}{at}",
  },
  "own-reset.above": { zh: "不高于其触发值 {limit} 的复位值{at}", en: "a reset at or below its raise of {limit}{at}" },
  "own-reset.below": { zh: "不低于其触发值 {limit} 的复位值{at}", en: "a reset at or above its raise of {limit}{at}" },
  at: { zh: "（{place}）", en: " at {place}" },
} as const satisfies Texts;

/** What is wrong with a rule in a city, and what is worth knowing of it there. */
export const bindingTexts = {
  "wanted.own-id": { zh: "不与其他规则相同的编号", en: "an id of its own" },
  "got.repeated-id": { zh: "{id}，另一条规则也用了", en: "{id}, which another rule has too" },
  "fix.repeated-id": { zh: "给其中一条改名", en: "rename one of them" },
  "wanted.no-loop": { zh: "不会绕回自身的规则", en: "a rule that does not lead back to itself" },
  "got.loop": { zh: "{loop} 中的 {named}", en: "{named} in {loop}" },
  "fix.loop": { zh: "删去其中一处引用", en: "remove one of these references" },
  "wanted.gauge-or-station": { zh: "本城市的监测项或站点", en: "a gauge or station of the city" },
  "wanted.in-scope": {
    zh: "符合 applies 其余条件的监测项或站点",
    en: "a gauge or station that the rest of applies fits",
  },
  "wanted.area": { zh: "本城市的区域", en: "an area of the city" },
  "fix.contradiction": { zh: "更正限值，或该处的阈值", en: "correct the limit, or the thresholds there" },
  "target.gauge": { zh: "监测项 {id}", en: "gauge {id}" },
  "target.station": { zh: "站点 {id}", en: "station {id}" },
  "target.area": { zh: "区域 {id}", en: "area {id}" },
  "note.nothing-in-scope": {
    zh: "规则 {rule} 没有监测本城市的任何监测项",
    en: "rule {rule} watches no gauge of this city",
  },
  "note.nothing-to-combine": {
    zh: "规则 {rule} 在本城市没有可组合的报警",
    en: "rule {rule} finds nothing to combine in this city",
  },
  "note.never-rises": {
    zh: "{target} 没有阈值 {threshold}，因此 {rule} 在该处永不触发",
    en: "{target} has no threshold {threshold}, so {rule} never rises there",
  },
  "note.never-reaches": {
    zh: "{target} 没有阈值 {threshold}，因此 {rule} 在该处永远达不到{level}",
    en: "{target} has no threshold {threshold}, so {rule} never reaches {level} there",
  },
  "note.out-of-span": {
    zh: "规则 {rule} 在 {places} 永远达不到{levels}：限值在仪器量程之外，超出量程的读数按故障保存，任何规则都不判断；请更正限值，仪器测得到时请放宽 range",
    en: "rule {rule} never reaches {levels} at {places}: the limit lies beyond the gauge's span, and a reading beyond the span is kept as a fault that no rule judges; correct the limit, or range where the instrument measures further",
  },
  "beyond-span": { zh: "{target}（{limits}）", en: "{target} ({limits})" },
  "gauge-without-key": {
    zh: "无法绑定规则：每个监测项须有内部编号，而 {gauge} 没有；请先登记城市的监测项",
    en: "Cannot bind rules as every gauge must have its key: got none for {gauge}; register the city's gauges first",
  },
} as const satisfies Texts;
