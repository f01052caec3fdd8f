import { z } from "zod";
import { instant, instantQuery, whole } from "../common.ts";

export const stateQuery = z.strictObject({
  at: instantQuery.optional().describe("A time that has passed: how everything stood then, from what is kept"),
});

const digits = z.string().regex(/^\d*$/);

export const stateAnswer = z
  .strictObject({
    at: instant,
    position: z
      .string()
      .nullable()
      .describe("Place in the stream, for Last-Event-ID: nothing that came later is missed; null of the past"),
    catalogue: z.string().describe("Digest of the catalogue whose order the columns are in"),
    mode: z.string().nullable(),
    rulesSeq: whole.nullable().describe("Row of the journal up to which rules have judged"),
    levelsWhole: z.boolean().describe("False where alarms older than what was looked through may have been up then"),
    states: digits.describe("A digit a gauge: its place in `states` of the catalogue"),
    levels: digits.describe("A digit a gauge: gravest alarm of its own, 0 none, 1 blue to 4 red"),
    stationLevels: digits.describe("The same by station, alarms of its gauges included"),
    values: z.array(z.number().nullable()).describe("Of live gauges, canonical unit; null for all others"),
    ages: z.array(whole.nullable()).describe("Seconds from the newest observation to `at`; null where there is none"),
    lastValues: z
      .array(z.tuple([whole, z.number()]))
      .describe("Of gauges that are not live: place and last usable value, which says nothing of now"),
  })
  .meta({ id: "State", description: "Every gauge in columns" });
