import { z } from "zod";

export const webhooksSettings = z.strictObject({
  source: z.string().min(1).default("urn:guanlan:hub").describe("CloudEvents source: which hub speaks"),
  allowedTargets: z
    .array(z.string().regex(/^(\[[0-9a-fA-F:]+\]|[^:\s/[\]]+):\d{1,5}$/))
    .default([])
    .describe("host:port of endpoints that may be on a private or loopback address; all others must be public"),
  timeoutMs: z
    .number()
    .int()
    .min(100)
    .default(10000)
    .meta({ unit: "ms" })
    .describe("Time for one attempt, answer included"),
  retryDelaysMs: z
    .array(z.number().int().min(1))
    .min(1)
    .default([5000, 15000, 60000, 300000])
    .meta({ unit: "ms" })
    .describe("Waits after the first attempts; the last repeats"),
  urgentRetryMs: z
    .number()
    .int()
    .min(1000)
    .default(30000)
    .meta({ unit: "ms" })
    .describe(
      "Longest wait while an urgent event waits, Retry-After included; such an event is never given up for failing",
    ),
  goneAfter: z
    .number()
    .int()
    .min(1)
    .default(3)
    .describe("Different events in a row answered 410 Gone after which only urgent ones are tried"),
  jitter: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe("Each wait is stretched or shortened at random by up to this share"),
  giveUpAfterMs: z
    .number()
    .int()
    .min(1000)
    .default(86400000)
    .meta({ unit: "ms" })
    .describe("A delivery that is not urgent and has failed this long becomes a dead letter"),
  maxRetryAfterMs: z
    .number()
    .int()
    .min(1000)
    .default(900000)
    .meta({ unit: "ms" })
    .describe("Longest Retry-After that is honoured"),
  maxConcurrentPerEndpoint: z.number().int().min(1).default(8).describe("Deliveries to one endpoint at once"),
  breakerOpensAfter: z
    .number()
    .int()
    .min(1)
    .default(5)
    .describe("Failures in a row after which an endpoint is only probed"),
  breakerProbeMs: z
    .number()
    .int()
    .min(100)
    .default(30000)
    .meta({ unit: "ms" })
    .describe("Time between probes of such an endpoint"),
  maxAnswerBytes: z
    .number()
    .int()
    .min(0)
    .default(4096)
    .meta({ unit: "bytes" })
    .describe("How much of an answer is read"),
  undeliveredAlarmAfterMs: z
    .number()
    .int()
    .min(1000)
    .default(120000)
    .meta({ unit: "ms" })
    .describe("An urgent event undelivered this long turns the hub's readiness red and is logged"),
});

export type WebhooksSettings = z.infer<typeof webhooksSettings>;
