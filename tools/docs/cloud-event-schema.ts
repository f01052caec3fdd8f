import { z } from "zod";
import { instant, level } from "../../api/schemas/common.ts";
import { eventData } from "../../api/schemas/event-data.ts";
import { type EventType, eventTypes } from "../../domain/governance/event.ts";

/**
 * A body of the format `cloudevents`. Fields may be added under the same version: receivers ignore what they do not know,
 * so this is for tests and tools, and not to refuse by.
 *
 * @param typeName CloudEvents type of an event's type
 */
export function cloudEventSchema(typeName: (type: EventType) => string) {
  return z.union(
    eventTypes.map((type) =>
      z.strictObject({
        specversion: z.literal("1.0"),
        id: z.string(),
        source: z.string(),
        type: z.literal(typeName(type)),
        subject: z.string(),
        time: instant,
        datacontenttype: z.literal("application/json"),
        level: level.optional().describe("Absent once all is clear"),
        urgent: z.boolean().describe("True when somebody should be paged now"),
        exercise: z.literal(true).optional().describe("There for a drill alone: nothing of it is real"),
        traceparent: z
          .string()
          .optional()
          .describe("The case's trace with the event as parent, for tracing of your own (W3C Trace Context)"),
        data: eventData[type],
      }),
    ),
  );
}
