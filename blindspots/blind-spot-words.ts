import { minuteMs, secondMs } from "../domain/clock.ts";
import type { BlindSpot } from "../domain/observations/blind-spot.ts";
import type { BilingualText } from "../domain/text.ts";
import { propertyNames } from "../locales/names.ts";

/** What is blind, how hard it rains, and who stands in, on one line. */
export function blindSpotWords(blind: BlindSpot): BilingualText {
  const gauges = blind.gaugeIds.join(", ");
  const rain = short(blind.rainMm);
  return {
    zh: `${gauges}失联，附近近1小时降雨 ${rain} mm；${proxyWords(blind).zh}`,
    en: `nothing heard from ${gauges} while ${rain} mm of rain fell nearby in the last hour; ${proxyWords(blind).en}`,
  };
}

function proxyWords({ proxy }: BlindSpot): BilingualText {
  if (proxy === null) return { zh: "无可替代测点，须派人到现场", en: "no gauge can stand in: send someone" };
  const km = short(proxy.distanceM / 1000);
  const { zh, en } = propertyNames[proxy.property];
  const reading = `${short(proxy.value)} ${proxy.unit}`;
  const age = ageWords(proxy.ageMs);
  return {
    zh: `最近的可用测点 ${proxy.gaugeId}（${km} km）${zh} ${reading}，${age.zh}前`,
    en: `nearest live gauge ${proxy.gaugeId} (${km} km): ${en} ${reading}, ${age.en} ago`,
  };
}

function ageWords(ageMs: number): BilingualText {
  if (ageMs < 2 * minuteMs) {
    const seconds = Math.round(ageMs / secondMs);
    return { zh: `${seconds} 秒`, en: `${seconds} s` };
  }
  const minutes = Math.round(ageMs / minuteMs);
  return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
