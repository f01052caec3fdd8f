import type { AlarmTarget, MissedPeak } from "../../domain/alarms/alarm.ts";
import type { GivenOrder } from "../../domain/alarms/order.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import type { Case, CaseEntry } from "../../domain/governance/case.ts";
import type { DeliveryState, EndpointStatus, QueuedDelivery } from "../../domain/governance/delivery.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { Bulletin } from "../../domain/governance/warnings/bulletin.ts";
import type { EmergencyResponse } from "../../domain/governance/warnings/response.ts";
import type { StationId } from "../../domain/ids.ts";
import type { FlagChange } from "../../domain/observations/quality.ts";
import type { Position } from "../../domain/position.ts";
import { startOfLog } from "../../domain/position.ts";
import type { RuleFile } from "../../domain/rule-set.ts";
import type {
  DeliveryView,
  DeviceState,
  InboxItem,
  RulePin,
  SavedEntry,
  StoredActivation,
  StoredTransition,
} from "../ports.ts";

/** A delivery as kept, with what became of its last attempt. */
export interface KeptDelivery {
  queued: QueuedDelivery;
  state: DeliveryState;
  last: Pick<DeliveryView, "deliveredAt" | "lastReason" | "lastStatus" | "lastDetail" | "lastAttempts">;
  acknowledged: Pick<DeliveryView, "acknowledgedAt" | "acknowledgedBy">;
  /** When it came to its end, and for which such moment the audit trail has it; null before. */
  settledAt: number | null;
  auditedAt: number | null;
}

export const notAcknowledged = { acknowledgedAt: null, acknowledgedBy: null } as const;

/** What a state store keeps, in memory. Lists are oldest first. */
export interface StateTables {
  commits: number;
  position: Position;
  clock: number;
  /** Of the last commit's effects, and what its events and deliveries follow on. */
  last: { readonly digest: string; readonly eventsBefore: number; readonly deliveriesBefore: number };
  /** By step and key. */
  readonly saved: Map<string, SavedEntry>;
  readonly transitions: StoredTransition[];
  readonly activeAlarms: Map<string, StoredTransition>;
  readonly missedPeaks: MissedPeak[];
  /** By `flagKey`, in the order in which they were given. */
  readonly flagChanges: Map<string, FlagChange>;
  readonly cases: Map<string, Case>;
  /** By case, then by number. */
  readonly caseEntries: Map<string, Map<number, CaseEntry>>;
  readonly warnings: Map<string, Warning>;
  /** By identifier. */
  readonly bulletins: Map<string, Bulletin>;
  readonly responses: Map<string, EmergencyResponse>;
  readonly orders: Map<number, GivenOrder>;
  readonly devices: Map<string, DeviceState>;
  readonly audit: AuditRecord[];
  readonly events: StoredEvent[];
  readonly eventsById: Map<string, StoredEvent>;
  /** By event and format. */
  readonly bodies: Map<string, string>;
  readonly deliveries: KeptDelivery[];
  /** By endpoint and event. */
  readonly deliveriesByEvent: Map<string, KeptDelivery>;
  readonly endpointStatuses: Map<string, EndpointStatus>;
  readonly ruleFiles: Map<string, readonly RuleFile[]>;
  readonly activations: StoredActivation[];
  pin: RulePin | null;
  inbox: InboxItem[];
  lastItemId: number;
  /** Grows with every change that no commit and no outcome of a delivery made. */
  outboxRevision: number;
}

export function emptyTables(): StateTables {
  return {
    commits: 0,
    position: startOfLog,
    clock: 0,
    last: { digest: "", eventsBefore: 0, deliveriesBefore: 0 },
    saved: new Map(),
    transitions: [],
    activeAlarms: new Map(),
    missedPeaks: [],
    flagChanges: new Map(),
    cases: new Map(),
    caseEntries: new Map(),
    warnings: new Map(),
    bulletins: new Map(),
    responses: new Map(),
    orders: new Map(),
    devices: new Map(),
    audit: [],
    events: [],
    eventsById: new Map(),
    bodies: new Map(),
    deliveries: [],
    deliveriesByEvent: new Map(),
    endpointStatuses: new Map(),
    ruleFiles: new Map(),
    activations: [],
    pin: null,
    inbox: [],
    lastItemId: 0,
    outboxRevision: 1,
  };
}

/** Two ids as one key; ids hold no line feed. */
export function pairKey(one: string, other: string): string {
  return `${one}\n${other}`;
}

export function flagKey({ gaugeId, observedAt }: Pick<FlagChange, "gaugeId" | "observedAt">): string {
  return pairKey(gaugeId, String(observedAt));
}

export function stationOf(target: AlarmTarget): StationId | null {
  return target.kind === "area" ? null : target.stationId;
}

/** Where an alarm stands after a transition; what only completes the record says nothing of that. */
export function moveActive(active: Map<string, StoredTransition>, transition: StoredTransition): void {
  if (transition.effect === "record") return;
  active.delete(transition.alarmKey);
  if (transition.to !== null) active.set(transition.alarmKey, transition);
}

/** As it would be read back from a file: no object is shared with the caller. */
export function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
