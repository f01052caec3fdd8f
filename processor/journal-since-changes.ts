import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { lastRowsBefore } from "../domain/inputs/setup-changes.ts";
import type { Position } from "../domain/position.ts";
import type { JournalReader } from "../store/ports.ts";

/**
 * The journal as it may be looked back into: without the rows of a gauge from before its datum, unit, property, device,
 * channel or counter became another, which windows must not hold beside those after it.
 *
 * @param upTo changes entered later are not known yet
 */
export async function journalSinceChanges(
  journal: JournalReader,
  keys: ReadonlyMap<GaugeId, GaugeKey>,
  upTo: Position,
): Promise<JournalReader> {
  const lastRows = lastRowsBefore(await journal.entriesOf("gauges-changed", upTo), keys);
  if (lastRows.size === 0) return journal;
  const since = <Row extends { readonly journalSeq: number }>(
    gauge: GaugeKey,
    rows: readonly Row[],
  ): readonly Row[] => {
    const lastRow = lastRows.get(gauge) ?? 0;
    return lastRow === 0 ? rows : rows.filter(({ journalSeq }) => journalSeq > lastRow);
  };
  return {
    readAfter: (position, limit) => journal.readAfter(position, limit),
    entriesOf: (kind, position) => journal.entriesOf(kind, position),
    recent: async (gauge, sinceMs, position, flags) =>
      since(gauge, await journal.recent(gauge, sinceMs, position, flags)),
    newest: async (gauge, count, position) => since(gauge, await journal.newest(gauge, count, position)),
    lastReceivedAt: (gauge, position) => journal.lastReceivedAt(gauge, position),
    positionAt: (at) => journal.positionAt(at),
    index: () => journal.index(),
  };
}
