import { expect, test } from "vitest";
import type { HubEvent } from "../../domain/event.ts";
import type { Level } from "../../domain/level.ts";
import { queueDeliveries } from "../../webhooks/queue-deliveries.ts";
import { endpoint, event } from "./support/builders.ts";

const about = { source: "urn:guanlan:test", now: 1_626_768_000_000 };

test("queueDeliveries() makes one delivery for each endpoint that wants the event", () => {
  const endpoints = [
    endpoint({ id: "all" }),
    endpoint({ id: "cases", events: ["case.opened", "case.closed"] }),
    endpoint({ id: "warnings", events: ["warning.drafted"] }),
  ];
  const told = event({ id: "e1", subject: "case-1", type: "case.opened", level: "red" });
  const deliveries = queueDeliveries([told], endpoints, about);
  expect(deliveries.map(({ endpointId }) => endpointId)).toEqual(["all", "cases"]);
  expect(deliveries[0]).toMatchObject({
    eventId: "e1",
    subject: "case-1",
    levelRank: 4,
    isUrgent: true,
    queuedAt: about.now,
  });
  expect(JSON.parse(deliveries[0]?.body ?? "")).toMatchObject({ id: "e1", source: about.source });
});

test("queueDeliveries() gives the same for the same events: a replay queues no other bytes", () => {
  const told = [event(), event({ level: null })];
  expect(queueDeliveries(told, [endpoint()], about)).toEqual(
    queueDeliveries(structuredClone(told), [endpoint()], about),
  );
});

const rows: [
  name: string,
  type: HubEvent["type"],
  level: Level | null,
  peakLevel: Level | undefined,
  isTold: boolean,
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

test.each(rows)("queueDeliveries() with minLevel yellow: %s", (_name, type, level, peakLevel, isTold) => {
  const told = event({ type, level, data: peakLevel === undefined ? {} : { peakLevel } });
  expect(queueDeliveries([told], [endpoint({ minLevel: "yellow" })], about)).toHaveLength(isTold ? 1 : 0);
});
