import { z } from "zod";
import { foundKinds } from "../../views/console/search.ts";
import { bilingualText } from "../common.ts";

export const searchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe("Part of a name in either language, of a code or id, or pinyin initials"),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const searchAnswer = z.strictObject({
  rows: z.array(
    z.strictObject({
      kind: z.enum(foundKinds),
      id: z.string(),
      name: bilingualText.describe("Of a gauge or device that of its station"),
      areaCode: z.string().nullable(),
    }),
  ),
});
