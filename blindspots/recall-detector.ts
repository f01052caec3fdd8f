import { hourMs } from "../domain/clock.ts";
import { isJudged } from "../domain/observations/quality.ts";
import type { Position } from "../domain/position.ts";
import type { JournalReader } from "../store/ports.ts";
import type { MonitoredGauge } from "./monitored-gauge.ts";
import { addRain } from "./rain-hour.ts";

/** Fills the rain of the last hour from the journal up to `upTo`. @returns our clock at the hub's last start before it */
export async function recallDetector(
  gauges: Iterable<MonitoredGauge>,
  journal: JournalReader,
  upTo: Position,
): Promise<number> {
  await Promise.all([...gauges].map((monitored) => recallRain(monitored, journal, upTo)));
  const starts = await journal.entriesOf("hub-started", upTo);
  return starts.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
}

async function recallRain({ reception, rain }: MonitoredGauge, journal: JournalReader, upTo: Position): Promise<void> {
  if (rain === null) return;
  for (const { observedAt, value } of await journal.recent(reception.key, hourMs, upTo)) {
    if (isJudged(reception.amended.get(observedAt)?.flag ?? 1)) addRain(rain, observedAt, value);
  }
}
