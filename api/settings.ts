import { z } from "zod";

export const apiSettings = z.strictObject({
  host: z.string().default("127.0.0.1").describe("Address the HTTP API binds"),
  port: z.number().int().min(0).max(65535).default(8080).describe("Port; 0 takes any free one"),
  maxBodyBytes: z.number().int().min(1024).default(1048576).meta({ unit: "bytes" }).describe("Largest request body"),
  maxStreams: z.number().int().min(1).default(200).describe("Live streams at once"),
  streamHeartbeatMs: z
    .number()
    .int()
    .min(1000)
    .default(15000)
    .meta({ unit: "ms" })
    .describe("Time between comments that keep a live stream open"),
});

export type ApiSettings = z.infer<typeof apiSettings>;
