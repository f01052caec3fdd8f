import { describe, expect, it } from "vitest";
import type { HubEvent } from "../../../domain/governance/event.ts";
import { alertmanager } from "../../../webhooks/formats/alertmanager.ts";
import { pagerduty } from "../../../webhooks/formats/pagerduty.ts";
import { requestOf } from "../../../webhooks/formats/sign.ts";
import type { WebhookFormat } from "../../../webhooks/formats/webhook-format.ts";
import { queueDeliveries } from "../../../webhooks/queue-deliveries.ts";
import { aCase } from "../../support/effects.ts";
import { caseData, caseEventOf } from "../../support/events.ts";
import { endpoint, event } from "../support/builders.ts";

const context = { source: "urn:guanlan:test", publicUrl: "https://flood.example" };

function bodyOf(format: WebhookFormat, told: HubEvent): Record<string, unknown> | null {
  const body = format.body(told, context);
  return body === null ? null : JSON.parse(body);
}

/** A line that a person adds to a case. */
function personLine(kind: "acknowledged" | "commented"): HubEvent {
  const of = aCase({ revision: 2 });
  const entry = { kind, at: 1, by: "Li", words: { zh: "签收", en: "acknowledged" } } as const;
  return caseEventOf(of, { type: "case.updated", isUrgent: false, data: caseData(of, entry) } as never);
}

describe("pagerduty", () => {
  it("triggers, acknowledges and resolves one incident under the id of the case", () => {
    const opened = event({ type: "case.opened", subject: "case-1", level: "red", at: 1_626_768_000_123 });
    expect(bodyOf(pagerduty, opened)).toMatchObject({
      event_action: "trigger",
      dedup_key: "case-1",
      payload: {
        source: "urn:guanlan:test",
        severity: "critical",
        timestamp: "2021-07-20T08:00:00.123Z",
        class: "case.opened",
      },
      links: [{ href: expect.stringMatching(/^https:\/\/flood\.example\/api\/v1\/cases\//) }],
    });
    const acknowledged = personLine("acknowledged");
    expect(bodyOf(pagerduty, acknowledged)).toEqual({ event_action: "acknowledge", dedup_key: acknowledged.subject });
    expect(bodyOf(pagerduty, event({ type: "case.closed", subject: "case-1", level: null }))).toEqual({
      event_action: "resolve",
      dedup_key: "case-1",
    });
    expect(bodyOf(pagerduty, personLine("commented"))).toBeNull();
  });

  it("keeps within the lengths of its page", () => {
    const summary = bodyOf(pagerduty, event())?.payload as { summary: string };
    expect(summary.summary.length).toBeLessThanOrEqual(1_024);
  });

  it("has its key in what is sent and never in what is kept", () => {
    const key = "R0123456789ABCDEFR0123456789ABCD";
    const kept = pagerduty.body(event(), context) ?? "";
    expect(kept).not.toContain(key);
    const signed = pagerduty.signing?.signerFor([key])("event-1", 0, kept);
    if (signed === undefined) throw new Error("pagerduty signs in its own way");
    const { body } = requestOf("https://events.pagerduty.com/v2/enqueue", { eventId: "event-1", body: kept }, signed);
    expect(JSON.parse(body)).toEqual({ routing_key: key, ...JSON.parse(kept) });
    expect(pagerduty.signing?.faultIn(["short"])?.en).toBe("wanted routing_key, got something else");
  });
});

describe("alertmanager", () => {
  it("is the webhook payload of version 4, firing until the case is over, under one fingerprint", () => {
    const opened = event({ type: "case.opened", subject: "case-1", level: "red", at: 1_626_768_000_000 });
    const firing = bodyOf(alertmanager, opened);
    expect(firing).toMatchObject({
      version: "4",
      status: "firing",
      truncatedAlerts: 0,
      receiver: expect.any(String),
      groupKey: expect.any(String),
      groupLabels: { alertname: "waterlogging", guanlan_id: "case-1" },
      commonLabels: { severity: "red" },
      commonAnnotations: {},
      externalURL: "https://flood.example",
      alerts: [{ status: "firing", labels: { severity: "red" }, endsAt: "0001-01-01T00:00:00Z" }],
    });
    const closed = event({ type: "case.closed", subject: "case-1", level: null, at: 1_626_768_060_000 });
    const resolved = bodyOf(alertmanager, closed);
    expect(resolved).toMatchObject({
      status: "resolved",
      alerts: [{ status: "resolved", endsAt: "2021-07-20T08:01:00.000Z" }],
    });
    const fingerprint = (of: typeof firing) => (of as { alerts: { fingerprint: string }[] }).alerts[0]?.fingerprint;
    expect(fingerprint(firing)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint(resolved)).toBe(fingerprint(firing));
  });
});

it("an event that a format says nothing of is not queued for its endpoints, and for others it is", () => {
  const endpoints = [endpoint({ id: "pd", format: "pagerduty" }), endpoint({ id: "ce" })];
  const { deliveries, bodies } = queueDeliveries([personLine("commented")], endpoints, { source: "urn:x", now: 1 });
  expect(deliveries.map(({ endpointId }) => endpointId)).toEqual(["ce"]);
  expect(bodies.map(({ format }) => format)).toEqual(["cloudevents"]);
});

it("an event for one endpoint goes there alone whatever it wants otherwise; one kept from an endpoint to all others", () => {
  const endpoints = [
    endpoint({ id: "a", events: ["case.closed"], minLevel: "red" }),
    ...["b", "c"].map((id) => endpoint({ id })),
  ];
  const to = (only: object) =>
    queueDeliveries([{ ...event({ level: "blue" }), ...only } as HubEvent], endpoints, {
      source: "urn:x",
      now: 1,
    }).deliveries.map(({ endpointId }) => endpointId);
  expect(to({ only: "a" })).toEqual(["a"]);
  expect(to({ only: "gone" })).toEqual([]);
  expect(to({ except: "b" })).toEqual(["c"]);
});
