import type { AlertUp, ReceivedAlerts } from "../../calls/alerts/received-alerts.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import type { AlertReceived } from "../../domain/inputs/alert-received.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { Draft } from "../draft.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { ignoresAll, newDue, newMeter, type Step } from "../step.ts";

const alertsSaved = "alerts";

/** Makes alarms of what other systems of the city say. */
export function alertsStep(alerts: ReceivedAlerts): Step {
  const meter = newMeter();
  const due = newDue({ isAfterRows: false });

  function receive({ entry, entrySeq }: LoggedEntry<AlertReceived>, { found, refusals, clock }: Draft): void {
    const { transition, refusal } = alerts.receive(entry, clock);
    due.nextAt = alerts.nextDueAt;
    if (refusal !== null) refusals.set(entrySeq, refusal);
    if (transition === null) return;
    meter.findings += 1;
    found.transitions.push(transition);
  }

  return {
    name: "alerts",
    due,
    meter,
    on: {
      ...ignoresAll,
      tick({ at }, { found, clock }) {
        found.transitions.push(...alerts.advance(at, clock));
        due.nextAt = alerts.nextDueAt;
      },
      "hub-started"({ logged }) {
        alerts.start(logged.at);
        due.nextAt = alerts.nextDueAt;
      },
      "alert-received": ({ logged }, draft) => receive(logged, draft),
    },
    async restore({ state }) {
      alerts.restore(readValues<AlarmKey, AlertUp>(state, alertsSaved));
      due.nextAt = alerts.nextDueAt;
    },
    save: ({ effects }) => void effects.saved.push(...saveValues(alertsSaved, alerts.drainChanges())),
  };
}
