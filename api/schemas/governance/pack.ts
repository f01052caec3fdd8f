import { z } from "zod";
import { wholeSpanQuery } from "../common.ts";

const packClasses = ["internal", "restricted"] as const;

export type PackClass = (typeof packClasses)[number];

const dataClass = z
  .enum(packClasses)
  .default("restricted")
  .describe("internal: without restricted gauges and fields, for whoever need not have the right to them");

export const packQuery = z.strictObject({ dataClass });

export const packPeriodQuery = wholeSpanQuery.safeExtend({ dataClass });

/** An archive, as documents describe it. */
export const packAnswer = {
  200: {
    description: "A ZIP archive: index.html, data, charts, manifest.json with the SHA-256 of each, and its signature",
    content: { "application/zip": { schema: z.string().meta({ format: "binary" }) } },
  },
};
