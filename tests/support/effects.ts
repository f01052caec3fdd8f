import type { AlarmTransition, MissedPeak } from "../../domain/alarms/alarm.ts";
import type { AuditedFact } from "../../domain/governance/audited-facts.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { NewDelivery } from "../../domain/governance/delivery.ts";
import type { CaseEvent } from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { Bulletin } from "../../domain/governance/warnings/bulletin.ts";
import type { EmergencyResponse } from "../../domain/governance/warnings/response.ts";
import type {
  AlarmKey,
  AreaCode,
  CaseId,
  EndpointId,
  EventId,
  ResponseId,
  RuleId,
  StationId,
  UnitId,
  WarningId,
} from "../../domain/ids.ts";
import type { CommittedEffects, Effects, StateStore } from "../../store/ports.ts";
import { caseEventOf } from "./events.ts";
import { noon } from "./observations.ts";

const words = { zh: "积水", en: "water" };

/** Effects of reading the first row in which nothing changed; `changes` says what did. */
export function effects(changes: Partial<Effects> = {}): Effects {
  return {
    position: { row: 1, entry: 0 },
    clock: noon,
    saved: [],
    transitions: [],
    missedPeaks: [],
    flagChanges: [],
    cases: [],
    caseEntries: [],
    warnings: [],
    bulletins: [],
    responses: [],
    orders: [],
    devices: [],
    activations: [],
    audit: [],
    events: [],
    bodies: [],
    deliveries: [],
    auditedDeliveries: [],
    ...changes,
  };
}

/** Commits effects one after another, as one writer does that has just loaded the state. */
export function writerOn(state: StateStore): (effects: Effects) => Promise<CommittedEffects> {
  let commits: Promise<number> = state.load().then((saved) => saved.commits);
  return async (next) => {
    const before = commits;
    const committed = before.then((count) => state.commit(count, next));
    commits = committed.then(
      async () => (await before) + 1,
      () => before,
    );
    return committed;
  };
}

export function aTransition(changes: Partial<AlarmTransition> = {}): AlarmTransition {
  return {
    alarmKey: "deep|station-1" as AlarmKey,
    ruleId: "deep" as RuleId,
    ruleVersion: "v1",
    hazard: "waterlogging",
    target: { kind: "station", stationId: "station-1" as StationId },
    from: null,
    to: "yellow",
    at: noon,
    receivedAt: noon,
    episodeStartedAt: noon,
    cause: "observation",
    signal: 0.3,
    unit: "m",
    peakSignal: 0.3,
    limit: 0.27,
    isLate: false,
    effect: "live",
    revisesFromAt: null,
    reason: null,
    title: words,
    advice: words,
    opensCase: true,
    draftsWarning: true,
    ...changes,
  };
}

export function aMissedPeak(changes: Partial<MissedPeak> = {}): MissedPeak {
  const { alarmKey, ruleId, ruleVersion, hazard, target, at, receivedAt, signal, unit, limit } = aTransition();
  const level = "yellow";
  return { alarmKey, ruleId, ruleVersion, hazard, target, level, at, receivedAt, signal, unit, limit, ...changes };
}

export function aCase(changes: Partial<Case> = {}): Case {
  return {
    id: "case-1" as CaseId,
    hazard: "waterlogging",
    stationId: "station-1" as StationId,
    areaCode: "410105" as AreaCode,
    unitId: "unit-1" as UnitId,
    caseClass: null,
    state: "reported",
    level: "yellow",
    peakLevel: "yellow",
    title: words,
    advice: words,
    openedAt: noon,
    updatedAt: noon,
    closedAt: null,
    isLate: false,
    revision: 1,
    activeAlarms: { "deep|station-1": "yellow" },
    ...changes,
  };
}

export function aWarning(changes: Partial<Warning> = {}): Warning {
  return {
    id: "warning-1" as WarningId,
    hazard: "waterlogging",
    areaCode: "410105" as AreaCode,
    state: "draft",
    level: "yellow",
    title: words,
    advice: words,
    draftedAt: noon,
    updatedAt: noon,
    liftedAt: null,
    revision: 1,
    cases: {},
    ...changes,
  };
}

export function aBulletin(changes: Partial<Bulletin> = {}): Bulletin {
  return {
    identifier: "warning-1.2",
    warningId: "warning-1" as WarningId,
    revision: 2,
    kind: "Alert",
    sentAt: noon,
    hazard: "waterlogging",
    areaCode: "410105" as AreaCode,
    level: "yellow",
    title: words,
    summary: words,
    isExercise: false,
    xml: "<alert/>\n",
    ...changes,
  };
}

export function aResponse(changes: Partial<EmergencyResponse> = {}): EmergencyResponse {
  return {
    id: "response-1" as ResponseId,
    areaCode: "410105" as AreaCode,
    state: "active",
    level: "III",
    startedAt: noon,
    terminatedAt: null,
    warningIds: ["warning-1" as WarningId],
    changes: [{ at: noon, by: "liu", do: "start", level: "III", reason: "rain" }],
    revision: 1,
    ...changes,
  };
}

export function anEvent(changes: Partial<Omit<CaseEvent, "data">> & { readonly of?: Case } = {}): CaseEvent {
  const { of = aCase(), ...head } = changes;
  return caseEventOf(of, { id: "event-1" as EventId, level: "yellow", ...head });
}

export function aDelivery(changes: Partial<NewDelivery> = {}): NewDelivery {
  return {
    endpointId: "dispatch" as EndpointId,
    eventId: "event-1" as EventId,
    subject: "case-1",
    levelRank: 2,
    isUrgent: true,
    format: "cloudevents",
    queuedAt: noon,
    ...changes,
  };
}

/** What the audit trail gets a line of. */
export function anAudited(changes: Partial<AuditedFact> = {}): AuditedFact {
  const recorded = { kind: "mode-set" };
  return { at: noon, kind: "case.opened", subject: "case-1", by: null, ref: "entry:1", recorded, ...changes };
}
