import type { GaugeKey } from "../../domain/ids.ts";
import type { Reject } from "../../domain/observations/reject.ts";
import type { AppendedObservation } from "../../store/ports.ts";

/** 2026-07-20T08:00:00Z, a whole hour. */
export const noon = Date.UTC(2026, 6, 20, 8);

/** A good observation of gauge 1 at `noon`, received one second later; `changes` says what the test is about. */
export function anObservation(changes: Partial<AppendedObservation> = {}): AppendedObservation {
  const observedAt = changes.observedAt ?? noon;
  return {
    gauge: 1 as GaugeKey,
    observedAt,
    receivedAt: observedAt + 1_000,
    value: 0.25,
    flag: 1,
    checks: 0,
    deviceTime: null,
    seq: null,
    ...changes,
  };
}

export function aReject(changes: Partial<Reject> = {}): Reject {
  return {
    reason: "payload.not_json",
    deviceId: "device-1",
    topic: "v1/devices/device-1/readings",
    detail: { zh: "应为 JSON，实为 <", en: "wanted JSON, got <" },
    count: 1,
    reading: null,
    head: new TextEncoder().encode("<xml/>"),
    payload: new TextEncoder().encode("<xml/>"),
    payloadBytes: 6,
    receivedAt: noon,
    ...changes,
  };
}
