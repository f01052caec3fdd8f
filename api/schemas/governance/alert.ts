import { z } from "zod";
import { readInstant } from "../../../domain/time/read-instant.ts";
import { wantedTexts } from "../../../locales/api.ts";
import { bilingualText, idOf, whole } from "../common.ts";

/** Alerts in one request at most. */
const mostAlerts = 1_000;

/** RFC 3339 with as many digits of a second as the sender likes; ms since 1970. The year 1 stands for no moment. */
const moment = z
  .string()
  .max(60)
  .transform((text, context) => {
    if (text === "" || text.startsWith("0001-01-01T")) return null;
    const at = readInstant(text.replace(/(\.\d{3})\d+/, "$1"));
    if (at !== null) return at;
    context.addIssue({ code: "custom", params: { wanted: wantedTexts.instant } });
    return z.NEVER;
  });

const texts = z.record(z.string().max(200), z.string().max(4_000));

/** Unknown fields are the sender's own business here: the shapes are Alertmanager's and grow with it. */
const alert = z.object({
  status: z.enum(["firing", "resolved"]).optional(),
  labels: texts,
  annotations: texts.default({}),
  startsAt: moment.nullable().optional(),
  endsAt: moment.nullable().optional(),
  fingerprint: z.string().max(200).optional().describe("Made of the labels where left out"),
});

export type AlertBody = z.infer<typeof alert>;

export const alertsBody = z
  .union([
    z.array(alert).max(mostAlerts),
    z.object({ version: z.string().optional(), alerts: z.array(alert).max(mostAlerts) }),
  ])
  .describe("As Prometheus posts to Alertmanager (API v2), or as Alertmanager posts to a webhook (version 4)");

export const alertsQuery = z.strictObject({
  source: idOf<string>().optional().describe("Source of alert-sources.yaml; that of the token where left out"),
});

export const alertsTaken = z.strictObject({
  taken: whole.describe("Alerts entered, repeated ones included"),
  refused: z
    .array(
      z.strictObject({
        index: whole.describe("Place in the request, 0 the first"),
        label: z.string(),
        wanted: bilingualText,
        got: z.string(),
      }),
    )
    .describe("Labels that do not say what they must; these alerts are not taken"),
});
