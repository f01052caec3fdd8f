import { z } from "zod";

export const streamTopics = ["events", "observations"] as const;

export type StreamTopic = (typeof streamTopics)[number];

export const streamQuery = z.strictObject({
  topics: z
    .string()
    .max(60)
    .default("events")
    .describe("events, observations or both with a comma")
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(streamTopics)).min(1).max(streamTopics.length)),
});
