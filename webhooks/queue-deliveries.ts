import type { HubEvent } from "../domain/event.ts";
import { type Level, levels, rankOf, worse } from "../domain/level.ts";
import type { Endpoint } from "./endpoints/endpoint-schema.ts";
import { cloudEventText } from "./formats/cloud-event.ts";
import type { NewDelivery } from "./ports.ts";

/**
 * The deliveries that events call for: one for each endpoint that wants the event, in the order of the events. Pure, so
 * that a replay of the journal queues the same.
 *
 * @param about `source` for CloudEvents; `now` in ms since 1970
 */
export function queueDeliveries(
  events: readonly HubEvent[],
  endpoints: readonly Endpoint[],
  about: { readonly source: string; readonly now: number },
): readonly NewDelivery[] {
  return events.flatMap((event) => {
    const wanting = endpoints.filter((endpoint) => wants(endpoint, event));
    if (wanting.length === 0) return [];
    const body = cloudEventText(event, about.source);
    return wanting.map((endpoint) => ({
      endpointId: endpoint.id,
      eventId: event.id,
      subject: event.subject,
      levelRank: rankOf(event.level),
      isUrgent: event.isUrgent,
      body,
      queuedAt: about.now,
    }));
  });
}

function wants(endpoint: Endpoint, event: HubEvent): boolean {
  if (!endpoint.events.includes("*") && !endpoint.events.includes(event.type)) return false;
  return endpoint.minLevel === undefined || reaches(endpoint.minLevel, event);
}

/**
 * Whether the matter has ever reached `minLevel`. An endpoint that was told of a red case must also be told that it fell
 * to blue and closed, or it shows red for ever; where the peak is unknown it is told once too often rather.
 */
function reaches(minLevel: Level, event: HubEvent): boolean {
  const peak = peakLevelIn(event.data);
  const isFirstOfSubject = event.type === "case.opened" || event.type === "warning.drafted";
  if (peak === null && !isFirstOfSubject) return true;
  return rankOf(worse(event.level, peak)) >= rankOf(minLevel);
}

function peakLevelIn(data: unknown): Level | null {
  if (typeof data !== "object" || data === null || !("peakLevel" in data)) return null;
  return levels.find((level) => level === data.peakLevel) ?? null;
}
