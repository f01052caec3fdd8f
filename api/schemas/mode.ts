import { z } from "zod";
import { modes } from "../../domain/city/mode.ts";
import { instant } from "./common.ts";

const modeName = z
  .enum(modes)
  .describe("daily, holiday, major event, emergency: rules may have other limits and delays in each");

export const mode = z
  .strictObject({
    mode: modeName,
    setAt: instant.nullable().describe("The hub's clock; null where nobody ever set it"),
    setBy: z.string().nullable().describe("Null where that is not known"),
  })
  .meta({ id: "Mode" });

export const modeBody = z.strictObject({ mode: modeName });
