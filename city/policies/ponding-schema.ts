import { z } from "zod";
import type { PondingListing } from "../../domain/city/ponding-listing.ts";
import { schemaTexts } from "../../locales/schemas.ts";

/** YAML reads an unquoted day as text; what is no day of the calendar is refused. */
const dayText = z.iso.date(schemaTexts.day.en);

const wordsText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** `ponding` of a station: its line in the city's list of ponding places. */
export const pondingEntry = z
  .strictObject({
    listedOn: dayText.describe("Day on which it came on the list"),
    deepest: z.number().positive().optional().describe("Deepest water on record, m"),
    cause: wordsText.optional().describe("Why water stands here"),
    measures: wordsText.optional().describe("What is done about it"),
    reviewedOn: dayText.optional().describe("Day of the last review"),
    reviewDueOn: dayText.describe("Day by which it is to be reviewed again"),
    source: z.string().min(1).describe("List, notice or page that it is from"),
    isDemonstration: z.boolean().default(false).describe("True where it is of no official list"),
  })
  .describe("Its line in the city's list of ponding places");

export function pondingFrom(entry: z.infer<typeof pondingEntry>): PondingListing {
  const { listedOn, deepest = null, cause = null, measures = null, reviewedOn = null } = entry;
  const { reviewDueOn, source, isDemonstration } = entry;
  return { listedOn, deepestM: deepest, cause, measures, reviewedOn, reviewDueOn, source, isDemonstration };
}
