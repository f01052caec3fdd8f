import { z } from "zod";
import { instant, level, whole } from "../common.ts";

export const hubLoad = z
  .strictObject({
    asOf: instant,
    bucketMs: whole,
    floodAbove: whole.describe("Pages to one officer in one bucket, above which it is a flood"),
    officers: whole.describe("People on duty now; pages are taken as to one where there are none"),
    buckets: z.array(whole).describe("Pages in each bucket, oldest first; the last ends now"),
    perOfficer: z.number().describe("Pages to each officer in the last bucket"),
    floodShare: z.number().describe("Share of the buckets that are a flood, 0 to 1"),
    byLevel: z.record(level, whole).describe("Pages by level; those without one are left out"),
    isWhole: z.boolean().describe("False where there were more events than are looked through"),
  })
  .meta({
    id: "HubLoad",
    description: "How much officers were paged over the last day, as ISA-18.2 counts; pages are urgent events",
  });
