import { z } from "zod";
import { type Check, checks } from "../../../domain/observations/quality.ts";
import { bilingualText } from "../common.ts";

const checkNames = Object.keys(checks) as [Check, ...Check[]];

export const doubt = z
  .strictObject({
    flag: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(9)]).describe("Of the reading"),
    checks: z.array(z.enum(checkNames)).describe("What it failed"),
    words: bilingualText,
  })
  .meta({ id: "Doubt", description: "What speaks against the reading behind it, which was judged all the same" });
