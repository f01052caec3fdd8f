import { expect, it } from "vitest";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { ClockEstimate } from "../../domain/observations/device-clock.ts";
import { isAboutNow } from "../../ingest/about-now.ts";

const receivedAt = Date.UTC(2026, 6, 20, 8);

function isNow(payload: string, offsetMs: number | null = null): boolean {
  const estimate: ClockEstimate | null =
    offsetMs === null ? null : { kind: "behind", offsetMs, driftPpm: null, since: receivedAt, lastHeardAt: receivedAt };
  const published = { deviceId: "d0", codec: "json", topic: "v1/devices/d0/readings", receivedAt };
  return isAboutNow({ ...published, payload: Buffer.from(payload) }, { of: () => estimate });
}

const at = (ms: number): string => JSON.stringify({ t: ms, values: { c0: 1 } });

it.each([
  ["of now", at(receivedAt - minuteMs), null, true],
  ["of a minute and more ago", at(receivedAt - minuteMs - 1), null, false],
  ["without a time", '{"values":{"c0":1}}', null, true],
  ["as text", JSON.stringify({ t: new Date(receivedAt).toISOString() }), null, true],
  ["of now by a clock an hour behind", at(receivedAt - hourMs), -hourMs, true],
  ["of now by a clock eight hours ahead", at(receivedAt + 8 * hourMs), 8 * hourMs, true],
  ["an hour old by a clock an hour behind", at(receivedAt - 2 * hourMs), -hourMs, false],
  ["of now by a clock that has just been set", at(receivedAt), -hourMs, true],
])("a reading %s", (_, payload, offsetMs, expected) => {
  expect(isNow(payload, offsetMs)).toBe(expected);
});
