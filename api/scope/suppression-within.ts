import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import { isSilenceWithin } from "../../domain/alarms/silence-place.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { countGaugeStates } from "../../domain/observations/count-gauge-states.ts";
import { placeOfTarget } from "../../domain/people/place-key.ts";
import type { Reach } from "../../people/reach.ts";
import type { SuppressionView } from "../ports.ts";

/** Gauge states and suppression of what is in reach; who stands in for a blind gauge is told where that is in reach too. */
export function suppressionWithin(view: SuppressionView, reach: Reach): SuppressionView {
  const { city } = reach;
  const isGauge = (id: GaugeId): boolean => city.gauges.has(id);
  return {
    stateOf: (gauge, now) => view.stateOf(gauge, now),
    gaugeStates: (now) => countGaugeStates(city, (gauge) => view.stateOf(gauge, now)),
    heardAt: (gauge) => view.heardAt(gauge),
    unusableOf: (gauge, now) => view.unusableOf(gauge, now),
    rainNear(station, now) {
      const near = view.rainNear(station, now);
      const isShown = near.rainGaugeId === null || isGauge(near.rainGaugeId);
      return isShown ? near : { ...near, rainGaugeId: null, rainDistanceM: null };
    },
    proxyFor(gauge, now) {
      const proxy = view.proxyFor(gauge, now);
      return proxy !== null && isGauge(proxy.gaugeId) ? proxy : null;
    },
    suppressionOf: (alarm) => view.suppressionOf(alarm),
    activeAlarms: () => view.activeAlarms().filter(({ last }) => isSeen(last.target, reach)),
    silences: (now) => view.silences(now).filter(({ match }) => reach.isWholeCity || isSilenceWithin(match, city)),
    maintenances: (now) => view.maintenances(now).filter(({ deviceId }) => city.devices.has(deviceId)),
  };
}

function isSeen(target: AlarmTarget, { places, hiddenGauges }: Reach): boolean {
  if (target.kind === "gauge" && hiddenGauges.has(target.gaugeId)) return false;
  return places === null || places.has(placeOfTarget(target));
}
