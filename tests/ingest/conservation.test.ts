import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ingest } from "../../ingest/ingest.ts";
import { now, takePayload, underpassIngest } from "./support.ts";

const oddValues = ["x", null, true, [], {}, 1e13, -1e300];
const water = fc.double({ min: -10, max: 500, noNaN: true });
const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
const value = fc.oneof({ weight: 6, arbitrary: water }, anyDouble, fc.constantFrom(...oddValues));
const channel = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("depth", "level", "temp") },
  fc.constantFrom("__proto__", "constructor", ""),
  // Behind a letter, so that no key happens to name a time.
  fc.string().map((text) => `x${text}`),
);
const time = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: now - 1e9, max: now + 1e6 }) },
  fc.constantFrom(undefined, null, 0, now * 2000, "2026-07-20", "2026-07-20T08:00:00Z", "x", false),
);
const reading = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ t: time, values: fc.dictionary(channel, value, { maxKeys: 5 }), seq: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, 7, "x", [], {}, { values: 3 }) },
);
const message = fc.record({
  body: fc.oneof(reading, fc.array(reading, { maxLength: 30 })),
  deviceId: fc.constantFrom("wl-1", "wl-1", "wl-1", "wl-1", "nobody"),
  codec: fc.constantFrom("json", "json", "json", "json", "json", "morse"),
});

/** The counting rule of `Ingest.decode`, worked out from what was sent and from nothing that ingest says. */
function sentIn(body: unknown, deviceId: string, codec: string): number {
  if (deviceId === "nobody" || codec === "morse") return 1;
  if (!Array.isArray(body)) return sentInReading(body);
  return body.length === 0 ? 1 : body.reduce<number>((sum, each) => sum + sentInReading(each), 0);
}

function sentInReading(body: unknown): number {
  const { t, values } = (body ?? {}) as { t?: unknown; values?: unknown };
  if (typeof values !== "object" || values === null) return 1;
  const isRefusedWhole = t === now * 2000 || t === "2026-07-20" || t === "x" || t === false;
  return isRefusedWhole ? 1 : Math.max(1, Object.keys(values).length);
}

/** Sends until 10,000 values have gone through; returns sent, observed, refused. */
function sendMixed(ingest: Ingest): readonly [number, number, number] {
  let [sent, observed, refused] = [0, 0, 0];
  const check = fc.property(message, ({ body, deviceId, codec }) => {
    const { observations, rejects } = takePayload(ingest, body, { deviceId, codec });
    // What JSON leaves out (undefined) was never sent.
    sent += sentIn(JSON.parse(JSON.stringify(body)), deviceId, codec);
    observed += observations.length;
    for (const { count } of rejects) refused += count;
    return sent === observed + refused;
  });
  for (let round = 0; round < 100 && sent < 10_000; round++) fc.assert(check, { numRuns: 200 });
  return [sent, observed, refused];
}

describe("G5: Ingest.decode()", () => {
  test("loses none of 10,000 mixed readings: sent = observations + rejects, returned and counted", () => {
    const ingest = underpassIngest();
    const [sent, observed, refused] = sendMixed(ingest);
    expect(sent).toBeGreaterThanOrEqual(10_000);
    expect(observed).toBeGreaterThan(1000);
    expect(refused).toBeGreaterThan(1000);
    expect(sent).toBe(observed + refused);
    const counted = Object.values(ingest.counts.rejects).reduce((sum, count) => sum + count, 0);
    expect([ingest.counts.values, ingest.counts.observations, counted]).toEqual([sent, observed, refused]);
  });

  test("control: an ingest that drops one kind of reject is found out", () => {
    const ingest = underpassIngest();
    const dropping: Ingest = {
      ...ingest,
      decode(sent) {
        const taken = ingest.decode(sent);
        return { ...taken, rejects: taken.rejects.filter((reject) => reject.reason !== "value.not_a_number") };
      },
    };
    expect(() => sendMixed(dropping)).toThrow();
  });

  test("never throws on bytes that nobody wrote, and keeps each as one reject or more", () => {
    const ingest = underpassIngest();
    const json = fc.json().map((text) => Buffer.from(text));
    const cut = fc.tuple(json, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % (bytes.length + 1)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), json, cut), (payload) => {
        const { observations, rejects } = takePayload(ingest, payload);
        return observations.length + rejects.length > 0;
      }),
      { numRuns: 5000 },
    );
  });
});
