import type { SuppressionView } from "../api/ports.ts";
import { type GaugeStateInputs, gaugeStateAt } from "../blindspots/gauge-state.ts";
import type { BlindSpotSettings } from "../blindspots/settings.ts";
import { unusableWords } from "../blindspots/unusable-words.ts";
import type { City } from "../domain/city/city.ts";
import type { GaugeId } from "../domain/ids.ts";
import { countGaugeStates } from "../domain/observations/count-gauge-states.ts";
import { unusableReason } from "../domain/observations/usable.ts";
import type { JudgingSteps } from "../processor/steps.ts";
import type { LatestValues } from "../store/ports.ts";
import { type OrderRecord, orderStatusAt } from "../suppression/operator-orders.ts";

/**
 * What stands between rules and cases, as the API shows it. A reading just acknowledged counts at once, though rules
 * may read it a moment later.
 */
export function viewSuppression(
  { detector, suppression, orders: ordersStep }: Pick<JudgingSteps, "detector" | "suppression" | "orders">,
  {
    city,
    latest,
    settings,
  }: { readonly city: City; readonly latest: LatestValues; readonly settings: BlindSpotSettings },
): SuppressionView {
  const { orders } = ordersStep;

  function stateOf(id: GaugeId, now: number) {
    const signs = detector.stateInputsOf(id, now);
    if (signs === null) return "silent";
    const newest = latest.of(id) ?? signs.newest;
    return gaugeStateAt({ ...signs, ...aheadOf(signs, newest), newest }, settings, now);
  }

  const standing = <What extends { readonly id: string; readonly fromAt: number; readonly untilAt: number }>(
    ordered: OrderRecord<What>,
    now: number,
  ) => ({
    ...ordered.what,
    standing: orderStatusAt(ordered, now),
    endedAt: ordered.endedAt,
    endedBy: ordered.endedBy,
    holds: suppression.heldBy(ordered.what.id),
  });

  return {
    stateOf,
    heardAt: (id) => detector.heardAt(id),
    rainNear: (stationId, now) => detector.rainNear(stationId, now),
    proxyFor: (id, now) => detector.proxyFor(id, now),
    suppressionOf: (alarmKey) => suppression.suppressionOf(alarmKey),
    activeAlarms: () => suppression.activeAlarms(),
    unusableOf(id, now) {
      const unusable = stateOf(id, now) === "unusable" ? detector.unusableOf(id, now) : null;
      return unusable === null ? null : { reason: unusable.reason, words: unusableWords(unusable) };
    },
    silences: (now) => orders.silences().map((ordered) => standing(ordered, now)),
    maintenances: (now) => orders.maintenances().map((ordered) => standing(ordered, now)),
    gaugeStates: (now) => countGaugeStates(city, (id) => stateOf(id, now)),
  };
}

/** When a gauge was heard, where its newest reading is one that rules have not been given yet. */
function aheadOf({ receivedAt, usableAt }: GaugeStateInputs, newest: GaugeStateInputs["newest"]) {
  if (newest === null || newest.receivedAt <= (receivedAt ?? Number.NEGATIVE_INFINITY)) return { receivedAt, usableAt };
  return { receivedAt: newest.receivedAt, usableAt: unusableReason(newest) === null ? newest.receivedAt : usableAt };
}
