import { type Level, rankOf } from "../domain/city/level.ts";
import type { EventBody, NewDelivery } from "../domain/governance/delivery.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import { isExerciseEvent } from "../domain/governance/exercise.ts";
import type { Endpoint } from "./endpoints/endpoint-schema.ts";
import { webhookFormats } from "./formats/formats.ts";
import type { BodyContext, WebhookFormat } from "./formats/webhook-format.ts";

export interface QueueContext extends BodyContext {
  /** Our clock, ms since 1970. */
  readonly now: number;
  /** Every format there is, where not those of this release. */
  readonly formats?: readonly WebhookFormat[];
}

/** Deliveries to be queued, and what they carry: each event once in each format that is wanted. */
export interface QueuedWork {
  readonly bodies: readonly EventBody[];
  readonly deliveries: readonly NewDelivery[];
}

/**
 * The deliveries that events call for: one for each endpoint that wants the event, in the order of the events. Pure, so
 * that a replay of the journal queues the same.
 */
export function queueDeliveries(
  events: readonly HubEvent[],
  endpoints: readonly Endpoint[],
  { source, publicUrl = null, now, formats = webhookFormats }: QueueContext,
): QueuedWork {
  const bodies: EventBody[] = [];
  const deliveries: NewDelivery[] = [];
  for (const event of events) {
    const told: Endpoint[] = [];
    const wanting = endpointsWanting(event, endpoints);
    for (const format of formats) {
      const those = wanting.filter((endpoint) => endpoint.format === format.name);
      const body = those.length === 0 ? null : format.body(event, { source, publicUrl });
      if (body === null) continue;
      bodies.push({ eventId: event.id, format: format.name, body });
      told.push(...those);
    }
    for (const endpoint of wanting) {
      if (told.includes(endpoint)) deliveries.push(deliveryTo(endpoint, event, now));
    }
  }
  return { bodies, deliveries };
}

/** Endpoints that want an event. */
export function endpointsWanting(event: HubEvent, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.filter((endpoint) => wants(endpoint, event));
}

function deliveryTo(
  { id: endpointId, format }: Endpoint,
  { id, subject, level, isUrgent }: HubEvent,
  queuedAt: number,
): NewDelivery {
  return { endpointId, eventId: id, subject, levelRank: rankOf(level), isUrgent, format, queuedAt };
}

function wants(endpoint: Endpoint, event: HubEvent): boolean {
  if (endpoint.drills !== true && isExerciseEvent(event)) return false;
  if (event.only !== undefined) return endpoint.id === event.only;
  if (endpoint.id === event.except) return false;
  if (!endpoint.events.includes("*") && !endpoint.events.includes(event.type)) return false;
  return endpoint.minLevel === undefined || reaches(endpoint.minLevel, event);
}

/**
 * Whether the matter has ever reached `minLevel`. An endpoint that was notified of a red case must also be notified that
 * it fell to blue and closed, or it shows red for ever; where the peak is unknown it is notified once too often rather.
 */
function reaches(minLevel: Level, event: HubEvent): boolean {
  const peak = peakOf(event);
  return peak === null || rankOf(peak) >= rankOf(minLevel);
}

/** Worst level that the event's subject ever had; null where the event does not say. */
function peakOf(event: HubEvent): Level | null {
  switch (event.type) {
    case "case.opened":
    case "case.updated":
    case "case.closed":
      return event.data.case.peakLevel;
    case "warning.drafted":
      return event.data.warning.level;
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
    case "response.changed":
    case "alarm.hidden":
    case "silence.ending":
    case "mode.changed":
    case "audit.anchored":
    case "delivery.overdue":
    case "delivery.resumed":
    case "shift.handed-over":
    case "call.requested":
      return null;
    case "call.unanswered":
      return event.data.case.peakLevel;
  }
}
