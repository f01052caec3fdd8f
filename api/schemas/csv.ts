import { z } from "zod";

/** The answer of a list that may be had as CSV. */
export function csvOrJson<Answer extends z.ZodType>(description: string, answer: Answer) {
  return {
    200: {
      description,
      content: {
        "application/json": { schema: answer },
        "text/csv": {
          schema: z
            .string()
            .describe(
              "RFC 4180, all rows of the span. Headings in the language of Accept-Language, times in the city's zone with their offset. Text that a spreadsheet would take for a formula has an apostrophe before it",
            ),
        },
      },
    },
  } as const;
}
