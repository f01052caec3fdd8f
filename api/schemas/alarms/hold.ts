import { z } from "zod";
import { holdKinds } from "../../../domain/alarms/hold.ts";
import { person, personBeside } from "../classed.ts";
import { bilingualText, instant, level, whole } from "../common.ts";

export const hold = z
  .strictObject({
    kind: z.enum(holdKinds),
    id: z.string().describe("Silence, maintenance or inhibition; the alarm itself where it is unstable"),
    owner: person(z.string()).nullable().describe("Who answers for a silence or maintenance"),
    words: personBeside(bilingualText),
    explainedBy: z.string().nullable().describe("Alarm that explains this one; null but for inhibitions"),
    untilAt: instant.nullable().describe("When it ends by itself; null where that depends on readings"),
    includesRed: z.boolean().describe("True where red is held too; an event then says that it is hidden"),
  })
  .meta({ id: "Hold", description: "Why an alarm is kept from people" });

export const suppressionNote = z
  .strictObject({
    outcome: z
      .enum(["held", "told", "released"])
      .describe("held: kept back; told: notified all the same, marked; released: notified when the hold was over"),
    hold,
  })
  .meta({ id: "NoiseNote" });

export const suppression = {
  suppressedBy: hold.nullable().describe("What keeps it, or a graver level of it, from people; null when nothing does"),
  heldSinceAt: instant.nullable(),
  toldLevel: level.nullable().describe("Level its case was notified of; null while it is wholly kept back"),
  flaps: whole.nullable().describe("Raises and clears since it became unstable; null while it is stable"),
  explains: whole.describe("How many other alarms it explains, which are kept back for it"),
};
