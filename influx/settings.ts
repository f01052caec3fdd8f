import { z } from "zod";

/** Settings of the copy in InfluxDB. Tokens and passwords are none: docs/influx.md says where they come from. */
export const influxSettings = z.strictObject({
  enabled: z.boolean().default(false).describe("Whether a copy of everything goes to InfluxDB"),
  url: z
    .string()
    .regex(/^https?:\/\/[^@\s]+$/)
    .default("http://127.0.0.1:8086")
    .describe("Where InfluxDB listens; never with a password in it"),
  database: z.string().min(1).default("guanlan").describe("Database of 1.x, bucket of 2.x; must exist"),
  auth: z
    .enum(["none", "password", "token"])
    .default("none")
    .describe("How the hub names itself: not at all, user and password (1.x), or a token (2.x)"),
  username: z.string().min(1).default("guanlan").describe("User where `auth` is `password`"),
  servesHistory: z.boolean().default(true).describe("Whether the API reads history from InfluxDB"),
  maxLines: z.number().int().min(1).max(50000).default(5000).describe("Most lines in one request"),
  maxBytes: z
    .number()
    .int()
    .min(1024)
    .max(20000000)
    .default(4000000)
    .meta({ unit: "bytes" })
    .describe("Most bytes in one request; 1.x refuses above 25 MB"),
  pollMs: z
    .number()
    .int()
    .min(10)
    .default(500)
    .meta({ unit: "ms" })
    .describe("How long observations are gathered while InfluxDB is level with the journal"),
  timeoutMs: z
    .number()
    .int()
    .min(100)
    .default(30000)
    .meta({ unit: "ms" })
    .describe("Time for one request; well above the slowest answer"),
  retryMs: z.number().int().min(10).default(500).meta({ unit: "ms" }).describe("First wait after a failure; doubles"),
  maxRetryMs: z.number().int().min(10).default(30000).meta({ unit: "ms" }).describe("Longest wait after a failure"),
  probeMs: z
    .number()
    .int()
    .min(10)
    .default(30000)
    .meta({ unit: "ms" })
    .describe("Time between attempts while InfluxDB refuses the hub itself: token, user, database"),
  sampleMs: z
    .number()
    .int()
    .min(100)
    .default(10000)
    .meta({ unit: "ms" })
    .describe("Time between samples of stations, open cases, warnings and the hub"),
  deviceSampleMs: z
    .number()
    .int()
    .min(100)
    .default(60000)
    .meta({ unit: "ms" })
    .describe("Time between samples of devices and limits"),
  keepParked: z.number().int().min(0).default(10000).describe("How many refused lines are kept; counts go on"),
  lateAfterMs: z
    .number()
    .int()
    .min(1000)
    .default(300000)
    .meta({ unit: "ms" })
    .describe("Observations unsent this long turn the hub's readiness red"),
});

export type InfluxSettings = z.infer<typeof influxSettings>;
