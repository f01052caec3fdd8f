import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { BilingualText } from "../domain/text.ts";
import { levelNames } from "../locales/names.ts";

/** One line on a case's timeline for an alarm that moved; the rule's title names the level where its author wants it. */
export function wordsForTransition(transition: AlarmTransition): BilingualText {
  const moved = wordsForMove(transition);
  const { reason } = transition;
  const noise = suppressionWords(transition);
  return {
    zh: [moved.zh, reason?.zh, noise?.zh].filter((part) => part !== undefined).join("；"),
    en: [moved.en, reason?.en, noise?.en].filter((part) => part !== undefined).join("; "),
  };
}

function wordsForMove(transition: AlarmTransition): BilingualText {
  const got = `${shortNumber(transition.signal)} ${transition.unit}`;
  const limit = `${shortNumber(transition.limit)} ${transition.unit}`;
  if (transition.cause === "rule_removed") {
    return { zh: "规则已撤销，报警解除", en: "the rule was removed, the alarm is cleared" };
  }
  if (transition.to === null) {
    return { zh: `报警解除：${got}（限值 ${limit}）`, en: `alarm cleared at ${got} (limit ${limit})` };
  }
  const { title, isLate } = transition;
  return {
    zh: `${title.zh}：${got}（限值 ${limit}）${isLate ? "，迟到数据" : ""}`,
    en: `${title.en}: ${got} (limit ${limit})${isLate ? ", learnt late" : ""}`,
  };
}

/** That it is notified although something holds it, or had been held until now. */
function suppressionWords({ noise }: AlarmTransition): BilingualText | undefined {
  if (noise === undefined) return undefined;
  const { zh, en } = noise.hold.words;
  return noise.outcome === "released" ? { zh: `此前${zh}`, en: `held until now, ${en}` } : { zh, en };
}

/** One line for a peak that came in after the fact. */
export function wordsForPeak(peak: MissedPeak): BilingualText {
  const got = `${shortNumber(peak.signal)} ${peak.unit}`;
  const level = levelNames[peak.level];
  return {
    zh: `离线期间漏报峰值：${got}，达到${level.zh}`,
    en: `peak missed while offline: ${got}, ${level.en}`,
  };
}

/** A person has taken notice of the case. */
export function wordsForAcknowledgement(by: string): BilingualText {
  return { zh: `${by} 已签收`, en: `acknowledged by ${by}` };
}

/** The text of a person's comment stands in both languages as it was written. */
export function wordsForComment(by: string, text: string): BilingualText {
  return { zh: `${by}：${text}`, en: `${by}: ${text}` };
}

/** @param channel how the call had gone out, such as `voice` */
export function wordsForAnswer(by: string, channel: string): BilingualText {
  return { zh: `${by} 已应答（${channel}）`, en: `answered by ${by} (${channel})` };
}

function shortNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
