import type { Level } from "../../domain/city/level.ts";
import { fill } from "../../locales/fill.ts";
import { webhookTexts } from "../../locales/webhooks.ts";
import { matterOf } from "./shared/phase-of.ts";
import { spokenOf } from "./shared/spoken.ts";
import type { Signing } from "./sign.ts";
import type { WebhookFormat } from "./webhook-format.ts";

const severities = {
  red: "critical",
  orange: "error",
  yellow: "warning",
  blue: "info",
} as const satisfies Readonly<Record<Level, string>>;

const actions = { raised: "trigger", acknowledged: "acknowledge", over: "resolve" } as const;

/** One word: the integration key, which the body begins with when it is sent and never while it is kept. */
const signing: Signing = {
  fix: webhookTexts["fix-pagerduty"],
  faultIn: ([key = "", ...more]) =>
    /^[0-9A-Za-z]{32}$/.test(key) && more.length === 0
      ? null
      : fill(webhookTexts["key-shape"], { wanted: "routing_key" }),
  signerFor:
    ([key = ""]) =>
    (_eventId, _atMs, body) => ({ kind: "sealed", body: `{"routing_key":${JSON.stringify(key)},${body.slice(1)}` }),
};

/**
 * Events API v2 of PagerDuty: a case or warning is one incident from its first event to its end, under its id as
 * `dedup_key`; whoever takes it on acknowledges it. Lines that move nothing are not sent.
 *
 * @see https://developer.pagerduty.com/docs/send-alert-event (fields and lengths)
 */
export const pagerduty: WebhookFormat = {
  name: "pagerduty",
  contentType: "application/json",
  signing,
  body(event, context) {
    const matter = matterOf(event);
    if (matter === null) return null;
    const head = { event_action: actions[matter.phase], dedup_key: matter.key.slice(0, 255) };
    if (matter.phase !== "raised") return JSON.stringify(head);
    const { title, message, url } = spokenOf(event, context);
    return JSON.stringify({
      ...head,
      payload: {
        summary: `${title.zh} / ${title.en}`.slice(0, 1_024),
        source: context.source,
        severity: event.level === null ? "warning" : severities[event.level],
        timestamp: new Date(event.at).toISOString(),
        class: event.type,
        custom_details: { message, level: event.level, urgent: event.isUrgent, eventId: event.id },
      },
      client: "Guanlan",
      ...(url === null ? {} : { client_url: url, links: [{ href: url, text: title.en }] }),
    });
  },
};
