import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import type { EndpointId, EventId } from "../../domain/ids.ts";
import { transition } from "../support/alarm-builders.ts";
import { gaugeOrder, type InMemoryApiPorts, observationOf, testNow } from "../support/in-memory-api-ports.ts";

/** Fills the ports with one or more of everything the API shows, made by the rooms that make it. */
export function seed(ports: InMemoryApiPorts): void {
  const { openCases, openWarnings } = ports;
  const moves: AlarmTransition[] = [
    transition(),
    transition({ from: "blue", to: "red", at: transition().at + 60_000, signal: 0.6, peakSignal: 0.6, limit: 0.5 }),
    transition({ from: "red", to: null, at: transition().at + 120_000, signal: 0.1 }),
    transition({ at: transition().at + 600_000, episodeStartedAt: transition().at + 600_000 }),
  ];
  const events: HubEvent[] = [];
  for (const [index, move] of moves.entries()) {
    ports.transitions.push({ ...move, transitionSeq: index + 1 });
    const change = openCases.apply(move);
    if (change === null) continue;
    ports.keepCase(change);
    events.push(change.event);
    const followed = openWarnings.follow(change);
    if (followed === null) continue;
    replace(ports.warnings, followed.after);
    events.push(followed.event);
  }
  ports.commit(...events);
  const { from: _, to: __, episodeStartedAt: ___, ...peak } = transition();
  const {
    cause: _4,
    peakSignal: _5,
    isLate: _6,
    effect: _11,
    revisesFromAt: _12,
    reason: _13,
    title: _7,
    advice: _8,
    opensCase: _9,
    draftsWarning: _10,
    ...rest
  } = peak;
  ports.missedPeaks.push({ ...rest, level: "orange" });
  for (const [gauge, id] of gaugeOrder.entries()) {
    const rows = Array.from({ length: 50 }, (_, index) =>
      observationOf(gauge, index + 1, { observedAt: testNow - (49 - index) * 60_000, value: index / 100 }),
    );
    ports.observations.set(id, rows);
  }
  ports.rollups.push({ startsAt: testNow - 3_600_000, count: 60, min: 0, max: 0.5, mean: 0.2, sum: 12 });
  for (const state of ["pending", "delivered", "dead"] as const) {
    ports.deliveries.push({
      deliveryId: ports.deliveries.length + 1,
      endpointId: "dispatch" as EndpointId,
      eventId: "event-1" as EventId,
      eventType: "case.opened",
      subject: "case-1",
      level: "red",
      state,
      attempts: 1,
      queuedAt: testNow,
      nextAttemptAt: state === "pending" ? testNow + 5_000 : null,
      deliveredAt: state === "delivered" ? testNow : null,
      lastReason: "server_error",
      lastStatus: 500,
      lastDetail: { zh: "应答 <script>alert(1)</script>", en: "<script>alert(1)</script>" },
      lastAttempts: [
        {
          ...{ at: testNow, durationMs: 12, reason: "server_error", status: 500 },
          ...{ detail: { zh: "应答 500", en: "answered 500" }, nextAttemptAt: testNow + 5_000 },
        },
      ],
      isUrgent: true,
      acknowledgedAt: null,
      acknowledgedBy: null,
    });
  }
  const audited = { at: testNow, subject: "flood", by: "Li Wei", digest: "0".repeat(64), chain: "f".repeat(64) };
  ports.audit.push({ ...audited, auditSeq: 1, kind: "mode-set" }, { ...audited, auditSeq: 2, kind: "flag-set" });
  ports.rejects.push({
    reason: "payload.not_json",
    deviceId: "tunnel-1",
    topic: "v1/devices/tunnel-1/readings",
    detail: { zh: "应为 JSON，实为 <img src=x>", en: "wanted JSON, got <img src=x>" },
    count: 1,
    reading: null,
    head: new Uint8Array([0xff, 0x00, 0x7b]),
    payload: new Uint8Array([0xff, 0x00, 0x7b, 0x31]),
    payloadBytes: 4,
    receivedAt: testNow,
  });
  ports.ruleVersions.push({
    activationId: 1,
    digest: "0123456789ab",
    ruleCount: 1,
    source: "files",
    by: null,
    activatedAt: testNow,
    cursor: 0,
  });
  ports.checks.push({
    name: "journal",
    isOk: true,
    words: { zh: "正常", en: "well" },
    behindRows: 0,
    behindMs: 0,
  });
}

function replace<Row extends { readonly id: string }>(rows: Row[], row: Row): void {
  const at = rows.findIndex(({ id }) => id === row.id);
  if (at === -1) rows.push(row);
  else rows[at] = row;
}
