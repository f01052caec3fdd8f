import { z } from "zod";
import { eventTypes } from "../../domain/governance/event.ts";
import { instant, whole } from "./common.ts";

const endpoint = z
  .strictObject({
    endpointId: z.string(),
    target: z.string().describe("Scheme, host and port"),
    eventTypes: z.array(z.enum(eventTypes)),
    isEnabled: z.boolean(),
    disabledAt: instant.nullable(),
    reason: z.string().nullable(),
    pending: whole.describe("Deliveries waiting"),
    oldestQueuedAt: instant.nullable(),
  })
  .meta({ id: "Endpoint" });

export const endpointList = z.strictObject({ rows: z.array(endpoint) });
