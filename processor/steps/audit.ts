import { chainAfter, digestOf } from "../../domain/governance/audit-chain.ts";
import type { Entry, Input, LoggedEntry } from "../../domain/inputs/input.ts";
import type { AuditRecord } from "../../store/ports.ts";
import type { Draft } from "../draft.ts";
import { type Handlers, newMeter, type Step, stateless } from "../step.ts";

/** What a line of the trail says, beside its number and its place in the chain. */
type AuditedFact = Pick<AuditRecord, "at" | "kind" | "subject" | "by"> & { readonly recorded: unknown };

/** Characters of a subject; what is recorded holds all of it. */
const mostSubject = 200;

/**
 * Writes down what people did or were refused, and what others were notified of, each line chained by hash to the one
 * before.
 */
export function auditStep(): Step {
  const meter = newMeter();
  let last: AuditRecord | null = null;

  function add(fact: AuditedFact, { effects }: Draft): void {
    last = auditAfter(last, fact);
    meter.findings += 1;
    effects.audit.push(last);
  }

  function followEvents(draft: Draft): void {
    for (const { at, type, subject, only: _, except: __, ...event } of draft.found.events) {
      add({ at, kind: type, subject, by: null, recorded: event }, draft);
    }
  }

  function person(logged: LoggedEntry, draft: Draft): void {
    const { entry, at, entrySeq } = logged;
    const refusal = draft.refusals.get(entrySeq);
    if (refusal === undefined) add({ at, kind: entry.kind, ...aboutOf(entry), recorded: entry }, draft);
    else add({ at, kind: `${entry.kind}.refused`, ...aboutOf(entry), recorded: { entry, code: refusal.code } }, draft);
    followEvents(draft);
  }

  const eventsAlone = (_input: Input, draft: Draft): void => followEvents(draft);

  const on: Handlers = {
    ...{ row: eventsAlone, tick: eventsAlone, "hub-started": eventsAlone },
    ...{ "device-reported": eventsAlone, "readings-refused": eventsAlone, "endpoint-reported": eventsAlone },
    "mode-set": ({ logged }, draft) => person(logged, draft),
    "order-given": ({ logged }, draft) => person(logged, draft),
    "case-action": ({ logged }, draft) => person(logged, draft),
    "warning-action": ({ logged }, draft) => person(logged, draft),
    "call-answered": ({ logged }, draft) => person(logged, draft),
    "flag-set": ({ logged }, draft) => person(logged, draft),
    "rules-activated": ({ logged }, draft) => person(logged, draft),
    "gauges-changed": ({ logged }, draft) => person(logged, draft),
    "delivery-action": ({ logged }, draft) => person(logged, draft),
    "device-action": ({ logged }, draft) => person(logged, draft),
    "shift-action": ({ logged }, draft) => person(logged, draft),
    "response-action": ({ logged }, draft) => person(logged, draft),
    "mode-requested": ({ logged }, draft) => person(logged, draft),
    "rule-action": ({ logged }, draft) => person(logged, draft),
    "account-action": ({ logged }, draft) => person(logged, draft),
    "drill-action": ({ logged }, draft) => person(logged, draft),
    "alert-received": ({ logged }, draft) => person(logged, draft),
  };

  return {
    name: "audit",
    ...stateless,
    meter,
    on,
    async restore({ state }) {
      last = state.lastAudit;
    },
  };
}

/**
 * The next line of the trail. Pure.
 *
 * @param last null before the first
 */
export function auditAfter(last: AuditRecord | null, { recorded, ...fact }: AuditedFact): AuditRecord {
  const line = { auditSeq: (last?.auditSeq ?? 0) + 1, ...fact, digest: digestOf(recorded) };
  return { ...line, chain: chainAfter(last?.chain ?? null, line) };
}

/** What an entry is about, and who made it. */
function aboutOf(entry: Entry): Pick<AuditRecord, "subject" | "by"> {
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
    case "endpoint-reported":
      return { subject: entry.endpointId, by: null };
  }
}

/** The delivery where one is named, else the endpoint; `deliveries` for those of all endpoints. */
function aboutDeliveries(action: Extract<Entry, { kind: "delivery-action" }>["action"]): string {
  if (action.do === "enable") return action.endpointId;
  return action.deliveryId === null ? (action.endpointId ?? "deliveries") : `delivery ${action.deliveryId}`;
}

function aboutOrder(order: Extract<Entry, { kind: "order-given" }>["order"]): Pick<AuditRecord, "subject" | "by"> {
  switch (order.kind) {
    case "silence":
      return { subject: order.silence.id, by: order.silence.owner };
    case "maintenance":
      return { subject: order.maintenance.id, by: order.maintenance.owner };
    case "end":
      return { subject: order.end.id, by: order.end.endedBy };
  }
}
