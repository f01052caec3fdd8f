import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import type { Position } from "../../domain/position.ts";
import type { JournalReader } from "../../store/ports.ts";
import type { DeviceClock } from "./device-clock.ts";

/** The part of the log's reader that tells what was received before this run. */
export type ReceivedBefore = Pick<JournalReader, "newest">;

/** A device whose clock is to be learnt anew. */
interface RestatedDevice {
  readonly clock: DeviceClock;
  readonly conversions: ReadonlyMap<string, { readonly gauge: GaugeKey }>;
}

/** Newest readings of each gauge that are looked at: more than a clock remembers of a live run. */
const rowsOfGauge = 12;
/** Devices asked for at once. */
const devicesAtOnce = 64;

/** Lets each clock hear what its device said last before this run, message by message. */
export async function restateClocks(
  devices: Iterable<RestatedDevice>,
  journal: ReceivedBefore,
  end: Position,
): Promise<void> {
  const all = [...devices];
  for (let from = 0; from < all.length; from += devicesAtOnce) {
    await Promise.all(all.slice(from, from + devicesAtOnce).map((device) => restate(device, journal, end)));
  }
}

async function restate({ clock, conversions }: RestatedDevice, journal: ReceivedBefore, end: Position): Promise<void> {
  const gauges = [...conversions.values()].map(({ gauge }) => gauge);
  const rows = (await Promise.all(gauges.map((gauge) => journal.newest(gauge, rowsOfGauge, end)))).flat();
  rows.sort((a, b) => a.journalSeq - b.journalSeq);
  let receivedAt = Number.NaN;
  for (const row of rows) {
    if ((row.checks & (checks.untimed | checks.archived)) !== 0) continue;
    if (row.receivedAt !== receivedAt) clock.settle(receivedAt, false);
    receivedAt = row.receivedAt;
    clock.gather(row.deviceTime ?? row.observedAt, { values: { [nameOf(row)]: row.value }, seq: row.seq }, receivedAt);
  }
  clock.settle(receivedAt, false);
}

/** No channel's name: values of the journal are not those that were sent. */
function nameOf({ gauge }: JournalledObservation): string {
  return `gauge ${gauge}`;
}
