import { z } from "zod";
import { stationKinds } from "../domain/city/city.ts";
import { hazards } from "../domain/city/hazard.ts";
import { levels } from "../domain/city/level.ts";
import { schemaTexts } from "../locales/schemas.ts";

/** Where the explained alarm stands, seen from the one that explains it. */
const inhibitionPlaces = ["station", "device", "gateway", "downstream"] as const;

const words = z.string().trim().min(1, schemaTexts.words.en);

const list = z.array(z.string().min(1)).min(1);

const matcher = {
  hazards: z.array(z.enum(hazards)).min(1).optional().describe("Alarms of any of these hazards"),
  rules: list.optional().describe("Alarms of any of these rules"),
  kinds: z.array(z.enum(stationKinds)).min(1).optional().describe("At stations of any of these kinds"),
  tags: list.optional().describe("At stations that carry all of these"),
  areas: list.optional().describe("At stations in any of these areas, or below them"),
  stations: list.optional().describe("At these stations alone"),
};

const level = z.enum(levels);

/** One of inhibitions.yaml: an alarm that explains others, whose own cases would say nothing new. */
export const inhibitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, schemaTexts["small-id"].en),
  words: z.strictObject({ zh: words, en: words }).describe("Why one explains the other, for people"),
  source: z
    .strictObject({ ...matcher, minLevel: level.default("blue").describe("Explains from this level on") })
    .refine(saysSomething, schemaTexts["inhibition-side"].en)
    .describe("What explains"),
  target: z
    .strictObject({
      ...matcher,
      maxLevel: level.default("orange").describe("Explained up to this level; red always goes out, marked"),
    })
    .refine(saysSomething, schemaTexts["inhibition-side"].en)
    .describe("What is explained"),
  where: z
    .enum(inhibitionPlaces)
    .describe("The target is at the same station, device or gateway, or downstream of the source's station"),
});

export type Inhibition = z.infer<typeof inhibitionSchema>;

function saysSomething(given: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(matcher).some((key) => given[key] !== undefined);
}
