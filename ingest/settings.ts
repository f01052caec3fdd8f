import { z } from "zod";

export const ingestSettings = z.strictObject({
  maxReadingsPerMessage: z
    .number()
    .int()
    .min(1)
    .default(10000)
    .describe("Readings in one array; a longer array is refused whole"),
  clockAheadLimitMs: z
    .number()
    .int()
    .min(0)
    .default(120000)
    .meta({ unit: "ms" })
    .describe(
      "A device clock further ahead of ours is wrong: its readings are kept under our estimate of their time and flagged. So is one that is behind by more than three intervals of its gauges in live readings, which is never less than this",
    ),
  archiveOnlyAfterMs: z
    .number()
    .int()
    .min(0)
    .default(259200000)
    .meta({ unit: "ms" })
    .describe(
      "A reading older than this when it arrives is kept and flagged; rules never judge it. 0 lets rules judge any age, for replaying history: no clock is behind then, but one before 2000",
    ),
  rejectHeadBytes: z
    .number()
    .int()
    .min(16)
    .max(4096)
    .default(256)
    .meta({ unit: "bytes" })
    .describe("How much of a refused reading is shown in lists"),
  rejectPayloadBytes: z
    .number()
    .int()
    .min(0)
    .max(1_048_576)
    .default(65_536)
    .meta({ unit: "bytes" })
    .describe("How much of a payload is kept where something of it is refused"),
});

export type IngestSettings = z.infer<typeof ingestSettings>;
