import type { GaugeKey } from "../domain/ids.ts";
import { checks } from "../domain/observations/quality.ts";
import type { MessageConversion } from "./convert-reading.ts";
import { flagOf } from "./qualify.ts";

/**
 * Of several readings of one gauge that came without a time in one message only the last can be of now: the others are
 * kept in their order and flagged, so that a backlog whose times were lost is never taken for a rise within seconds.
 */
export function setUntimedSeriesAside({ observations, counts, hints }: MessageConversion): void {
  const last = new Set<GaugeKey>();
  for (let index = observations.length - 1; index >= 0; index--) {
    const observation = observations[index]!;
    if ((observation.checks & checks.untimed) === 0) continue;
    if (!last.has(observation.gauge)) {
      last.add(observation.gauge);
      continue;
    }
    hints.meet("untimed-series");
    const failed = observation.checks | checks.untimedSeries;
    const flag = flagOf(failed);
    counts.flags[observation.flag]--;
    counts.flags[flag]++;
    observations[index] = { ...observation, checks: failed, flag };
  }
}
