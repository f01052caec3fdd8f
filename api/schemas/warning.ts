import { z } from "zod";
import { bilingualText, hazard, idOf, instant, level, pageOf, pageQuery, whole } from "./common.ts";

export const warning = z
  .strictObject({
    id: z.string(),
    hazard,
    areaCode: z.string(),
    state: z.enum(["draft", "issued", "updated", "lifted"]),
    level,
    title: bilingualText,
    advice: bilingualText,
    draftedAt: instant,
    updatedAt: instant,
    liftedAt: instant.nullable(),
    revision: whole,
    cases: z.record(z.string(), level).describe("Open cases that are its reason, by id"),
  })
  .meta({ id: "Warning" });

export const warningPage = pageOf(warning);

export const warningQuery = z.strictObject({
  isOpen: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("true: not yet lifted"),
  ...pageQuery,
});

export const warningPath = z.strictObject({ id: idOf<string>() });
