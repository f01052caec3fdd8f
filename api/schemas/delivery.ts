import { z } from "zod";
import type { EndpointId } from "../../domain/ids.ts";
import { wantedTexts } from "../../locales/api.ts";
import { person } from "./classed.ts";
import { bilingualText, idOf, instant, level, listPageQuery, listQuery, pageOf, whole } from "./common.ts";

const state = z.enum(["pending", "delivered", "dead"]);

const reason = z.enum([
  "accepted",
  "refused_target",
  "connection_failed",
  "timeout",
  "redirect",
  "client_error",
  "gone",
  "throttled",
  "server_error",
]);

export const delivery = z
  .strictObject({
    deliveryId: whole,
    endpointId: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    subject: z.string().describe("Case or warning"),
    level: level.nullable(),
    isUrgent: z.boolean().describe("Whether it was to page somebody"),
    state,
    attempts: whole,
    queuedAt: instant,
    nextAttemptAt: instant.nullable(),
    deliveredAt: instant.nullable(),
    lastReason: reason.nullable(),
    lastStatus: whole.nullable(),
    lastDetail: bilingualText.nullable().describe("How the last attempt ended, in words"),
    lastAttempts: z
      .array(
        z
          .strictObject({
            at: instant,
            durationMs: whole,
            reason,
            status: whole.nullable(),
            detail: bilingualText.describe("How it ended, in words"),
            nextAttemptAt: instant.nullable().describe("When the next one was due; null where none was to follow"),
          })
          .meta({ id: "PastAttempt" }),
      )
      .describe("The newest attempts, at most 30, oldest first; those before it was sent again too"),
    acknowledgedAt: instant
      .nullable()
      .describe("When a person noted that those concerned know of a dead letter otherwise; null before"),
    acknowledgedBy: person(z.string()).nullable(),
  })
  .meta({ id: "Delivery" });

export const deliveryPage = pageOf(delivery);

export const deliveryQuery = listQuery({
  state: state.optional(),
  endpointId: idOf<EndpointId>().optional(),
  subject: idOf<string>().optional(),
  ...listPageQuery,
});

export const acknowledgeBody = z
  .strictObject({ deliveryId: whole.min(1).optional(), endpointId: idOf<EndpointId>().optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    params: { wanted: wantedTexts["delivery-condition"] },
  })
  .describe("Which dead letters; at least one condition, all must hold");

export const acknowledgedCount = z.strictObject({
  acknowledged: whole.describe("Dead letters that nobody had acknowledged before"),
});

export const replayBody = z
  .strictObject({
    deliveryId: whole.min(1).optional(),
    endpointId: idOf<EndpointId>().optional(),
    state: z.enum(["dead", "delivered"]).optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    params: { wanted: wantedTexts["delivery-condition"] },
  })
  .describe("Which deliveries; at least one condition, all must hold");

export const replayed = z.strictObject({ replayed: whole.describe("Deliveries put back in the queue") });
