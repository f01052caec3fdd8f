import type { LatestValues, OversightView } from "../api/ports.ts";
import { gaugeStateAt } from "../blindspots/gauge-state.ts";
import type { WatchSettings } from "../blindspots/settings.ts";
import type { City } from "../domain/city/city.ts";
import type { GaugeId } from "../domain/ids.ts";
import type { Oversight } from "../processor/oversight.ts";
import { type Ordered, standingOf } from "../suppression/order-book.ts";

/**
 * What stands between rules and cases, as the API shows it. A reading just acknowledged counts at once, though rules
 * may read it a moment later.
 */
export function viewOversight(
  oversight: Oversight,
  { city, latest, settings }: { readonly city: City; readonly latest: LatestValues; readonly settings: WatchSettings },
): OversightView {
  const { watch, noise, orders } = oversight;

  function stateOf(id: GaugeId, now: number) {
    const signs = watch.signsOf(id);
    if (signs === null) return "silent";
    const newest = latest.of(id) ?? signs.newest;
    const heardAt = Math.max(signs.heardAt ?? Number.NEGATIVE_INFINITY, newest?.receivedAt ?? Number.NEGATIVE_INFINITY);
    return gaugeStateAt({ ...signs, newest, heardAt: Number.isFinite(heardAt) ? heardAt : null }, settings, now);
  }

  const standing = <What extends { readonly id: string; readonly fromAt: number; readonly untilAt: number }>(
    ordered: Ordered<What>,
    now: number,
  ) => ({
    ...ordered.what,
    standing: standingOf(ordered, now),
    endedAt: ordered.endedAt,
    endedBy: ordered.endedBy,
    holds: noise.heldBy(ordered.what.id),
  });

  return {
    stateOf,
    heardAt: (id) => watch.heardAt(id),
    rainNear: (stationId, now) => watch.rainNear(stationId, now),
    proxyFor: (id, now) => watch.proxyFor(id, now),
    suppressionOf: (alarmKey) => noise.suppressionOf(alarmKey),
    activeAlarms: () => noise.activeAlarms().map(({ last }) => last),
    silences: (now) => orders.silences().map((ordered) => standing(ordered, now)),
    maintenances: (now) => orders.maintenances().map((ordered) => standing(ordered, now)),
    gaugeStates(now) {
      const counts = { live: 0, stale: 0, silent: 0, suspect: 0, maintenance: 0 };
      for (const id of city.gauges.keys()) counts[stateOf(id, now)] += 1;
      return counts;
    },
  };
}
