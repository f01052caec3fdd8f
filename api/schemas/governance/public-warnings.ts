import { z } from "zod";
import { bulletinKinds } from "../../../domain/governance/warnings/bulletin.ts";
import { bilingualText, hazard, instant, level } from "../common.ts";
import { areaShape } from "./warning.ts";

const publicWarning = z
  .strictObject({
    identifier: z.string().describe("Of its newest message"),
    kind: z.enum(bulletinKinds).describe("Cancel: lifted within a day"),
    sentAt: instant,
    expiresAt: instant.optional().describe("Absent for one that lasts as long as its reasons, and once lifted"),
    level,
    levelName: bilingualText,
    hazard,
    hazardName: bilingualText,
    areaCode: z.string(),
    areaPath: z.array(bilingualText).describe("Names from the city in to the warning's own area"),
    title: bilingualText,
    summary: bilingualText.describe("The notice in words, as it was sent"),
    description: bilingualText.optional().describe("What can happen and what was seen; absent once lifted"),
    advice: bilingualText.optional().describe("What to do; absent once lifted"),
    area: areaShape,
    cap: z.string().describe("Path of the CAP message"),
  })
  .meta({ id: "PublicWarning" });

export const publicWarnings = z
  .strictObject({
    city: z.strictObject({ name: bilingualText, timeZone: z.string() }),
    sender: bilingualText.describe("Who speaks to the public"),
    at: instant.describe("The hub's clock as this was put together"),
    rows: z.array(publicWarning).describe("In force, and lifted within a day; gravest first, then newest"),
    feed: z.string().describe("Path of the same as an Atom feed"),
    map: z
      .strictObject({ rings: z.array(z.array(z.array(z.number()).length(2))), label: bilingualText })
      .nullable()
      .describe(
        "Districts of the city to draw warnings over, and what is to be printed there; null where nobody drew them",
      ),
  })
  .meta({ id: "PublicWarnings", description: "What the public is told now, in both languages" });
