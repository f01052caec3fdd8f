import type { Entry, LoggedEntry } from "../inputs/input.ts";
import type { SettledDelivery } from "./delivery.ts";
import { type Called, callerOf } from "./entry-caller.ts";
import type { HubEvent } from "./event.ts";

/** What a line of the trail says, beside its number and its place in the chain. */
export interface AuditedFact extends Called {
  readonly at: number;
  readonly kind: string;
  readonly subject: string;
  readonly by: string | null;
  /** What holds what is recorded: `entry:` and its number, with the code where it was refused; `event:` and its id. */
  readonly ref: string;
  /** Of this the line holds the digest. */
  readonly recorded: unknown;
}

/** Characters of a subject; what is recorded holds all of it. */
const mostSubject = 200;

/**
 * The lines that an entry of the log gets in the audit trail: one for what people did, one for each delivery that came to
 * its end, none for what the hub and devices say of themselves.
 *
 * @param refusal code with which it was refused; null where it took effect
 */
export function factsOfEntry({ entry, at, entrySeq }: LoggedEntry, refusal: string | null): readonly AuditedFact[] {
  const ref = `entry:${entrySeq}`;
  switch (entry.kind) {
    case "hub-started":
    case "device-reported":
    case "readings-refused":
    case "readings-repeated":
    case "endpoint-reported":
      return [];
    case "deliveries-settled":
      return entry.deliveries.map((delivery) => factOfDelivery(delivery, ref));
    case "mode-set":
    case "order-given":
    case "case-action":
    case "warning-action":
    case "call-answered":
    case "flag-set":
    case "rules-activated":
    case "gauges-changed":
    case "delivery-action":
    case "device-action":
    case "shift-action":
    case "response-action":
    case "ponding-action":
    case "mode-requested":
    case "rule-action":
    case "account-action":
    case "drill-action":
    case "alert-received":
    case "audit-anchored":
      return [refusal === null ? { at, ...aboutOf(entry), kind: entry.kind, ref, recorded: entry } : refused()];
  }

  function refused(): AuditedFact {
    const recorded = { entry, code: refusal };
    return { at, ...aboutOf(entry), kind: `${entry.kind}.refused`, ref: `${ref} ${refusal}`, recorded };
  }
}

function factOfDelivery(delivery: SettledDelivery, ref: string): AuditedFact {
  const { settledAt: at, state, subject } = delivery;
  return { at, kind: `delivery.${state}`, subject, by: null, ref, recorded: delivery };
}

/** The line that an event gets. */
export function factOfEvent({ id, type, subject, level, isUrgent, at, data }: HubEvent): AuditedFact {
  return { at, kind: type, subject, by: null, ref: `event:${id}`, recorded: { id, level, isUrgent, data } };
}

/** What an entry is about, whom it names, and who made it. */
function aboutOf(entry: Entry): Pick<AuditedFact, "subject" | "by" | "caller"> {
  return { ...namedIn(entry), ...callerOf(entry) };
}

function namedIn(entry: Entry): Pick<AuditedFact, "subject" | "by"> {
  switch (entry.kind) {
    case "hub-started":
      return { subject: "hub", by: null };
    case "mode-set":
      return { subject: entry.mode, by: entry.by };
    case "order-given":
      return aboutOrder(entry.order);
    case "case-action":
    case "call-answered":
      return { subject: entry.caseId, by: entry.by };
    case "warning-action":
      return { subject: entry.warningId, by: entry.by };
    case "flag-set":
      return { subject: entry.gaugeId, by: entry.by };
    case "rules-activated":
      return { subject: entry.set.digest, by: entry.by };
    case "device-reported":
    case "readings-refused":
    case "readings-repeated":
      return { subject: entry.deviceId, by: null };
    case "gauges-changed":
      return {
        subject: entry.changes
          .map(({ gaugeId }) => gaugeId)
          .join(" ")
          .slice(0, mostSubject),
        by: null,
      };
    case "delivery-action":
      return { subject: aboutDeliveries(entry.action), by: entry.by };
    case "device-action":
      return { subject: entry.deviceId, by: entry.by };
    case "shift-action":
      return { subject: entry.postId, by: entry.by };
    case "ponding-action":
      return { subject: entry.stationId, by: entry.by };
    case "response-action":
      return { subject: entry.areaCode, by: entry.by };
    case "mode-requested":
      return { subject: "mode", by: entry.by };
    case "rule-action":
      return { subject: entry.digest, by: entry.by };
    case "account-action":
      return { subject: entry.accountId, by: entry.by };
    case "drill-action":
      return { subject: entry.drillId, by: entry.by };
    case "alert-received":
      return { subject: entry.stationId, by: entry.by };
    case "deliveries-settled":
      return { subject: "deliveries", by: null };
    case "audit-anchored":
      return { subject: "audit", by: null };
    case "endpoint-reported":
      return { subject: entry.endpointId, by: null };
  }
}

/** The delivery where one is named, else the endpoint; `deliveries` for those of all endpoints. */
function aboutDeliveries(action: Extract<Entry, { kind: "delivery-action" }>["action"]): string {
  if (action.do === "enable") return action.endpointId;
  return action.deliveryId === null ? (action.endpointId ?? "deliveries") : `delivery ${action.deliveryId}`;
}

function aboutOrder(order: Extract<Entry, { kind: "order-given" }>["order"]): Pick<AuditedFact, "subject" | "by"> {
  switch (order.kind) {
    case "silence":
      return { subject: order.silence.id, by: order.silence.owner };
    case "maintenance":
      return { subject: order.maintenance.id, by: order.maintenance.owner };
    case "end":
      return { subject: order.end.id, by: order.end.endedBy };
  }
}
