import { hourMs } from "../domain/clock.ts";
import { isJudged } from "../domain/observations/quality.ts";
import type { Position } from "../domain/position.ts";
import type { JournalReader } from "../store/ports.ts";
import type { MonitoredGauge } from "./monitored-gauge.ts";

import { addRain } from "./rain-hour.ts";
import { addObservation } from "./recent-observations.ts";
import type { BlindSpotSettings } from "./settings.ts";

/** Gauges whose past is asked of the journal at once. */
const gaugesAtOnce = 256;

/** Fills the detector from the journal up to `upTo`. @returns our clock at the hub's last start before it */
export async function recallDetector(
  gauges: Iterable<MonitoredGauge>,
  { suspectWindow }: BlindSpotSettings,
  journal: JournalReader,
  upTo: Position,
): Promise<number> {
  const all = [...gauges];
  for (let from = 0; from < all.length; from += gaugesAtOnce) {
    const some = all.slice(from, from + gaugesAtOnce);
    await Promise.all(some.map((monitored) => recallGauge(monitored, suspectWindow, journal, upTo)));
  }
  const starts = await journal.entriesOf("hub-started", upTo);
  return starts.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
}

async function recallGauge(
  monitored: MonitoredGauge,
  count: number,
  journal: JournalReader,
  upTo: Position,
): Promise<void> {
  const { key, recent, rain } = monitored;
  const [newest, heardAt, hour] = await Promise.all([
    journal.newest(key, count, upTo),
    journal.lastReceivedAt(key, upTo),
    rain === null ? [] : journal.recent(key, hourMs, upTo),
  ]);
  for (const reading of newest) addObservation(recent, { ...reading, ...monitored.amended.get(reading.observedAt) });
  monitored.heardAt = heardAt;
  if (rain === null) return;
  for (const { observedAt, value } of hour) {
    if (isJudged(monitored.amended.get(observedAt)?.flag ?? 1)) addRain(rain, observedAt, value);
  }
}
