import { z } from "zod";
import { bilingualText } from "./common.ts";

export const health = z.strictObject({ status: z.literal("alive"), version: z.string() }).meta({ id: "Health" });

export const readiness = z
  .strictObject({
    status: z.enum(["ready", "not_ready"]),
    checks: z
      .array(
        z.strictObject({
          name: z.string(),
          isOk: z.boolean(),
          words: bilingualText,
          behindRows: z.number().nullable(),
          behindMs: z.number().nullable(),
        }),
      )
      .optional()
      .describe("Only with a token"),
  })
  .meta({ id: "Readiness" });
