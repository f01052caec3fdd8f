import { hourMs } from "../domain/clock.ts";
import { isJudged } from "../domain/quality.ts";
import type { ObservationLog } from "../store/ports.ts";
import { addRain } from "./rain-hour.ts";
import { addReading } from "./recent-readings.ts";
import type { WatchSettings } from "./settings.ts";
import type { WatchedGauge } from "./watched-gauge.ts";

/** Gauges whose past is asked of the journal at once. */
const gaugesAtOnce = 256;

/** Fills the watch from the journal up to `cursor`. @returns our clock at the hub's last start before it */
export async function recallWatch(
  gauges: Iterable<WatchedGauge>,
  { suspectWindow }: WatchSettings,
  log: ObservationLog,
  cursor: number,
): Promise<number> {
  const all = [...gauges];
  for (let from = 0; from < all.length; from += gaugesAtOnce) {
    const some = all.slice(from, from + gaugesAtOnce);
    await Promise.all(some.map((watched) => recall(watched, suspectWindow, log, cursor)));
  }
  const starts = (await log.starts(-1)).filter(({ journalSeq }) => journalSeq <= cursor);
  return Math.max(Number.NEGATIVE_INFINITY, ...starts.map(({ startedAt }) => startedAt));
}

async function recall(watched: WatchedGauge, count: number, log: ObservationLog, cursor: number): Promise<void> {
  const { key, recent, rain } = watched;
  const [newest, heardAt, hour] = await Promise.all([
    log.newest(key, count, cursor),
    log.lastReceivedAt(key, cursor),
    rain === null ? [] : log.recent(key, hourMs, cursor),
  ]);
  for (const reading of newest) addReading(recent, { ...reading, ...watched.amended.get(reading.observedAt) });
  watched.heardAt = heardAt;
  if (rain === null) return;
  for (const { observedAt, value } of hour) {
    if (isJudged(watched.amended.get(observedAt)?.flag ?? 1)) addRain(rain, observedAt, value);
  }
}
