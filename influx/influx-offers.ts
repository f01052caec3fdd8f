import type { City } from "../domain/city/city.ts";
import type { GaugeKey } from "../domain/ids.ts";
import type { GaugeLimits } from "../domain/observations/gauge-limits.ts";
import { openCheckpoint } from "./influx-checkpoint.ts";
import { type InfluxSpool, openSpool } from "./influx-spool.ts";
import { type InfluxStatus, InfluxWriter } from "./influx-writer.ts";
import { placesOf } from "./points/places.ts";
import type { HubSample } from "./points/sample.ts";
import { sampleBatches } from "./points/sample-points.ts";
import { createSeriesKeys } from "./points/series-keys.ts";
import { connectInflux } from "./server/influx-connection.ts";
import type { InfluxCredentials } from "./server/influx-credentials.ts";
import type { InfluxSettings } from "./settings.ts";
import type { ObservationRow } from "./spool/journal-rows.ts";

/** What the copy's thread is started with. */
export interface InfluxStart {
  readonly folder: string;
  readonly journalFile: string;
  readonly stateFile: string;
  readonly city: City;
  readonly settings: InfluxSettings;
  readonly credentials: InfluxCredentials;
}

/** What InfluxDB does not have yet of one gauge in a stretch of time. */
export interface UnsentRows {
  /** Journal rows, flags as rules gave them, as `packRows` puts them. */
  readonly rows: Float64Array;
  /** Times whose flag has been changed and not been sent. */
  readonly flagChangeTimes: Float64Array;
  readonly keptSince: number | null;
}

export type InfluxOffers = ReturnType<typeof openInflux>["offers"];

/** Beyond it a search of what waits takes longer than asking the embedded history. */
const maxSearchedRows = 50_000;

/** Name of what is written to, as the checkpoint has it. */
function targetOf({ url, database }: Pick<InfluxSettings, "url" | "database">): string {
  return `${url.replace(/\/+$/, "")} ${database}`;
}

/**
 * Opens the checkpoint of a data folder, begun at the end of its journal where there is none.
 *
 * @param mayBeginAnew false for a command beside the hub
 */
export function openFolderCheckpoint(
  spool: InfluxSpool,
  folder: string,
  settings: InfluxSettings,
  mayBeginAnew: boolean,
) {
  // Transitions and events are few: all of them are sent, from the first on.
  const begin = { observation: spool.newestSeq(), flag: spool.newestOf("flag"), transition: 0, event: 0 };
  return openCheckpoint({
    folder,
    target: targetOf(settings),
    begin,
    keepParked: settings.keepParked,
    mayBeginAnew,
    isSameJournal(cursor, mark) {
      const found = spool.markOf(cursor);
      return found === null ? cursor <= spool.newestSeq() : mark === null || mark === found;
    },
  });
}

function isReal({ isExercise }: { readonly isExercise?: boolean }): boolean {
  return isExercise !== true;
}

/** Runs in the copy's thread: nothing here takes time from devices, rules or the API. */
export function openInflux(start: InfluxStart) {
  const { settings, city } = start;
  const spool = openSpool(start);
  const checkpoint = openFolderCheckpoint(spool, start.folder, settings, true);
  const places = placesOf(city);
  const keys = createSeriesKeys({ checkpoint: checkpoint, places, spool, canChangeTags: true });
  const connection = connectInflux(settings, start.credentials, 1);
  const writer = new InfluxWriter({
    connection,
    spool,
    checkpoint: checkpoint,
    keys,
    places,
    settings,
    clock: Date.now,
  });
  let limits: readonly GaugeLimits[] = [];
  writer.start();

  const offers = {
    status: (): InfluxStatus => writer.status(),
    sample(sample: HubSample): void {
      const { spoolRows, oldestUnsentAt, sentLines, refusedLines } = writer.status();
      const newest = spool.newestReceivedAt();
      limits = sample.limits ?? limits;
      const copy = {
        spoolRows,
        oldestUnsentAgeMs: oldestUnsentAt === null ? 0 : Math.max(0, sample.at - oldestUnsentAt),
        sentLines,
        refusedLines,
        newestReceivedAgeMs: newest === null ? null : Math.max(0, sample.at - newest),
      };
      const state = {
        openCases: spool.openCases().filter(isReal),
        openWarnings: spool.openWarnings().filter(isReal),
        limits,
        copy,
      };
      writer.sample(sampleBatches(places, sample, state, settings));
    },
    /** Null when so much waits, or so much was there before the first start, that InfluxDB alone says too little. */
    unsent(gauge: GaugeKey, from: number, to: number): UnsentRows | null {
      const { cursor, spoolRows, isComplete } = writer.status();
      if (!isComplete || spoolRows > maxSearchedRows) return null;
      const flagTimes = spool.flagChangeTimes(gauge, from, to, checkpoint.position("flag"));
      const parked = checkpoint.parkedTimes(gauge, from, to);
      const rows = spool.rowsOf(gauge, from, to, cursor, [...new Set([...flagTimes, ...parked])]);
      return { rows: packRows(rows), flagChangeTimes: Float64Array.from(flagTimes), keptSince: spool.keptSince() };
    },
    keptSince: (): number | null => spool.keptSince(),
  };
  const close = (): void => {
    void writer.stop().catch(() => undefined);
    connection.close();
    checkpoint.close();
    spool.close();
  };
  return { offers, close };
}

const rowWidth = 9;

function packRows(rows: readonly ObservationRow[]): Float64Array {
  const packed = new Float64Array(rows.length * rowWidth);
  rows.forEach((row, at) => {
    packed.set(
      row.map((cell) => cell ?? Number.NaN),
      at * rowWidth,
    );
  });
  return packed;
}
