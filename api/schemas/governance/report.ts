import { z } from "zod";

export const reportPath = z.strictObject({ date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) });

export const reportDates = z.strictObject({ dates: z.array(z.iso.date()) });

export const reportQuery = z.strictObject({ format: z.enum(["json", "html"]).default("json") });

export const reportAnswer = {
  200: {
    description: "The report: rain, waters, cases, warnings, response, deliveries, calls, blind gauges; no drills",
    content: {
      "application/json": {
        schema: z.looseObject({ fromAt: z.string(), toAt: z.string() }).meta({ id: "DailyReport" }),
      },
      "text/html": { schema: z.string() },
    },
  },
} as const;
