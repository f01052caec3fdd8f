import { alertmanager } from "./alertmanager.ts";
import { cloudevents } from "./cloudevents.ts";
import { dingtalk } from "./dingtalk.ts";
import { feishu } from "./feishu.ts";
import { pagerduty } from "./pagerduty.ts";
import { type Signing, standardWebhooks } from "./sign.ts";
import { sms } from "./sms.ts";
import type { RefusedAnswer, WebhookFormat } from "./webhook-format.ts";
import { wecom } from "./wecom.ts";

/** Every format an endpoint may name; the first is what it gets when it names none. */
export const webhookFormats: readonly WebhookFormat[] = [
  cloudevents,
  alertmanager,
  pagerduty,
  wecom,
  dingtalk,
  feishu,
  sms,
];

/** Content type of a body kept under `format`; JSON's own where this release has no such format any more. */
export function contentTypeOf(format: string): string {
  return formatOf(format)?.contentType ?? "application/json";
}

/** How requests of a format are signed. */
export function signingOf(format: string): Signing {
  return formatOf(format)?.signing ?? standardWebhooks;
}

/** How an answer of 2xx refuses all the same; null for one that accepts. */
export function refusalIn(format: string): ((answer: string) => RefusedAnswer | null) | null {
  const found = formatOf(format);
  return found?.refusalIn === undefined ? null : (answer) => found.refusalIn?.(answer) ?? null;
}

function formatOf(format: string): WebhookFormat | undefined {
  return webhookFormats.find(({ name }) => name === format);
}
