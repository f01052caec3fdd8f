import { z } from "zod";
import { instant, level, spannedQuery, whole } from "../../common.ts";

export const alarmLoadQuery = spannedQuery({});

export const alarmLoad = z
  .strictObject({
    from: instant,
    to: instant,
    officers: whole.describe("On duty now in the caller's reach; where nobody is, pages are taken as to one"),
    windowMs: whole,
    floodAbove: whole.describe("Pages for an officer in one window, above which it is a flood"),
    windows: z.array(whole).describe("Pages in each window, oldest first; the last ends no sooner than `to`"),
    pages: whole.describe("Live alarms raised or graver that nothing held and that were not late"),
    perOfficer: z.number().describe("Pages for an officer in one window, on average"),
    flooded: whole.describe("Windows with more than ten pages for an officer"),
    worst: z.strictObject({ at: instant, pages: z.number().describe("For an officer") }),
    byLevel: z.record(level, whole),
    staleAlarms: whole.describe("Alarms up now for more than 24 hours"),
    isWhole: z.boolean().describe("False where only the newest alarms were counted, for there were too many"),
  })
  .meta({ id: "AlarmLoad", description: "How many alarms reach people, as ISA-18.2 counts them" });
