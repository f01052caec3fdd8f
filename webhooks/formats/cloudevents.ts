import { canonicalJson } from "../../domain/canonical-json.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import { isExerciseEvent } from "../../domain/governance/exercise.ts";
import { traceparentOf } from "../../domain/governance/trace.ts";
import { toWire } from "../../domain/time/instants.ts";
import { pathOf } from "./shared/path-of.ts";
import type { BodyContext, WebhookFormat } from "./webhook-format.ts";

/** CloudEvents type of an event, with the version of its `data`. */
export function cloudEventType(type: HubEvent["type"]): string {
  return `cn.guanlan.${type}.v1`;
}

/**
 * CloudEvents 1.0 in structured JSON. `time` is when it was observed, not when it is sent; `level` is left out when all is
 * clear; `exercise` is there for a drill alone; instants within `data` are written as ISO 8601.
 *
 * @see CloudEvents 1.0.2 (3.1 required attributes), JSON Event Format 1.0.2 (3.1)
 */
export const cloudevents = {
  name: "cloudevents",
  contentType: "application/cloudevents+json",
  body(event: HubEvent, { source, publicUrl = null }: BodyContext): string {
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
      ...(isExerciseEvent(event) ? { exercise: true } : {}),
      ...traceOf(event),
    };
    return `${JSON.stringify(attributes).slice(0, -1)},"data":${canonicalJson({ ...toWire(event.data), ...urlOf(event, publicUrl) })}}`;
  },
} satisfies WebhookFormat;

/** The trace that a case's event belongs to; absent where there is none. */
function traceOf({ id, data }: HubEvent): { readonly traceparent?: string } {
  const traceId = "case" in data ? data.case.traceId : undefined;
  return traceId === undefined ? {} : { traceparent: traceparentOf(traceId, id) };
}

/** Where people open what the event is about; absent where nobody has said where the hub is to be opened. */
function urlOf(event: HubEvent, publicUrl: string | null): { readonly url?: string } {
  return publicUrl === null ? {} : { url: `${publicUrl}${pathOf(event)}` };
}
