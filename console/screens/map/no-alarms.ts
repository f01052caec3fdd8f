import type { BilingualText } from "../../../domain/text.ts";
import { mapTexts } from "../../../locales/console/map.ts";
import { fill } from "../../../locales/fill.ts";
import type { CityCounts } from "../../live/counts.ts";

/** That no alarm is up, never without how many gauges can tell; where none can, that nobody knows. */
export function noAlarmWords({
  believed,
  gauges,
  unknown,
}: Pick<CityCounts, "believed" | "gauges" | "unknown">): BilingualText {
  if (believed === 0) return fill(mapTexts["nobody-knows"], { all: gauges });
  return fill(mapTexts["no-alarms"], { believed, all: gauges, unknown });
}
