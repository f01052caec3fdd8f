import { z } from "zod";

export const apiSettings = z.strictObject({
  host: z.string().default("127.0.0.1").describe("Address the HTTP API binds"),
  port: z.number().int().min(0).max(65535).default(8080).describe("Port; 0 takes any free one"),
  tls: z
    .strictObject({
      enabled: z.boolean().default(false).describe("Whether the API is served over HTTPS as well"),
      host: z.string().default("127.0.0.1").describe("Address the HTTPS API binds"),
      port: z.number().int().min(0).max(65535).default(8443).describe("Port; 0 takes any free one"),
    })
    .prefault({})
    .describe("HTTPS"),
  maxConnections: z
    .number()
    .int()
    .min(1)
    .default(2000)
    .describe("HTTP connections at once, so that the API leaves open files to the devices"),
  maxBodyBytes: z.number().int().min(1024).default(1048576).meta({ unit: "bytes" }).describe("Largest request body"),
  requestTimeoutMs: z
    .number()
    .int()
    .min(100)
    .default(10000)
    .meta({ unit: "ms" })
    .describe("Time a client has to send a whole request; answering it may take three times as long"),
  idleTimeoutMs: z
    .number()
    .int()
    .min(1000)
    .default(60000)
    .meta({ unit: "ms" })
    .describe("A connection with no traffic is closed after this; live streams have heartbeats instead"),
  maxEventLoopDelayMs: z
    .number()
    .int()
    .min(0)
    .default(1000)
    .meta({ unit: "ms" })
    .describe("Above this mean delay of the event loop requests get 503 with Retry-After; 0 never"),
  maxStreams: z.number().int().min(1).default(200).describe("Live streams at once"),
  streamHeartbeatMs: z
    .number()
    .int()
    .min(1000)
    .default(15000)
    .meta({ unit: "ms" })
    .describe("Time between comments that keep a live stream open"),
  streamBeatMs: z
    .number()
    .int()
    .min(100)
    .max(2000)
    .default(1000)
    .meta({ unit: "ms" })
    .describe("Time between messages `beat` and `state` of a live stream that asks for them"),
  streamTickMs: z
    .number()
    .int()
    .min(10)
    .default(200)
    .meta({ unit: "ms" })
    .describe("Observations of a live stream are gathered this long; of each gauge the newest goes out"),
  maxStreamBufferBytes: z
    .number()
    .int()
    .min(1024)
    .default(1048576)
    .meta({ unit: "bytes" })
    .describe("What the hub holds for a live stream that reads too slowly, before closing it"),
  dayOffsetMinutes: z
    .number()
    .int()
    .min(-720)
    .max(840)
    .default(480)
    .meta({ unit: "min" })
    .describe("Days of roll-ups begin at midnight this far ahead of UTC, unless the request says otherwise"),
});

export type ApiSettings = z.infer<typeof apiSettings>;
