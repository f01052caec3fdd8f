import type { Texts } from "../fill.ts";

/** One line for an alarm that moved, place first. `subject` is `{place}：{name}`, and where it helps the gauge. */
export const alarmLineTexts = {
  subject: { zh: "{place}：{name}", en: "{place}: {name}" },
  "subject-gauge": { zh: "{place}（{gauge}）：{name}", en: "{place} ({gauge}): {name}" },
  "no-usable-reading": { zh: "已有{got}无可用读数", en: "no usable reading for {got}" },
  "heard-again": { zh: "已恢复上报", en: "heard again" },
  "no-longer": { zh: "{name}，条件不再成立", en: "{name}: no longer so" },
  "water-rising": { zh: "，上涨", en: ", rising" },
  "water-falling": { zh: "，回落", en: ", falling" },
  rising: { zh: "，上升", en: ", rising" },
  falling: { zh: "，下降", en: ", falling" },
  raised: {
    zh: "{subject}{got}{way}，达到{level}（限值{limit}），{since}起",
    en: "{subject} {got}{way}, {level} (limit {limit}), since {since}",
  },
  "stepped-up": {
    zh: "{subject}{got}{way}，由{from}升为{level}（限值{limit}），报警始于{since}",
    en: "{subject} {got}{way}, up from {from} to {level} (limit {limit}), alarm since {since}",
  },
  "stepped-down": {
    zh: "{subject}{got}{way}，由{from}降为{level}（{side}{limit}），报警始于{since}",
    en: "{subject} {got}{way}, down from {from} to {level} ({side} {limit}), alarm since {since}",
  },
  confirmed: {
    zh: "{subject}{got}，实时读数证实{level}（限值{limit}），报警始于{since}",
    en: "{subject} {got}, a live reading confirms {level} (limit {limit}), alarm since {since}",
  },
  "confirmed-milder": {
    zh: "{subject}{got}，实时读数证实{live}（迟到数据曾达{level}），报警始于{since}",
    en: "{subject} {got}, a live reading confirms {live} (late readings had shown {level}), alarm since {since}",
  },
  cleared: {
    zh: "{subject}{got}，已{side}{limit}，报警解除，历时{lasted}，{worst}{peak}",
    en: "{subject} {got}, {side} {limit} again; alarm over after {lasted}, {worst} {peak}",
  },
  "forecast-raised": {
    zh: "{subject}{got}（{limit}起报），{level}预报，尚未达到，{since}起",
    en: "{subject} {got} (told from {limit}), {level} as a forecast, not reached, since {since}",
  },
  "forecast-stepped": {
    zh: "{subject}{got}，预报由{from}改为{level}，尚未达到，始于{since}",
    en: "{subject} {got}, forecast changed from {from} to {level}, not reached, since {since}",
  },
  "forecast-cleared": {
    zh: "{subject}{got}，已低于{limit}，预报解除，历时{lasted}，最高{peak}",
    en: "{subject} {got}, below {limit} again; no longer expected, after {lasted}, highest {peak}",
  },
  below: { zh: "低于", en: "below" },
  above: { zh: "高于", en: "above" },
  deepest: { zh: "最深", en: "deepest" },
  highest: { zh: "最高", en: "highest" },
  lowest: { zh: "最低", en: "lowest" },
  "raised-plain": { zh: "{subject}，{level}，{since}起", en: "{subject}, {level}, since {since}" },
  "stepped-up-plain": {
    zh: "{subject}，由{from}升为{level}，报警始于{since}",
    en: "{subject}, up from {from} to {level}, alarm since {since}",
  },
  "stepped-down-plain": {
    zh: "{subject}，由{from}降为{level}，报警始于{since}",
    en: "{subject}, down from {from} to {level}, alarm since {since}",
  },
  "confirmed-plain": {
    zh: "{subject}，实时读数证实{level}，报警始于{since}",
    en: "{subject}, a live reading confirms {level}, alarm since {since}",
  },
  "cleared-plain": { zh: "{subject}，历时{lasted}", en: "{subject}, after {lasted}" },
  "rule-removed": {
    zh: "{place}：规则已撤销或不再适用，报警随之终止，不代表险情解除",
    en: "{place}: the rule was removed or no longer applies, so its alarm ends; this does not mean that the danger is over",
  },
  late: {
    zh: "迟到数据，{observed}观测，{received}收到",
    en: "learnt late: observed {observed}, received {received}",
  },
  revised: {
    zh: "迟到数据更正，此前{from}之后的通报以此为准",
    en: "corrected by late readings: stands instead of what was said of the time from {from} on",
  },
  "peak-missed": {
    zh: "{subject}离线期间漏报峰值{got}，达到{level}（限值{limit}），{observed}观测，{received}收到",
    en: "{subject} peaked at {got}, {level} (limit {limit}), missed while offline: observed {observed}, received {received}",
  },
  "held-until-now": { zh: "此前{hold}", en: "held until now, {hold}" },
} as const satisfies Texts;
