import { HubError } from "../domain/errors.ts";
import type { GaugeId } from "../domain/ids.ts";
import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { checks, isJudged } from "../domain/observations/quality.ts";
import { isReplayed } from "../processor/replay.ts";
import { seriesBuilder } from "../recordings/series-builder.ts";
import { openJournalFile } from "../store/sqlite/journal/open-journal-file.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import type { Recording } from "./make-setup.ts";

export interface HistoryRecordings {
  readonly recordings: readonly Recording[];
  /** What was entered in the log among them. */
  readonly entries: readonly LoggedEntry[];
}

/**
 * What the hub itself has heard of some gauges, out of its journal, which is opened for reading only. The record of a
 * gauge is what rules may judge, by observation time; its rows as they came in stand beside it.
 *
 * @throws {HubError} `hub.bad_backtest`, `store.not_found`
 */
export function readHistory(folder: string, gauges: readonly string[], from: number, to: number): HistoryRecordings {
  const journal = openJournalFile(folder);
  try {
    const keys = journal.gaugeKeys();
    const recordings = gauges.map((id) => {
      const key = keys.get(id as GaugeId);
      if (key === undefined) {
        throw new HubError(
          "hub.bad_backtest",
          `Cannot backtest the history as --gauge must name a gauge the hub knows: got ${id}; ${didYouMean(id, keys.keys())?.en ?? "guanlan check lists the city's"}`,
        );
      }
      return recordingOf(id, journal.rows(key, from, to));
    });
    return { recordings, entries: journal.entries().filter(isReplayed) };
  } finally {
    journal.close();
  }
}

function recordingOf(station: string, received: readonly JournalledObservation[]): Recording {
  const builder = seriesBuilder(station);
  for (const { observedAt, value, flag, checks: failed } of received) {
    if (isJudged(flag) && (failed & checks.tooOld) === 0 && Number.isFinite(value)) builder.add(observedAt, value);
  }
  return { ...builder.build().series, received };
}
