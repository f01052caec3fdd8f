import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import { wordsForPeak, wordsForTransition } from "../../messages/alarm-line.ts";
import { transition } from "../support/alarm-builders.ts";

const timeZone = "Asia/Shanghai";
const start = transition().at;
const depth = {
  placeName: { zh: "大学路隧道", en: "Daxue tunnel" },
  signalName: { zh: "积水深度", en: "water depth" },
  property: "depth",
  conditionKind: "threshold",
} as const satisfies Partial<AlarmTransition>;

/** What is told of a moved alarm, by what it is; both languages of each row say the same. */
const rows: readonly (readonly [string, Partial<AlarmTransition>, string, string])[] = [
  [
    "water rises",
    { ...depth, signal: 0.412, limit: 0.4, from: null, to: "red" },
    "大学路隧道：积水深度41厘米，上涨，达到红色（限值40厘米），16:00起",
    "Daxue tunnel: water depth 41 cm, rising, red (limit 40 cm), since 16:00",
  ],
  [
    "water is gone: never `0 m (limit 0.12 m)`",
    { ...depth, signal: 0, limit: 0.12, peakSignal: 0.62, from: "blue", to: null, at: start + 85 * minuteMs },
    "大学路隧道：积水深度0厘米，已低于12厘米，报警解除，历时1小时25分钟，最深62厘米",
    "Daxue tunnel: water depth 0 cm, below 12 cm again; alarm over after 1 h 25 min, deepest 62 cm",
  ],
  [
    "a river falls a level, after midnight",
    {
      ...depth,
      signalName: { zh: "水位", en: "stage" },
      property: "stage",
      signal: 4.2,
      limit: 4.3,
      from: "orange",
      to: "yellow",
      at: start + 9 * 60 * minuteMs,
    },
    "大学路隧道：水位4.20米，回落，由橙色降为黄色（低于4.30米），报警始于07-20 16:00",
    "Daxue tunnel: stage 4.20 m, falling, down from orange to yellow (below 4.30 m), alarm since 07-20 16:00",
  ],
  [
    "oxygen falls: graver the lower it is",
    {
      ...depth,
      signalName: { zh: "氧气", en: "oxygen" },
      property: "oxygen",
      unit: "%vol",
      direction: "below",
      signal: 18.04,
      limit: 19.5,
      from: null,
      to: "orange",
    },
    "大学路隧道：氧气18 %VOL，下降，达到橙色（限值19.5 %VOL），16:00起",
    "Daxue tunnel: oxygen 18 %VOL, falling, orange (limit 19.5 %VOL), since 16:00",
  ],
  [
    "oxygen is back",
    {
      ...depth,
      signalName: { zh: "氧气", en: "oxygen" },
      property: "oxygen",
      unit: "%vol",
      direction: "below",
      signal: 20.9,
      limit: 19.7,
      peakSignal: 18,
      from: "orange",
      to: null,
      at: start + 10 * minuteMs,
    },
    "大学路隧道：氧气20.9 %VOL，已高于19.7 %VOL，报警解除，历时10分钟，最低18 %VOL",
    "Daxue tunnel: oxygen 20.9 %VOL, above 19.7 %VOL again; alarm over after 10 min, lowest 18 %VOL",
  ],
  [
    "rain adds up and has no way",
    {
      ...depth,
      signalName: { zh: "1小时累计雨量", en: "rain in 1 h" },
      property: "rain",
      conditionKind: "accumulation",
      unit: "mm",
      signal: 51.26,
      limit: 50,
      from: "blue",
      to: "yellow",
    },
    "大学路隧道：1小时累计雨量51.3毫米，由蓝色升为黄色（限值50毫米），报警始于16:00",
    "Daxue tunnel: rain in 1 h 51.3 mm, up from blue to yellow (limit 50 mm), alarm since 16:00",
  ],
  [
    "a fall's speed is read without its sign",
    {
      ...depth,
      signalName: { zh: "水位10分钟落速", en: "stage, fall over 10 min:" },
      property: "stage",
      conditionKind: "rate-of-rise",
      unit: "m/h",
      direction: "below",
      signal: -2.1,
      limit: -1.8,
      from: null,
      to: "red",
    },
    "大学路隧道：水位10分钟落速2.10米/小时，达到红色（限值1.80米/小时），16:00起",
    "Daxue tunnel: stage, fall over 10 min: 2.10 m/h, red (limit 1.80 m/h), since 16:00",
  ],
  [
    "silence names its gauge, and when it is heard again",
    { ...depth, conditionKind: "silence", unit: "intervals", signal: 3, limit: 3, from: null, to: "blue" },
    "大学路隧道（tunnel/depth）：已有3个上报间隔无可用读数，蓝色，16:00起",
    "Daxue tunnel (tunnel/depth): no usable reading for 3 reporting intervals, blue, since 16:00",
  ],
  [
    "silence ends",
    { ...depth, conditionKind: "silence", unit: "intervals", signal: 0, from: "blue", to: null, at: start + minuteMs },
    "大学路隧道（tunnel/depth）：已恢复上报，历时1分钟",
    "Daxue tunnel (tunnel/depth): heard again, after 1 min",
  ],
  [
    "an alarm made of others compares no number, and says what it is made of",
    {
      ...depth,
      signalName: { zh: "上游来水", en: "water from upstream" },
      conditionKind: "upstream",
      unit: "level",
      signal: 2,
      limit: 2,
      from: null,
      to: "blue",
      reason: { zh: "上游中牟黄色，约120分钟后到达", en: "yellow upstream at Zhongmu, about 120 min away" },
    },
    "大学路隧道：上游来水，蓝色，16:00起；上游中牟黄色，约120分钟后到达",
    "Daxue tunnel: water from upstream, blue, since 16:00; yellow upstream at Zhongmu, about 120 min away",
  ],
  [
    "an alarm that the hub raises of itself says what happened",
    {
      placeName: depth.placeName,
      statement: { zh: "监测恢复", en: "seen again" },
      unit: "mm",
      signal: 0,
      limit: 5,
      from: "red",
      to: null,
      at: start + 23 * minuteMs,
    },
    "大学路隧道：监测恢复，历时23分钟",
    "Daxue tunnel: seen again, after 23 min",
  ],
  [
    "a rule that is gone is no all-clear",
    { ...depth, signal: 0.5, from: "red", to: null, cause: "rule_removed" },
    "大学路隧道：规则已撤销或不再适用，报警随之终止，不代表险情解除",
    "Daxue tunnel: the rule was removed or no longer applies, so its alarm ends; this does not mean that the danger is over",
  ],
  [
    "what was learnt late says when it was",
    { ...depth, signal: 0.3, limit: 0.27, to: "orange", isLate: true, receivedAt: start + 40 * minuteMs },
    "大学路隧道：积水深度30厘米，上涨，达到橙色（限值27厘米），16:00起；迟到数据，16:00观测，16:40收到",
    "Daxue tunnel: water depth 30 cm, rising, orange (limit 27 cm), since 16:00; learnt late: observed 16:00, received 16:40",
  ],
  [
    "a transition kept from before names were recorded is told by its title",
    { to: "blue" },
    "下穿隧道积水，蓝色，16:00起",
    "Water in the underpass, blue, since 16:00",
  ],
];

describe("wordsForTransition()", () => {
  it.each(rows)("%s", (_name, moved, zh, en) => {
    expect(wordsForTransition(transition(moved), { timeZone })).toEqual({ zh, en });
  });

  it("tells times in the zone of the city", () => {
    expect(wordsForTransition(transition({ ...depth, to: "blue" }), { timeZone: "Asia/Urumqi" }).zh).toContain(
      "14:00起",
    );
  });
});

it("wordsForPeak() says when it was, and when the hub learnt of it", () => {
  const { hazard, target, ruleId, ruleVersion } = transition();
  const peak = { hazard, target, ruleId, ruleVersion, alarmKey: "depth|tunnel" as AlarmKey, level: "red" } as const;
  const words = wordsForPeak(
    { ...peak, ...depth, at: start, receivedAt: start + 30 * minuteMs, signal: 0.6, unit: "m", limit: 0.4 },
    { timeZone },
  );
  expect(words).toEqual({
    zh: "大学路隧道：积水深度离线期间漏报峰值60厘米，达到红色（限值40厘米），16:00观测，16:30收到",
    en: "Daxue tunnel: water depth peaked at 60 cm, red (limit 40 cm), missed while offline: observed 16:00, received 16:30",
  });
});
