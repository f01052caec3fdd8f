import { minuteMs, secondMs } from "../domain/clock.ts";
import type { BlindSpot } from "../domain/observations/blind-spot.ts";
import type { BilingualText } from "../domain/text.ts";
import { blindSpotTexts } from "../locales/blindspots.ts";
import { fill } from "../locales/fill.ts";
import { propertyNames } from "../locales/names.ts";

/** What is blind, how hard it rains, and who stands in, on one line. */
export function blindSpotWords(blind: BlindSpot): BilingualText {
  return fill(blindSpotTexts.reason, {
    gauges: blind.gaugeIds.join(", "),
    rain: short(blind.rainMm),
    proxy: proxyWords(blind),
  });
}

function proxyWords({ proxy }: BlindSpot): BilingualText {
  if (proxy === null) return blindSpotTexts["proxy.none"];
  return fill(blindSpotTexts.proxy, {
    gauge: proxy.gaugeId,
    km: short(proxy.distanceM / 1000),
    property: propertyNames[proxy.property],
    value: `${short(proxy.value)} ${proxy.unit}`,
    age: ageWords(proxy.ageMs),
  });
}

function ageWords(ageMs: number): BilingualText {
  return ageMs < 2 * minuteMs
    ? fill(blindSpotTexts["age.seconds"], { seconds: Math.round(ageMs / secondMs) })
    : fill(blindSpotTexts["age.minutes"], { minutes: Math.round(ageMs / minuteMs) });
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
