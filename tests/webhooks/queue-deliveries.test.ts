import { describe, expect, test } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { Level } from "../../domain/city/level.ts";
import type { CaseEvent, WarningEvent } from "../../domain/governance/event.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import { endpointsSchema } from "../../webhooks/endpoints/endpoint-schema.ts";
import type { WebhookFormat } from "../../webhooks/formats/webhook-format.ts";
import { queueDeliveries } from "../../webhooks/queue-deliveries.ts";
import { smallCity, transition } from "../support/alarm-builders.ts";
import { endpoint, event } from "./support/builders.ts";

const about = { source: "urn:guanlan:test", now: 1_626_768_000_000 };

describe("queueDeliveries()", () => {
  test("makes one delivery for each endpoint that wants the event, and its body once", () => {
    const endpoints = [
      endpoint({ id: "all" }),
      endpoint({ id: "cases", events: ["case.opened", "case.closed"] }),
      endpoint({ id: "warnings", events: ["warning.drafted"] }),
    ];
    const opened = event({ id: "e1", subject: "case-1", type: "case.opened", level: "red" });
    const { bodies, deliveries } = queueDeliveries([opened], endpoints, about);
    expect(deliveries.map(({ endpointId }) => endpointId)).toEqual(["all", "cases"]);
    expect(deliveries[0]).toEqual({
      endpointId: "all",
      eventId: "e1",
      subject: "case-1",
      levelRank: 4,
      isUrgent: true,
      format: "cloudevents",
      queuedAt: about.now,
    });
    expect(bodies).toEqual([{ eventId: "e1", format: "cloudevents", body: expect.any(String) }]);
    expect(JSON.parse(bodies[0]?.body ?? "")).toMatchObject({ id: "e1", source: about.source });
  });

  test("makes no body that nobody wants", () => {
    const { bodies } = queueDeliveries([event()], [endpoint({ events: ["case.closed"] })], about);
    expect(bodies).toEqual([]);
  });

  test("gives the same for the same events: a replay queues no other bytes", () => {
    const events = [event(), event({ level: null })];
    expect(queueDeliveries(events, [endpoint()], about)).toEqual(
      queueDeliveries(structuredClone(events), [endpoint()], about),
    );
  });

  test("writes an event once in each format that an endpoint names", () => {
    const [standard] = endpointsSchema.parse([{ id: "a", url: "http://a.example", events: ["*"], secretEnv: "S" }]);
    const titleOnly: WebhookFormat = {
      name: "title-only",
      contentType: "text/plain",
      body: ({ type, subject }, { source }) => `${source} ${type} ${subject}`,
    };
    const endpoints = [
      standard!,
      endpoint({ id: "b", format: "title-only" }),
      endpoint({ id: "c", format: "title-only" }),
    ];
    const formats = [titleOnly, testCloudevents];
    const { bodies, deliveries } = queueDeliveries([event({ id: "e1", subject: "case-1" })], endpoints, {
      ...about,
      formats,
    });
    expect(bodies).toEqual([
      { eventId: "e1", format: "title-only", body: "urn:guanlan:test case.opened case-1" },
      { eventId: "e1", format: "cloudevents", body: "{}" },
    ]);
    expect(deliveries.map(({ endpointId, format }) => [endpointId, format])).toEqual([
      ["a", "cloudevents"],
      ["b", "title-only"],
      ["c", "title-only"],
    ]);
  });

  test("writes 500 steps of one case in 500 times the characters of one", () => {
    const openCases = createOpenCases(smallCity(), []);
    openCases.apply(transition({ alarmKey: "other|tunnel" as AlarmKey }));
    const lengths = Array.from({ length: 500 }, (_, step) => {
      const to = step % 2 === 0 ? "red" : "yellow";
      const change = openCases.apply(transition({ from: "blue", to, at: transition().at + step * 60_000 }));
      const { bodies } = queueDeliveries([change!.event], [endpoint({ id: "a" }), endpoint({ id: "b" })], about);
      return bodies.reduce((sum, { body }) => sum + body.length, 0);
    });
    const sum = (some: readonly number[]): number => some.reduce((a, b) => a + b, 0);
    // The digits of the revision alone make a later body longer.
    expect(sum(lengths) / (50 * sum(lengths.slice(0, 10)))).toBeLessThan(1.02);
  });
});

const testCloudevents: WebhookFormat = { name: "cloudevents", contentType: "application/json", body: () => "{}" };

const rows: [
  name: string,
  type: CaseEvent["type"] | WarningEvent["type"],
  level: Level | null,
  peakLevel: Level | undefined,
  isWanted: boolean,
][] = [
  ["opened below", "case.opened", "blue", "blue", false],
  ["opened at", "case.opened", "yellow", "yellow", true],
  ["opened above", "case.opened", "red", "red", true],
  ["risen to it", "case.updated", "yellow", "yellow", true],
  ["fallen below after reaching it", "case.updated", "blue", "orange", true],
  ["closed after reaching it", "case.closed", null, "yellow", true],
  ["closed without reaching it", "case.closed", null, "blue", false],
  ["warning drafted below", "warning.drafted", "blue", undefined, false],
  ["warning drafted above", "warning.drafted", "orange", undefined, true],
  ["warning fallen below, peak unknown", "warning.updated", "blue", undefined, true],
  ["warning lifted, peak unknown", "warning.lifted", null, undefined, true],
];

test.each(rows)("queueDeliveries() with minLevel yellow: %s", (_name, type, level, peakLevel, isWanted) => {
  const judged = event({ type, level, ...(peakLevel === undefined ? {} : { peakLevel }) });
  const { deliveries } = queueDeliveries([judged], [endpoint({ minLevel: "yellow" })], about);
  expect(deliveries).toHaveLength(isWanted ? 1 : 0);
});
