import { z } from "zod";
import { apiErrors } from "../errors.ts";
import { whole } from "./common.ts";

/** @see RFC 9457 */
export const problem = z
  .strictObject({
    type: z.string().describe("urn:guanlan:problem: and the code"),
    title: z.string().describe("In the language of Accept-Language: zh or en"),
    status: whole,
    detail: z.string(),
    refusal: z
      .string()
      .optional()
      .describe("Code of what stood in the way, as in docs/errors.md; of api.refused and api.changed_since"),
    code: z.enum(Object.keys(apiErrors) as [keyof typeof apiErrors]),
    errors: z
      .array(
        z.strictObject({
          in: z.enum(["query", "path", "body", "header"]),
          field: z.string(),
          wanted: z.string(),
          got: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem" });
