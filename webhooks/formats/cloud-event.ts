import { canonicalJson } from "../../domain/canonical-json.ts";
import type { HubEvent } from "../../domain/event.ts";
import { withIsoInstants } from "./iso-instants.ts";

export const cloudEventContentType = "application/cloudevents+json";

/** CloudEvents type of an event, with the version of its `data`. */
export function cloudEventType(type: HubEvent["type"]): string {
  return `cn.guanlan.${type}.v1`;
}

/**
 * The event as CloudEvents 1.0 in structured JSON: the exact text that is signed and sent. The same event gives the same
 * text for ever. `time` is when it was observed, not when it is sent; `level` is left out when all is clear; instants
 * within `data` are written as ISO 8601.
 *
 * @param source which hub speaks; with `id` it names the event in the whole world
 * @see CloudEvents 1.0.2 (3.1 required attributes), JSON Event Format 1.0.2 (3.1)
 */
export function cloudEventText(event: HubEvent, source: string): string {
  const attributes = {
    specversion: "1.0",
    id: event.id,
    source,
    type: cloudEventType(event.type),
    subject: event.subject,
    time: new Date(event.at).toISOString(),
    datacontenttype: "application/json",
    ...(event.level === null ? {} : { level: event.level }),
    urgent: event.isUrgent,
  };
  return `${JSON.stringify(attributes).slice(0, -1)},"data":${canonicalJson(withIsoInstants(event.data))}}`;
}
