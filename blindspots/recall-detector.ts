import { hourMs } from "../domain/clock.ts";
import { isJudged } from "../domain/quality.ts";
import type { MonitoredGauge } from "./monitored-gauge.ts";
import type { PastReceptions } from "./ports.ts";
import { addRain } from "./rain-hour.ts";
import { addObservation } from "./recent-observations.ts";
import type { BlindSpotSettings } from "./settings.ts";

/** Gauges whose past is asked of the journal at once. */
const gaugesAtOnce = 256;

/** Fills the watch from the journal up to `cursor`. @returns our clock at the hub's last start before it */
export async function recallDetector(
  gauges: Iterable<MonitoredGauge>,
  { suspectWindow }: BlindSpotSettings,
  journal: PastReceptions,
  cursor: number,
): Promise<number> {
  const all = [...gauges];
  for (let from = 0; from < all.length; from += gaugesAtOnce) {
    const some = all.slice(from, from + gaugesAtOnce);
    await Promise.all(some.map((monitored) => recallGauge(monitored, suspectWindow, journal, cursor)));
  }
  const starts = (await journal.starts(-1)).filter(({ journalSeq }) => journalSeq <= cursor);
  return Math.max(Number.NEGATIVE_INFINITY, ...starts.map(({ startedAt }) => startedAt));
}

async function recallGauge(
  monitored: MonitoredGauge,
  count: number,
  journal: PastReceptions,
  cursor: number,
): Promise<void> {
  const { key, recent, rain } = monitored;
  const [newest, heardAt, hour] = await Promise.all([
    journal.newest(key, count, cursor),
    journal.lastReceivedAt(key, cursor),
    rain === null ? [] : journal.recent(key, hourMs, cursor),
  ]);
  for (const reading of newest) addObservation(recent, { ...reading, ...monitored.amended.get(reading.observedAt) });
  monitored.heardAt = heardAt;
  if (rain === null) return;
  for (const { observedAt, value } of hour) {
    if (isJudged(monitored.amended.get(observedAt)?.flag ?? 1)) addRain(rain, observedAt, value);
  }
}
