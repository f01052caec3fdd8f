import { z } from "zod";
import { schemaTexts } from "../../locales/schemas.ts";

/** Settings of the hub as a whole: what no single room owns. */
export const hubSettings = z.strictObject({
  city: z.string().min(1).default("cities/zhengzhou").describe("Folder of the city this hub serves"),
  language: z
    .enum(["zh", "en"])
    .optional()
    .describe(
      "Language of the terminal, the log's notices and errors; left out: that of the locale, Chinese where it names none",
    ),
  publicUrl: z
    .string()
    .regex(/^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/, schemaTexts["public-url"].en)
    .optional()
    .describe("Where people open the hub, such as https://flood.example.cn; links in webhooks begin with it"),
  logLevel: z
    .enum(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("Least grave log line written"),
  checkpointMs: z
    .number()
    .int()
    .min(10)
    .default(1000)
    .meta({ unit: "ms" })
    .describe("How often the place up to which rules have read is kept while no alarm moves"),
  filesPollMs: z
    .number()
    .int()
    .min(100)
    .default(1000)
    .meta({ unit: "ms" })
    .describe("How often city files are looked at for changes, besides what the system tells of them"),
  rulesQueueRows: z
    .number()
    .int()
    .min(1)
    .default(50000)
    .describe("Observations that wait in memory for rules; beyond it they are read back from the journal"),
  watchdogEventLoopMs: z
    .number()
    .int()
    .min(0)
    .default(8000)
    .meta({ unit: "ms" })
    .describe("A hub whose event loop stands still for so long ends itself, to be started again; 0 for never"),
  watchdogWorkMs: z
    .number()
    .int()
    .min(0)
    .default(30000)
    .meta({ unit: "ms" })
    .describe(
      "The same where no acknowledgement or no decision is kept for so long, though somebody waits; 0 for never",
    ),
  demo: z
    .strictObject({
      dispatchHost: z
        .string()
        .min(1)
        .default("127.0.0.1")
        .describe("Address the demonstration dispatch endpoint binds"),
      dispatchPort: z
        .number()
        .int()
        .min(0)
        .max(65535)
        .default(8090)
        .describe("Its port, to which the city's demonstration endpoint is led; 0 for any that is free"),
      intervalMs: z
        .number()
        .int()
        .min(50)
        .default(2000)
        .meta({ unit: "ms" })
        .describe("Time between readings of a simulated device"),
      seed: z.string().min(1).default("guanlan").describe("Same seed, same simulated devices and people"),
    })
    .prefault({})
    .describe("The demonstration of `guanlan start --demo`"),
});
