import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import { storeError } from "../../errors.ts";
import type { JournalReader, SavedAlarm } from "../../ports.ts";
import { filesIn } from "../data-folder.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import { startThread } from "../thread.ts";
import { createJournalReader } from "./journal-reader.ts";

/** A journal as rules read it, beside a hub that may be running; nothing is made or changed. */
export interface JournalAccess {
  readonly journal: JournalReader;
  /** Keys of all gauges that ever said anything. */
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  /** `journalSeq` of the newest row; 0 when there is none. */
  readonly newestSeq: number;
  /** Where the hub's rules stood when this was opened. */
  readonly saved: { readonly alarms: readonly SavedAlarm[]; readonly cursor: number; readonly clock: number };
  /** `journalSeq` of the last row received before `at`; 0 when there is none. */
  lastBefore(at: number): Promise<number>;
  close(): Promise<void>;
}

/** @throws {HubError} `store.not_found`, `store.cannot_open` */
export async function openJournalAccess(folder: string): Promise<JournalAccess> {
  const files = filesIn(resolve(folder));
  if (!existsSync(files.journalFile) || !existsSync(files.stateFile)) {
    throw storeError(
      "store.not_found",
      `Cannot read the journal as ${files.journalFile} must be there: got nothing; check store.folder`,
    );
  }
  const reader = await startThread<ReaderOffers>("./reader-thread.ts", files);
  const numbers = async (sql: string, params: readonly number[] = []): Promise<Float64Array> =>
    reader.call("packed", "journal", sql, params);
  try {
    const gauges = await reader.call("rows", "journal", "SELECT gauge, id FROM gauge", []);
    const [newestSeq = 0] = await numbers("SELECT ifnull(max(seq), 0) FROM observation");
    const position = (await reader.call("rows", "state", "SELECT cursor, clock FROM rules_position", []))[0];
    const alarms = await reader.call("rows", "state", "SELECT * FROM alarm ORDER BY alarm_key", []);
    return {
      journal: createJournalReader(reader),
      keys: new Map(gauges.map(({ id, gauge }) => [id as GaugeId, Number(gauge) as GaugeKey])),
      newestSeq,
      saved: {
        cursor: Number(position?.cursor ?? 0),
        clock: Number(position?.clock ?? 0),
        alarms: alarms.map(
          (row) =>
            ({
              alarmKey: row.alarm_key,
              ruleId: row.rule_id,
              ruleVersion: row.rule_version,
              state: JSON.parse(String(row.state)),
            }) as SavedAlarm,
        ),
      },
      async lastBefore(at) {
        const next = "SELECT seq, received_at FROM observation WHERE seq > ? ORDER BY seq LIMIT 1";
        // Rows come in by the hub's clock: what was received is in order, and nothing indexes it.
        let before = 0;
        let beyond = newestSeq;
        while (before < beyond) {
          const middle = Math.floor((before + beyond) / 2);
          const [seq = Number.POSITIVE_INFINITY, receivedAt = Number.POSITIVE_INFINITY] = await numbers(next, [middle]);
          if (receivedAt < at) before = Math.min(seq, beyond);
          else beyond = middle;
        }
        return before;
      },
      close: () => reader.stop(),
    };
  } catch (error) {
    await reader.stop();
    throw error;
  }
}
