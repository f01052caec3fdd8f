import { z } from "zod";
import { eventTypes } from "../../domain/governance/event.ts";
import { idOf, instant, level, listPageQuery, listQuery, pageOf, whole } from "./common.ts";

const event = z
  .strictObject({
    eventSeq: whole,
    id: z.string(),
    type: z.enum(eventTypes),
    subject: z.string().describe("Case, warning, alarm or silence it is about"),
    level: level.nullable(),
    isUrgent: z.boolean(),
    at: instant,
    data: z.record(z.string(), z.unknown()).describe("As webhooks and the live stream have it"),
  })
  .meta({ id: "Event" });

export const eventPage = pageOf(event);

export const eventQuery = listQuery({
  type: z.enum(eventTypes).optional(),
  subject: idOf<string>().optional(),
  ...listPageQuery,
});
