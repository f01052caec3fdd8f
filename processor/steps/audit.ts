import { factOfEvent, factsOfEntry } from "../../domain/governance/audited-facts.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { Draft } from "../draft.ts";
import { following, type Handlers, newMeter, type Step, stateless } from "../step.ts";
import { anchoredEvent } from "./audit-anchored-event.ts";

/**
 * Writes down what people did or were refused, what others were notified of and how deliveries ended. The store chains each
 * line to the one before.
 */
export function auditStep(): Step {
  const meter = newMeter();

  function followEvents({ found, effects }: Draft): void {
    for (const event of found.events) effects.audit.push(factOfEvent(event));
    meter.findings += found.events.length;
  }

  function follow(logged: LoggedEntry, draft: Draft): void {
    const refusal = draft.refusals.get(logged.entrySeq)?.code ?? null;
    const facts = factsOfEntry(logged, refusal);
    draft.effects.audit.push(...facts);
    meter.findings += facts.length;
    followEvents(draft);
  }

  const entered = ({ logged }: { readonly logged: LoggedEntry }, draft: Draft): void => follow(logged, draft);

  const on: Handlers = {
    // On a row it only follows: a handler of its own would keep every step before it at work on quiet rows.
    ...following(followEvents),
    "hub-started": entered,
    "device-reported": entered,
    "readings-refused": entered,
    "readings-repeated": entered,
    "endpoint-reported": entered,
    "mode-set": entered,
    "order-given": entered,
    "case-action": entered,
    "warning-action": entered,
    "call-answered": entered,
    "flag-set": entered,
    "rules-activated": entered,
    "gauges-changed": entered,
    "delivery-action": entered,
    "device-action": entered,
    "shift-action": entered,
    "response-action": entered,
    "ponding-action": entered,
    "mode-requested": entered,
    "rule-action": entered,
    "account-action": entered,
    "drill-action": entered,
    "alert-received": entered,
    "deliveries-settled"({ logged }, draft) {
      for (const { deliveryId, settledAt } of logged.entry.deliveries) {
        draft.effects.auditedDeliveries.push({ deliveryId, settledAt });
      }
      follow(logged, draft);
    },
    "audit-anchored"({ logged }, draft) {
      draft.found.events.push(anchoredEvent(logged.entry.anchor));
      follow(logged, draft);
    },
  };

  return { name: "audit", ...stateless, meter, on };
}
