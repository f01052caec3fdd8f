import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteMs, secondMs } from "../../../domain/clock.ts";
import type { GaugeKey } from "../../../domain/ids.ts";
import type { ReadingsRepeated } from "../../../domain/inputs/readings-repeated.ts";
import { silentLog } from "../../../domain/log.ts";
import { RepeatIntake } from "../../../hub/refusals/repeat-intake.ts";
import { acceptReadings } from "../../../ingest/accept-readings.ts";
import { createIngest } from "../../../ingest/ingest.ts";
import { ingestSettings } from "../../../ingest/settings.ts";
import { openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import { cityOf } from "../../support/worlds/rules-world.ts";

const startsAt = Date.parse("2026-07-20T08:00:00Z");
const intervalMs = 2 * minuteMs;

/** What a device sends: how long after the start, and the age of what it says. */
type Sent = readonly [atMs: number, tMs: number];

/** When the device was entered as repeating itself, ms after the start, and how many rows it has. */
async function enteredOf(sent: readonly Sent[]) {
  const city = cityOf([{ id: "g", expectedIntervalMs: intervalMs }]);
  const store = openMemoryStore({ clock: () => startsAt });
  const keys = await store.journal.keysFor([...city.gauges.keys()]);
  const ingest = createIngest(city, keys, ingestSettings.parse({}));
  const parts = { city, keys, counters: ingest.counters, journal: store.journal, log: silentLog, startedAt: startsAt };
  const repeats = new RepeatIntake(parts);
  const kept = repeats.kept.bind(repeats);
  const accept = acceptReadings(ingest, store.journal, { rejected() {}, kept });
  for (const [atMs, tMs] of sent) {
    const payload = Buffer.from(JSON.stringify({ t: startsAt + tMs, seq: 7, values: { depth: 0.2 } }));
    const device = { deviceId: "device-g", codec: "json", topic: "v1/devices/device-g/readings" };
    await new Promise<void>((done) => {
      accept({ ...device, payload, receivedAt: startsAt + atMs }, () => done());
    });
  }
  await store.close();
  const upTo = { row: Number.MAX_SAFE_INTEGER, entry: Number.MAX_SAFE_INTEGER };
  const entries = await store.journalReader.entriesOf("readings-repeated", upTo);
  const rows = await store.journalReader.newest(keys.values().next().value as GaugeKey, 1_000, upTo);
  return { entries: entries.map(({ at, entry }) => [at - startsAt, entry] as const), rows };
}

const entry: ReadingsRepeated = {
  kind: "readings-repeated",
  deviceId: "device-g" as ReadingsRepeated["deviceId"],
  gaugeIds: ["g" as ReadingsRepeated["gaugeIds"][number]],
};

it("enters a device that sends its last reading for ever, once an interval, and keeps the reading once", async () => {
  const sent = Array.from({ length: 41 }, (_, index): Sent => [index * 15 * secondMs, 0]);
  const { entries, rows } = await enteredOf(sent);
  expect(entries).toEqual([2, 4, 6, 8, 10].map((minutes) => [minutes * minuteMs, entry]));
  expect(rows.map(({ observedAt }) => observedAt - startsAt)).toEqual([0]);
});

it("enters nothing of a device that says something new in each interval, however often it sends all again", async () => {
  const reading = fc.record({ stepMs: fc.integer({ min: 1_000, max: intervalMs - 1_000 }), again: fc.nat(4) });
  await fc.assert(
    fc.asyncProperty(fc.array(reading, { minLength: 1, maxLength: 20 }), async (readings) => {
      let at = 0;
      const sent = readings.flatMap(({ stepMs, again }): readonly Sent[] => {
        at += stepMs;
        return Array.from({ length: 1 + again }, (_, index): Sent => [at + index * 100, at]);
      });
      expect((await enteredOf(sent)).entries).toEqual([]);
    }),
  );
});
