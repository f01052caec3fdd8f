import { z } from "zod";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import { bilingualText, instant, whole } from "../common.ts";
import { endpoint } from "../endpoint.ts";

export const hubStatus = z
  .strictObject({
    version: z.string(),
    now: instant.describe("The hub's clock"),
    isReady: z.boolean(),
    checks: z.array(
      z.strictObject({
        name: z.string(),
        isOk: z.boolean(),
        words: bilingualText,
        behindRows: z.number().nullable(),
        behindMs: z.number().nullable(),
      }),
    ),
    mode: z.string(),
    journalSeq: whole.describe("Newest row of the journal"),
    rulesSeq: whole.describe("Row up to which rules have judged"),
    rules: z.strictObject({ digest: z.string(), ruleCount: whole }),
    gauges: z.record(z.enum(gaugeStates), whole),
    devices: z.strictObject({ all: whole, online: whole }),
    streams: z.strictObject({ open: whole, opened: whole, refused: whole, closed: z.record(z.string(), whole) }),
    endpoints: z.array(endpoint),
    flow: z
      .strictObject({
        connections: whole.describe("Devices and gateways connected to the broker"),
        publishes: whole,
        values: whole,
        rejects: whole,
        kept: whole,
        duplicates: whole,
        commitMs: z.number().nullable().describe("Length of the newest commit of the journal; null before the first"),
        walBytes: whole.describe("Write-ahead logs"),
        lagRows: whole.describe("Rows that rules have not read"),
        transitions: whole.describe("Transitions of alarms, told and held"),
        attempts: whole.describe("Attempts to deliver"),
        pending: whole.describe("Deliveries waiting"),
      })
      .nullable()
      .describe("Counted since the hub's start, by steps of a reading's way; null for who does not see the whole city"),
  })
  .meta({ id: "HubStatus", description: "How the hub is doing, beside what /metrics has for Prometheus" });
