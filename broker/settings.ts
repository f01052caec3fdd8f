import { z } from "zod";
import { listenerKinds } from "./listeners/kinds.ts";
import type { ListenerKind } from "./listeners/listener.ts";

type ListenerGroups = {
  readonly [Kind in (typeof listenerKinds)[number] as Kind["kind"]]: z.ZodPrefault<Kind["group"]>;
};

/** One group of settings a kind of listener; `Object.fromEntries` forgets which key has which. */
const listenerGroups = Object.fromEntries(
  listenerKinds.map(({ kind, group, description }) => [kind, group.prefault({}).describe(description)]),
) as ListenerGroups;

/** Settings of the MQTT broker. Start values and their reasons: docs/decisions and the broker's README. */
export const brokerSettings = z.strictObject({
  ...listenerGroups,
  listeners: z
    .array(z.union(listenerKinds.map(listenerEntry)))
    .default([])
    .describe("Listeners beside those of the groups above, each `{kind, host, port}`; in the file only"),
  maxConnections: z
    .number()
    .int()
    .min(1)
    .default(19000)
    .describe("Connections at once, also held below the process's open-file limit"),
  maxFrameBytes: z
    .number()
    .int()
    .min(256)
    .max(268435455)
    .default(65536)
    .meta({ unit: "bytes" })
    .describe("Largest MQTT packet; a longer one closes the connection"),
  connectTimeoutMs: z
    .number()
    .int()
    .min(100)
    .default(5000)
    .meta({ unit: "ms" })
    .describe("Time a connection has to finish signing in"),
  drainTimeoutMs: z
    .number()
    .int()
    .min(100)
    .default(2000)
    .meta({ unit: "ms" })
    .describe("How long a client that does not read may hold up a delivery"),
  maxKeepaliveS: z
    .number()
    .int()
    .min(1)
    .max(65535)
    .default(300)
    .meta({ unit: "s" })
    .describe("Longest keep-alive a device may ask for; 0 from a device is refused too"),
  maxPipelinedBeforeSignIn: z.number().int().min(0).default(200).describe("Packets a client may send before CONNACK"),
  maxInFlight: z.number().int().min(1).max(65535).default(100).describe("Publishes of one connection handled at once"),
  publishesPerSecond: z
    .number()
    .positive()
    .default(10)
    .meta({ unit: "1/s" })
    .describe("Publishes of one device that are handled at once, sustained; more of them wait until the hub has room"),
  publishBurst: z.number().int().min(1).default(100).describe("Publishes a device may save up"),
  spareBytesInFlight: z
    .number()
    .int()
    .min(0)
    .default(65536)
    .meta({ unit: "bytes" })
    .describe(
      "Most that may be on its way to the disk at once of publishes beyond their device's rate; 0 holds every device to its rate",
    ),
  connectsPerMinute: z
    .number()
    .int()
    .min(1)
    .default(15)
    .meta({ unit: "1/min" })
    .describe("Sign-ins of one device; beyond it one a second, the rest is answered CONNACK 3"),
  maxTopicBytes: z.number().int().min(16).max(65535).default(256).meta({ unit: "bytes" }).describe("Longest topic"),
  maxTopicLevels: z.number().int().min(5).default(16).describe("Most levels of a topic or filter"),
  openForTesting: z
    .boolean()
    .default(false)
    .describe(
      "Takes any client, topic and subscription, keeps nothing; only for protocol conformance tests on loopback",
    ),
});

function listenerEntry({ kind, group }: ListenerKind) {
  return z.strictObject({ kind: z.literal(kind), ...group.omit({ enabled: true }).shape });
}

export type BrokerSettings = z.infer<typeof brokerSettings>;
