import { minuteMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { seriesTexts } from "../../locales/series.ts";
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
  return fill(seriesTexts["forecast.reason"], {
    rate: rateWords(presentRate(trend, since) * 100),
    since: timeWords(since),
    risen: digits((trend.valueM - trend.footM) * 100),
    toGo: digits(way.toGoM * 100),
    time: timeWords(way.minutes),
    low: timeWords(way.low),
    high: timeWords(way.high),
  });
}

/** Metres a minute: the lag of the running mean behind a rise that began `since` minutes ago is made up for. */
function presentRate(trend: Trend, since: number): number {
  const nowMin = risingWater.nowMs / minuteMs;
  return riseOf(trend).nowM / (nowMin * (1 - Math.exp(-since / nowMin)));
}

function rateWords(cmPerMinute: number): BilingualText {
  return cmPerMinute >= 1
    ? fill(seriesTexts["rate.per-minute"], { cm: digits(cmPerMinute) })
    : fill(seriesTexts["rate.per-hour"], { cm: digits(cmPerMinute * 60) });
}

function timeWords(minutes: number): BilingualText {
  return minutes < 100
    ? fill(seriesTexts["time.minutes"], { minutes: Math.round(minutes) })
    : fill(seriesTexts["time.hours"], { hours: digits(minutes / 60) });
}

/** Two figures: no forecast knows more. */
function digits(number: number): string {
  return String(Number(number.toPrecision(2)));
}
