import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { AlarmSuppression } from "../../suppression/alarm-suppression.ts";
import type { SuppressionControl } from "../../suppression/suppression-control.ts";
import type { UplinkState } from "../../suppression/uplink.ts";
import type { Draft } from "../draft.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { following, newDue, newMeter, type Step } from "../step.ts";

const alarmsSaved = "suppression";
const uplinksSaved = "uplinks";

export interface SuppressionStepParts {
  readonly suppression: SuppressionControl;
  /** The gauge of a row that says something usable; null for any other row. */
  usableGaugeOf(row: JournalledObservation): GaugeId | null;
}

/** True for a transition of an unstable alarm that nothing else holds, notified or not. */
function isOfChattering({ noise }: AlarmTransition): boolean {
  return noise?.hold.kind === "unstable";
}

/** Decides which alarm transitions are notified, and which are held back and why; records all of them. */
export function suppressionStep({ suppression, usableGaugeOf }: SuppressionStepParts): Step {
  const meter = newMeter();
  const due = newDue({ isAfterRows: false });

  function accept({ found, clock }: Draft): void {
    const { missedPeaks } = found;
    if (missedPeaks.length > 0) {
      const passed = missedPeaks.filter((peak) => !suppression.holdsPeak(peak, clock));
      missedPeaks.splice(0, missedPeaks.length, ...passed);
    }
    // What only completes the record, and what a shadow rule finds, moves nothing.
    for (const transition of found.transitions) {
      if (transition.effect === "live") suppression.accept(transition);
      else suppression.passOn(transition);
    }
  }

  function handOn({ found, effects }: Draft): void {
    due.nextAt = suppression.nextDueAt;
    const { recorded, notified, events } = suppression.drainOutcome();
    meter.findings += notified.length + events.length;
    effects.transitions.push(...recorded);
    found.notified.push(...notified);
    found.chattering.push(...recorded.filter(isOfChattering));
    found.events.push(...events);
  }

  return {
    name: "suppression",
    on: {
      ...following((draft) => {
        accept(draft);
        handOn(draft);
      }),
      row({ row }, draft) {
        const { transitions, missedPeaks } = draft.found;
        if (transitions.length === 0 && missedPeaks.length === 0 && !suppression.isAnyUplinkSilent) return;
        accept(draft);
        const gauge = usableGaugeOf(row);
        if (gauge !== null) suppression.heard(gauge, row.receivedAt);
        handOn(draft);
      },
      tick({ at }, draft) {
        suppression.advance(at);
        accept(draft);
        handOn(draft);
      },
      "order-given"(_, draft) {
        const { order } = draft.found;
        if (order !== null) suppression.follow(order, draft.clock);
        accept(draft);
        handOn(draft);
      },
    },
    due,
    meter,
    async restore({ state }, draft) {
      const alarms = readValues<string, AlarmSuppression>(state, alarmsSaved);
      suppression.restore({ alarms, uplinks: readValues<string, UplinkState>(state, uplinksSaved) }, state.clock);
      handOn(draft);
    },
    save({ effects }) {
      const { alarms, uplinks } = suppression.drainChanges();
      effects.saved.push(...saveValues(alarmsSaved, alarms), ...saveValues(uplinksSaved, uplinks));
    },
  };
}
