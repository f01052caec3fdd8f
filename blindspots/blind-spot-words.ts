import type { BlindSpot } from "../domain/observations/blind-spot.ts";
import type { BilingualText } from "../domain/text.ts";
import { blindSpotTexts } from "../locales/blindspots.ts";
import { fill, joined } from "../locales/fill.ts";
import { amountText, shortNumber } from "../locales/format/amounts.ts";
import { durationText } from "../locales/format/times.ts";
import { propertyNames } from "../locales/names.ts";

/** What is blind, how hard it rains, and who stands in, on one line. */
export function blindSpotWords(blind: BlindSpot): BilingualText {
  return fill(blindSpotTexts.reason, {
    unseen: unseenWords(blind),
    rain: amountText(blind.rainMm, "mm", "rain"),
    proxy: proxyWords(blind),
  });
}

/** Those that say nothing, then each that says something of no use. */
function unseenWords({ gaugeIds, unusable = [] }: BlindSpot): BilingualText {
  const silent = gaugeIds.filter((id) => unusable.every(({ gaugeId }) => gaugeId !== id));
  const notHeard = silent.length === 0 ? [] : [fill(blindSpotTexts["not-heard"], { gauges: silent.join(", ") })];
  const notUsable = unusable.map(({ gaugeId, words }) => {
    const why = fill(blindSpotTexts["heard-but"], { why: words });
    return fill(blindSpotTexts["not-usable"], { gauge: gaugeId, why });
  });
  return joined([...notHeard, ...notUsable], blindSpotTexts["list-mark"]);
}

function proxyWords({ proxy }: BlindSpot): BilingualText {
  if (proxy === null) return blindSpotTexts["proxy.none"];
  return fill(blindSpotTexts.proxy, {
    gauge: proxy.gaugeId,
    km: shortNumber(proxy.distanceM / 1000, 1),
    property: propertyNames[proxy.property],
    value: amountText(proxy.value, proxy.unit, proxy.property),
    age: durationText(proxy.ageMs),
  });
}
