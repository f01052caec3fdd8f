import { minuteMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { risingWater } from "./rising-water.ts";
import type { Trend } from "./trend.ts";

/** Times to a mark, minutes. */
export interface MinutesToGo {
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
}

/** Why a forecast says what it says: "rising 4 cm/min for 6 min, 27 cm in about 12 min, 6 to 30". */
export function forecastReason(trend: Trend, toGoM: number, { minutes, low, high }: MinutesToGo): BilingualText {
  const risenMin = Math.max(1, (trend.at - trend.footAt) / minuteMs);
  const risenM = Math.max(risingWater.smallestRiseM, trend.valueM - trend.footM);
  const rate = rateWords((risenM * 100) / risenMin);
  const toGo = digits(toGoM * 100);
  return {
    zh:
      `${rate.zh}，已持续${timeZh(risenMin)}，` +
      `距该水位${toGo}厘米，约${timeZh(minutes)}后到达（${timeZh(low)}至${timeZh(high)}）`,
    en:
      `rising ${rate.en} for ${timeEn(risenMin)}, ` +
      `${toGo} cm in about ${timeEn(minutes)}, ${timeEn(low)} to ${timeEn(high)}`,
  };
}

function rateWords(cmPerMinute: number): BilingualText {
  return cmPerMinute >= 1
    ? { zh: `每分钟上涨${digits(cmPerMinute)}厘米`, en: `${digits(cmPerMinute)} cm/min` }
    : { zh: `每小时上涨${digits(cmPerMinute * 60)}厘米`, en: `${digits(cmPerMinute * 60)} cm/h` };
}

function timeEn(minutes: number): string {
  return minutes < 100 ? `${Math.round(minutes)} min` : `${digits(minutes / 60)} h`;
}

function timeZh(minutes: number): string {
  return minutes < 100 ? `${Math.round(minutes)}分钟` : `${digits(minutes / 60)}小时`;
}

/** Two figures that mean something: no forecast knows more. */
function digits(number: number): string {
  return String(Number(number.toPrecision(2)));
}
