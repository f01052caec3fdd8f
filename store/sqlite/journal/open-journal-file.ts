import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { LoggedEntry } from "../../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import { fill } from "../../../locales/fill.ts";
import { storeActionTexts } from "../../../locales/store/database.ts";
import { noJournalFile, toStoreError } from "../../errors.ts";
import { filesIn } from "../data-folder.ts";
import { openForReading } from "../open-database.ts";
import { entryColumns, toEntry } from "./entry-rows.ts";
import { journalledColumns, journalledWidth, unpackJournalled } from "./packed-observations.ts";

/** The journal of a hub that may be running, for a command that only looks. */
export interface JournalFile {
  /** Keys of all gauges that ever said anything. */
  gaugeKeys(): ReadonlyMap<GaugeId, GaugeKey>;
  /** Observations of one gauge with `from <= observedAt < to`, in journal order. */
  rows(gauge: GaugeKey, from: number, to: number): readonly JournalledObservation[];
  /** All that was entered in the log beside rows, in order. */
  entries(): readonly LoggedEntry[];
  close(): void;
}

/**
 * Opens `journal.db` of a data folder for reading only; nothing in the folder is made or changed.
 *
 * @throws {HubError} `store.not_found`, `store.cannot_open`, `store.corrupt`
 */
export function openJournalFile(folder: string): JournalFile {
  const { journalFile } = filesIn(resolve(folder));
  if (!existsSync(journalFile)) {
    throw noJournalFile(journalFile);
  }
  const database = openForReading(journalFile);
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw toStoreError(fill(storeActionTexts["read-file"], { path: journalFile }), error);
    }
  };
  return {
    gaugeKeys: () =>
      attempt(() => {
        const rows = database.prepare("SELECT gauge, id FROM gauge").all();
        return new Map(rows.map(({ id, gauge }) => [id as GaugeId, Number(gauge) as GaugeKey]));
      }),
    rows: (gauge, from, to) =>
      attempt(() => {
        // by_gauge holds what is indexed, the tail of the journal what is not yet.
        const statement = database.prepare(`
          SELECT ${journalledColumns.replaceAll(/\w+/g, "observation.$&")} FROM (
            SELECT seq FROM by_gauge WHERE gauge = ?1 AND observed_at >= ?2 AND observed_at < ?3
            UNION SELECT seq FROM observation NOT INDEXED
              WHERE seq > (SELECT seq FROM progress WHERE name = 'by_gauge')
              AND gauge = ?1 AND observed_at >= ?2 AND observed_at < ?3) AS chosen
          CROSS JOIN observation USING (seq) ORDER BY observation.seq`);
        statement.setReturnArrays(true);
        const rows = statement.all(gauge, from, to) as unknown as readonly (readonly (number | null)[])[];
        const packed = new Float64Array(rows.length * journalledWidth);
        rows.forEach((row, at) => {
          packed.set(
            row.map((cell) => cell ?? Number.NaN),
            at * journalledWidth,
          );
        });
        return unpackJournalled(packed);
      }),
    entries: () =>
      attempt(() => {
        const rows = database.prepare(`SELECT ${entryColumns} FROM input_entry ORDER BY entry_seq`).all();
        return rows.map(toEntry);
      }),
    close: () => database.close(),
  };
}
