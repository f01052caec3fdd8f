import { z } from "zod";
import { cloudEventType } from "../../webhooks/formats/cloudevents.ts";
import { cloudEventSchema } from "./cloud-event-schema.ts";

/** The JSON Schema of what webhooks send, for receivers' tests and tools. */
export function webhooksJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(cloudEventSchema(cloudEventType), { reused: "ref" }), null, 2)}\n`;
}
