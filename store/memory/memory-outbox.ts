import type { Clock } from "../../domain/clock.ts";
import { sha256 } from "../../domain/governance/audit-chain.ts";
import {
  type Attempt,
  keptAttempts,
  pastAttemptOf,
  type QueuedDelivery,
  type SettledDelivery,
} from "../../domain/governance/delivery.ts";
import type { EndpointId } from "../../domain/ids.ts";
import { deliveryEntry } from "../../domain/inputs/acts/delivery-action.ts";
import { deliveryNotKept } from "../errors.ts";
import { createLeases } from "../leases.ts";
import type { AcknowledgeFilter, EndpointBacklog, Outbox, ReplayFilter } from "../ports.ts";
import { putInInbox } from "./memory-inbox.ts";
import { type KeptDelivery, notAcknowledged, pairKey, type StateTables } from "./state-tables.ts";

/** The deliveries of a state store in memory. */
export function createMemoryOutbox(tables: StateTables, clock: Clock): Outbox {
  const leases = createLeases();
  return {
    lease: async (owner, endpointIds, untilAt) => leases.take(owner, endpointIds, { now: clock(), untilAt }),
    async pending(endpointId, after, limit) {
      return waiting(tables)
        .filter((queued) => queued.endpointId === endpointId && queued.deliveryId > after)
        .slice(0, limit);
    },
    backlog: async () =>
      [...Map.groupBy(waiting(tables), ({ endpointId }) => endpointId)].map(([endpointId, group]) =>
        backlogOf(endpointId, group),
      ),
    async body(deliveryId) {
      const { eventId, format } = keptDelivery(tables, "read-body", deliveryId).queued;
      const body = tables.bodies.get(pairKey(eventId, format));
      if (body === undefined) throw deliveryNotKept("read-body", deliveryId);
      return body;
    },
    record: async (attempt) => recordAttempt(keptDelivery(tables, "record-attempt", attempt.deliveryId), attempt),
    endpointStatuses: async () => [...tables.endpointStatuses.values()],
    setEndpointStatus: async (status) => {
      tables.endpointStatuses.set(status.endpointId, status);
    },
    async replay(filter, who) {
      const doneAt = clock();
      const count = replayKept(tables, filter, doneAt);
      if (count > 0) putInInbox(tables, deliveryEntry("replay", { ...filter, count, doneAt }, who));
      return count;
    },
    lostUrgents: async () =>
      lostIn(tables).map(({ queued: { deliveryId, endpointId } }) => ({ deliveryId, endpointId })),
    async acknowledge(filter, who) {
      const doneAt = clock();
      const count = acknowledgeKept(tables, filter, { acknowledgedAt: doneAt, acknowledgedBy: who.by });
      if (count > 0) putInInbox(tables, deliveryEntry("acknowledge", { ...filter, count, doneAt }, who));
      return count;
    },
    unaudited: async (limit) =>
      tables.deliveries
        .filter(({ settledAt, auditedAt }) => settledAt !== null && settledAt !== auditedAt)
        .slice(0, limit)
        .flatMap((kept) => settledOf(tables, kept) ?? []),
    revision: async () => tables.outboxRevision,
  };
}

/** Puts deliveries back in the queue, as `Outbox.replay` says. @returns how many went back */
function replayKept(tables: StateTables, filter: ReplayFilter, now: number): number {
  const { deliveryId, endpointId, state = deliveryId === undefined ? "dead" : undefined } = filter;
  let count = 0;
  for (const kept of tables.deliveries) {
    if (kept.state === "pending" || (state ?? kept.state) !== kept.state) continue;
    if ((deliveryId ?? kept.queued.deliveryId) !== kept.queued.deliveryId) continue;
    if ((endpointId ?? kept.queued.endpointId) !== kept.queued.endpointId) continue;
    kept.state = "pending";
    kept.queued = { ...kept.queued, attempts: 0, nextAttemptAt: now };
    kept.last = { ...kept.last, deliveredAt: null };
    kept.acknowledged = notAcknowledged;
    kept.settledAt = null;
    count += 1;
  }
  if (count > 0) tables.outboxRevision += 1;
  return count;
}

function lostIn({ deliveries }: StateTables): readonly KeptDelivery[] {
  return deliveries.filter(
    ({ queued, state, acknowledged }) => state === "dead" && queued.isUrgent && acknowledged.acknowledgedAt === null,
  );
}

function acknowledgeKept(
  tables: StateTables,
  { deliveryId, endpointId }: AcknowledgeFilter,
  acknowledged: KeptDelivery["acknowledged"],
): number {
  let count = 0;
  for (const kept of tables.deliveries) {
    if (kept.state !== "dead" || kept.acknowledged.acknowledgedAt !== null) continue;
    if ((deliveryId ?? kept.queued.deliveryId) !== kept.queued.deliveryId) continue;
    if ((endpointId ?? kept.queued.endpointId) !== kept.queued.endpointId) continue;
    kept.acknowledged = acknowledged;
    count += 1;
  }
  if (count > 0) tables.outboxRevision += 1;
  return count;
}

/** How a delivery ended; null for one that has not. */
export function settledOf(
  tables: StateTables,
  { queued, state, settledAt, last }: KeptDelivery,
): SettledDelivery | null {
  if (state === "pending" || settledAt === null || last.lastReason === null) return null;
  const { deliveryId, endpointId, eventId, subject, attempts, format } = queued;
  const body = tables.bodies.get(pairKey(eventId, format));
  const bodyDigest = body === undefined ? null : sha256(body);
  const { lastReason: reason, lastStatus: status } = last;
  return { deliveryId, endpointId, eventId, subject, state, settledAt, attempts, reason, status, bodyDigest };
}

function waiting({ deliveries }: StateTables): readonly QueuedDelivery[] {
  return deliveries.flatMap(({ queued, state }) => (state === "pending" ? [queued] : []));
}

function backlogOf(endpointId: EndpointId, waitingHere: readonly QueuedDelivery[]): EndpointBacklog {
  return { endpointId, pending: waitingHere.length, oldestQueuedAt: waitingHere[0]!.queuedAt };
}

function keptDelivery(
  { deliveries }: StateTables,
  action: Parameters<typeof deliveryNotKept>[0],
  deliveryId: number,
): KeptDelivery {
  const kept = deliveries[deliveryId - 1];
  if (kept === undefined) throw deliveryNotKept(action, deliveryId);
  return kept;
}

function recordAttempt(kept: KeptDelivery, attempt: Attempt): void {
  if (kept.state !== "pending") return;
  const { at, reason, status, detail, next } = attempt;
  const nextAttemptAt = next.state === "pending" ? next.nextAttemptAt : kept.queued.nextAttemptAt;
  kept.state = next.state;
  kept.settledAt = next.state === "pending" ? null : at;
  kept.queued = { ...kept.queued, attempts: kept.queued.attempts + 1, nextAttemptAt };
  kept.last = {
    deliveredAt: next.state === "delivered" ? at : null,
    lastReason: reason,
    lastStatus: status,
    lastDetail: detail,
    lastAttempts: [...kept.last.lastAttempts, pastAttemptOf(attempt)].slice(-keptAttempts),
  };
}
