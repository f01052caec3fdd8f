import { z } from "zod";
import { traceLinkKinds } from "../../../record/ports.ts";
import { bilingualText, instant } from "../common.ts";

export const tracePath = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/) });

export const traceAnswer = z
  .strictObject({
    traceId: z.string().nullable(),
    caseId: z.string(),
    isExercise: z.boolean(),
    links: z
      .array(
        z.strictObject({
          kind: z.enum(traceLinkKinds),
          what: z
            .string()
            .describe("Kind of a timeline line, type of an event, levels of an alarm, `reading` or `received`"),
          at: instant,
          ref: z.string().describe("Gauge, alarm, event, endpoint and delivery, or who acted"),
          words: bilingualText.nullable(),
        }),
      )
      .describe("Oldest first"),
  })
  .meta({ id: "Trace" });
