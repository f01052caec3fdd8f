import { z } from "zod";
import { eventTypes } from "../../domain/governance/event.ts";
import type { EndpointId } from "../../domain/ids.ts";
import { bilingualText, idOf, instant, whole } from "./common.ts";
import { phoneLine } from "./governance/call.ts";

export const endpoint = z
  .strictObject({
    endpointId: z.string(),
    target: z.string().describe("Scheme, host and port"),
    eventTypes: z.array(z.enum(eventTypes)),
    isEnabled: z.boolean(),
    disabledAt: instant.nullable(),
    reason: bilingualText.nullable().describe("Why it is disabled"),
    pending: whole.describe("Deliveries waiting"),
    oldestQueuedAt: instant.nullable(),
    lostUrgents: whole.describe("Urgent dead letters that nobody has acknowledged"),
    goneAt: instant.nullable().describe("Since when it has answered 410 Gone and taken nothing; null otherwise"),
    isOverdue: z.boolean().describe("True while it has been without an urgent event for too long"),
    phoneInstead: z.array(phoneLine).describe("Whom to phone instead; empty while it is not overdue"),
  })
  .meta({ id: "Endpoint" });

export const endpointPath = z.strictObject({ id: idOf<EndpointId>() });

export const endpointEnabled = z.strictObject({ endpointId: z.string(), isEnabled: z.literal(true) });

export const endpointList = z.strictObject({ rows: z.array(endpoint) });
