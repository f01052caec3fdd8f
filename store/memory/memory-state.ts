import { chained } from "../../domain/governance/audit-chain.ts";
import { isCaseOver } from "../../domain/governance/case-state.ts";
import type { QueuedDelivery } from "../../domain/governance/delivery.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import { isWarningOver } from "../../domain/governance/warnings/warning-state.ts";
import { digestOf } from "../effects-digest.ts";
import { staleWriter } from "../errors.ts";
import type { CommittedEffects, Effects, SavedState, StateStore } from "../ports.ts";
import {
  copyOf,
  flagKey,
  type KeptDelivery,
  moveActive,
  notAcknowledged,
  pairKey,
  type StateTables,
} from "./state-tables.ts";

/** A state store in memory. It lasts as long as its tables: a store made on the same ones is one that was opened again. */
export function createMemoryState(tables: StateTables): StateStore {
  return {
    load: async () => loadTables(tables),
    async commit(commits, effects) {
      const digest = digestOf(effects);
      if (tables.commits === commits) {
        // Copied before anything is changed: what cannot be kept whole is not kept at all.
        return applyEffects(tables, copyOf(effects), digest);
      }
      if (tables.commits === commits + 1 && tables.last.digest === digest) return answerAgain(tables, effects);
      throw staleWriter(commits, tables.commits);
    },
  };
}

function loadTables(tables: StateTables): SavedState {
  return {
    commits: tables.commits,
    position: tables.position,
    clock: tables.clock,
    saved: [...tables.saved.values()].sort((a, b) => order(a.step, b.step) || order(a.key, b.key)),
    openCases: [...tables.cases.values()]
      .filter((each) => !isCaseOver(each))
      .sort((a, b) => a.openedAt - b.openedAt || order(a.id, b.id)),
    openWarnings: [...tables.warnings.values()]
      .filter((each) => !isWarningOver(each))
      .sort((a, b) => a.draftedAt - b.draftedAt || order(a.id, b.id)),
    activeResponses: [...tables.responses.values()]
      .filter(({ state }) => state === "active")
      .sort((a, b) => a.startedAt - b.startedAt || order(a.id, b.id)),
    orders: [...tables.orders.values()].sort((a, b) => a.entrySeq - b.entrySeq),
    devices: [...tables.devices.values()].sort((a, b) => order(a.deviceId, b.deviceId)),
    activation: tables.activations.at(-1) ?? null,
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function applyEffects(tables: StateTables, effects: Effects, digest: string): CommittedEffects {
  tables.commits += 1;
  tables.position = effects.position;
  tables.clock = effects.clock;
  tables.last = { digest, eventsBefore: tables.events.length, deliveriesBefore: tables.deliveries.length };
  keepSaved(tables, effects);
  keepDecisions(tables, effects);
  keepRules(tables, effects);
  for (const { eventId, format, body } of effects.bodies) {
    const key = pairKey(eventId, format);
    if (!tables.bodies.has(key)) tables.bodies.set(key, body);
  }
  return { events: addEvents(tables, effects), deliveries: addDeliveries(tables, effects) };
}

function keepSaved({ saved }: StateTables, effects: Effects): void {
  for (const entry of effects.saved) {
    if (entry.state === null) saved.delete(pairKey(entry.step, entry.key));
    else saved.set(pairKey(entry.step, entry.key), entry);
  }
}

function keepDecisions(tables: StateTables, effects: Effects): void {
  for (const transition of effects.transitions) {
    const stored = { ...transition, transitionSeq: tables.transitions.length + 1 };
    tables.transitions.push(stored);
    moveActive(tables.activeAlarms, stored);
  }
  tables.missedPeaks.push(...effects.missedPeaks);
  for (const change of effects.flagChanges) {
    // A later change takes a later place.
    tables.flagChanges.delete(flagKey(change));
    tables.flagChanges.set(flagKey(change), change);
  }
  for (const each of effects.cases) tables.cases.set(each.id, each);
  for (const { caseId, entryNo, entry } of effects.caseEntries) {
    const timeline = tables.caseEntries.get(caseId) ?? new Map();
    tables.caseEntries.set(caseId, timeline.set(entryNo, entry));
  }
  for (const warning of effects.warnings) tables.warnings.set(warning.id, warning);
  for (const bulletin of effects.bulletins) {
    // What was issued is never written anew.
    if (!tables.bulletins.has(bulletin.identifier)) tables.bulletins.set(bulletin.identifier, bulletin);
  }
  for (const response of effects.responses) tables.responses.set(response.id, response);
  for (const given of effects.orders) tables.orders.set(given.entrySeq, given);
  for (const device of effects.devices) tables.devices.set(device.deviceId, device);
  tables.audit.push(...chained(tables.audit.at(-1) ?? null, effects.audit));
  for (const { deliveryId, settledAt } of effects.auditedDeliveries) {
    const kept = tables.deliveries[deliveryId - 1];
    if (kept !== undefined) kept.auditedAt = settledAt;
  }
}

function keepRules({ ruleFiles, activations }: StateTables, effects: Effects): void {
  for (const { files, ...activation } of effects.activations) {
    if (!ruleFiles.has(activation.digest)) ruleFiles.set(activation.digest, files);
    activations.push({ ...activation, activationId: activations.length + 1 });
  }
}

function addEvents({ events, eventsById }: StateTables, effects: Effects): readonly StoredEvent[] {
  const added: StoredEvent[] = [];
  for (const event of effects.events) {
    if (eventsById.has(event.id)) continue;
    const stored = { ...event, eventSeq: events.length + 1 };
    events.push(stored);
    eventsById.set(event.id, stored);
    added.push(stored);
  }
  return added;
}

function addDeliveries(tables: StateTables, effects: Effects): readonly QueuedDelivery[] {
  const added: QueuedDelivery[] = [];
  for (const delivery of effects.deliveries) {
    const key = pairKey(delivery.endpointId, delivery.eventId);
    if (tables.deliveriesByEvent.has(key)) continue;
    const deliveryId = tables.deliveries.length + 1;
    const queued = { ...delivery, deliveryId, attempts: 0, nextAttemptAt: delivery.queuedAt };
    const kept: KeptDelivery = { queued, state: "pending", last: notTried, ...untouched };
    tables.deliveries.push(kept);
    tables.deliveriesByEvent.set(key, kept);
    added.push(queued);
  }
  return added;
}

const untouched = { acknowledged: notAcknowledged, settledAt: null, auditedAt: null };

const notTried = { deliveredAt: null, lastReason: null, lastStatus: null, lastDetail: null, lastAttempts: [] };

/** What the commit that these effects were answered when it took effect; of deliveries those that still wait. */
function answerAgain({ last, eventsById, deliveriesByEvent }: StateTables, effects: Effects): CommittedEffects {
  return {
    events: effects.events.flatMap(({ id }) => {
      const stored = eventsById.get(id);
      return stored !== undefined && stored.eventSeq > last.eventsBefore ? [stored] : [];
    }),
    deliveries: effects.deliveries.flatMap(({ endpointId, eventId }) => {
      const kept = deliveriesByEvent.get(pairKey(endpointId, eventId));
      const isOfThis = kept !== undefined && kept.queued.deliveryId > last.deliveriesBefore;
      return isOfThis && kept.state === "pending" ? [kept.queued] : [];
    }),
  };
}
