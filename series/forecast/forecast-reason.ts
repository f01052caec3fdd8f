import { minuteMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { risingWater } from "./rising-water.ts";
import { riseOf, type Trend } from "./trend.ts";

/** What is still missing to a mark, and how long it takes, minutes. */
export interface WayToGo {
  readonly toGoM: number;
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
}

/** Why a forecast says what it says: "rising 4 cm/min, up 25 cm in 6 min; 27 cm more in about 12 min, 5 min to 36 min". */
export function forecastReason(trend: Trend, way: WayToGo): BilingualText {
  const since = Math.max(1, (trend.at - trend.footAt) / minuteMs);
  const risen = digits((trend.valueM - trend.footM) * 100);
  const rate = rateWords(presentRate(trend, since) * 100);
  const toGo = digits(way.toGoM * 100);
  return {
    zh:
      `${rate.zh}，${timeZh(since)}内已涨${risen}厘米；` +
      `再涨${toGo}厘米约需${timeZh(way.minutes)}（${timeZh(way.low)}至${timeZh(way.high)}）`,
    en:
      `rising ${rate.en}, up ${risen} cm in ${timeEn(since)}; ` +
      `${toGo} cm more in about ${timeEn(way.minutes)}, ${timeEn(way.low)} to ${timeEn(way.high)}`,
  };
}

/** Metres a minute: the lag of the running mean behind a rise that began `since` minutes ago is made up for. */
function presentRate(trend: Trend, since: number): number {
  const nowMin = risingWater.nowMs / minuteMs;
  return riseOf(trend).nowM / (nowMin * (1 - Math.exp(-since / nowMin)));
}

function rateWords(cmPerMinute: number): BilingualText {
  return cmPerMinute >= 1
    ? { zh: `正以每分钟${digits(cmPerMinute)}厘米上涨`, en: `${digits(cmPerMinute)} cm/min` }
    : { zh: `正以每小时${digits(cmPerMinute * 60)}厘米上涨`, en: `${digits(cmPerMinute * 60)} cm/h` };
}

function timeEn(minutes: number): string {
  return minutes < 100 ? `${Math.round(minutes)} min` : `${digits(minutes / 60)} h`;
}

function timeZh(minutes: number): string {
  return minutes < 100 ? `${Math.round(minutes)}分钟` : `${digits(minutes / 60)}小时`;
}

/** Two figures: no forecast knows more. */
function digits(number: number): string {
  return String(Number(number.toPrecision(2)));
}
