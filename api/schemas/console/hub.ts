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
  })
  .meta({ id: "HubStatus", description: "How the hub is doing, beside what /metrics has for Prometheus" });
