import type { EndpointView } from "../../api/ports.ts";
import { phoneFallback } from "../../calls/phone-fallback.ts";
import type { City } from "../../domain/city/city.ts";
import { eventTypes } from "../../domain/governance/event.ts";
import type { Outbox } from "../../store/ports.ts";
import type { DispatcherStatus } from "../../webhooks/dispatcher.ts";
import type { Endpoint } from "../../webhooks/endpoints/endpoint-schema.ts";

/** The city's endpoints as the API shows them. @param at our clock, ms since 1970 */
export async function viewEndpoints(
  endpoints: readonly Endpoint[],
  status: DispatcherStatus,
  { outbox, city, at }: { readonly outbox: Outbox; readonly city: City; readonly at: number },
): Promise<readonly EndpointView[]> {
  const [statuses, backlog] = await Promise.all([outbox.endpointStatuses(), outbox.backlog()]);
  return endpoints.map((endpoint) => {
    const kept = statuses.find((known) => known.endpointId === endpoint.id);
    const report = status.endpoints.find((known) => known.endpointId === endpoint.id);
    const waiting = backlog.find(({ endpointId }) => endpointId === endpoint.id);
    return {
      endpointId: endpoint.id,
      target: new URL(endpoint.url).origin,
      eventTypes: endpoint.events.includes("*")
        ? eventTypes
        : eventTypes.filter((type) => endpoint.events.includes(type)),
      isEnabled: (kept?.disabledAt ?? null) === null,
      disabledAt: kept?.disabledAt ?? null,
      reason: kept?.reason ?? null,
      pending: report?.pending ?? 0,
      oldestQueuedAt: waiting?.oldestQueuedAt ?? null,
      lostUrgents: report?.lostUrgents ?? 0,
      isOverdue: status.undeliveredUrgent.includes(endpoint.id),
      phoneInstead: status.undeliveredUrgent.includes(endpoint.id) ? phoneFallback(city, endpoint.id, at) : [],
      goneAt: report?.goneAt ?? kept?.disabledAt ?? null,
    };
  });
}
