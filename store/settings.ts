import { z } from "zod";

export const storeSettings = z.strictObject({
  folder: z.string().min(1).default("data").describe("Where everything that persists lives; one hub at a time"),
  minFreeBytes: z
    .number()
    .int()
    .min(0)
    .default(268435456)
    .meta({ unit: "bytes" })
    .describe("Free space below which nothing more is acknowledged"),
  maxBytes: z
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ unit: "bytes" })
    .describe("Most the journal may take before nothing more is acknowledged; 0 leaves it to the disk"),
  maxCommitRows: z.number().int().min(1).default(8192).describe("Most observations in one commit"),
  keepObservationsDays: z
    .number()
    .int()
    .min(1)
    .default(400)
    .meta({ unit: "d" })
    .describe("How long single observations are kept; roll-ups stay"),
  keepDeliveredDays: z
    .number()
    .int()
    .min(1)
    .default(180)
    .meta({ unit: "d" })
    .describe("How long delivered events and closed deliveries are kept"),
  keepRejects: z.number().int().min(0).default(10000).describe("How many rejects are kept; counts go on"),
  keepRejectBytes: z
    .number()
    .int()
    .min(0)
    .default(67_108_864)
    .meta({ unit: "bytes" })
    .describe("Most that payloads of rejects may take in all; the oldest go first"),
  retentionCron: z.string().default("17 3 * * *").describe("When old rows are deleted (cron)"),
  rollupCron: z.string().default("*/5 * * * *").describe("When hours are rolled up (cron)"),
  integrityCron: z.string().default("43 3 * * *").describe("When the databases are checked (cron)"),
});

export type StoreSettings = z.infer<typeof storeSettings>;
