import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { City } from "../domain/city/city.ts";
import { fill } from "../locales/fill.ts";
import { influxTexts } from "../locales/store/influx.ts";
import { storeError } from "../store/errors.ts";
import { filesIn } from "../store/sqlite/data-folder.ts";
import { readCheckpoint } from "./checkpoint/read-checkpoint.ts";
import type { InfluxCheckpoint, ParkedLine, SourceName } from "./influx-checkpoint.ts";
import { openFolderCheckpoint } from "./influx-offers.ts";
import { openSpool } from "./influx-spool.ts";
import { parkedLinesFrom } from "./influx-writer.ts";
import { controlBatch, controlLine } from "./points/control-line.ts";
import { placesOf } from "./points/places.ts";
import { createSeriesKeys } from "./points/series-keys.ts";
import { type BatchParts, readBatch, type SourceBatch } from "./read-batches.ts";
import { deliverLines, type LineDelivery, type WriteTrouble } from "./server/deliver-lines.ts";
import { connectInflux, type InfluxConnection } from "./server/influx-connection.ts";
import type { InfluxCredentials } from "./server/influx-credentials.ts";
import type { InfluxSettings } from "./settings.ts";

export interface BackfillOptions {
  /** Data folder; a hub may run on it. */
  readonly folder: string;
  readonly settings: InfluxSettings;
  readonly credentials: InfluxCredentials;
  readonly city: City;
  /** Called after every batch; in journal rows. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BackfillSummary {
  readonly sent: Readonly<Record<SourceName, number>>;
  readonly refused: number;
}

/** A command gives up after so many failures in a row; it can be run again. */
const maxAttempts = 8;

/**
 * Sends all that the journal and the state hold, up to what was there when it began. Run twice it changes nothing:
 * every line has the series, time and values it had before.
 *
 * @throws {HubError} `store.not_found`, `store.influx_held`, `store.influx_unreachable`,
 *   `store.influx_other_target`
 */
export async function backfillInflux(options: BackfillOptions): Promise<BackfillSummary> {
  const { settings, city } = options;
  const folder = resolve(options.folder);
  const files = filesIn(folder);
  if (!existsSync(files.journalFile) || !existsSync(files.stateFile)) {
    throw storeError("store.not_found", fill(influxTexts["no-journal"], { folder }));
  }
  const connection = connectInflux(settings, options.credentials, 1);
  const delivery = deliveryOver(connection, settings);
  // A checkpoint belongs to the InfluxDB it was begun with: that must be one that accepts a line.
  if (readCheckpoint(folder, 0) === null) {
    await deliverLines(controlBatch(Date.now()), delivery).catch((error: unknown) => {
      connection.close();
      throw error;
    });
  }
  const spool = openSpool(files);
  const checkpoint = openFolderCheckpoint(spool, folder, settings, false);
  try {
    const places = placesOf(city);
    const keys = createSeriesKeys({ checkpoint, places, spool, canChangeTags: false });
    const batches: BatchParts = { spool, keys, places, limits: settings };
    return await sendAll({ batches, checkpoint, delivery }, options.onProgress);
  } finally {
    connection.close();
    checkpoint.close();
    spool.close();
  }
}

function deliveryOver(connection: InfluxConnection, settings: InfluxSettings): LineDelivery {
  return {
    write: (body, precision) => connection.write(body, precision, new AbortController().signal),
    pause: (trouble, attempts) => pause(trouble, attempts, settings),
    controlLine: () => controlLine(Date.now()),
  };
}

interface BackfillParts {
  readonly batches: BatchParts;
  readonly checkpoint: InfluxCheckpoint;
  readonly delivery: LineDelivery;
}

async function sendAll(parts: BackfillParts, onProgress: BackfillOptions["onProgress"]): Promise<BackfillSummary> {
  const { checkpoint } = parts;
  const { spool } = parts.batches;
  const lastParkedId = checkpoint.lastParkedId;
  const flagsBefore = spool.newestOf("flag");
  const oldest = spool.oldestSeq();
  const newest = spool.newestSeq();
  const total = Math.max(0, newest - oldest + 1);
  const observation = await sendSource(parts, {
    source: "observation",
    after: 0,
    upTo: newest,
    onBatch: ({ position }) => onProgress?.(Math.min(position - oldest + 1, total), total),
  });
  const transition = await sendSource(parts, { source: "transition", after: 0, upTo: spool.newestOf("transition") });
  const event = await sendSource(parts, { source: "event", after: 0, upTo: spool.newestOf("event") });
  // The hub may have sent a flag while its observation was on its way from here with the flag before.
  const flag = await sendSource(parts, { source: "flag", after: flagsBefore, upTo: spool.newestOf("flag") });
  checkpoint.markBackfilled(lastParkedId);
  return {
    sent: { observation: observation.sent, flag: flag.sent, transition: transition.sent, event: event.sent },
    refused: observation.refused + flag.refused + transition.refused + event.refused,
  };
}

/** Rows of one source above `after`, up to `upTo`. */
interface SourceStretch {
  readonly source: SourceName;
  readonly after: number;
  readonly upTo: number;
  readonly onBatch?: (batch: SourceBatch) => void;
}

interface SendCounts {
  readonly sent: number;
  readonly refused: number;
}

/** Sends a stretch batch by batch and parks what is refused. */
async function sendSource(parts: BackfillParts, stretch: SourceStretch): Promise<SendCounts> {
  const { source, after, upTo, onBatch } = stretch;
  let sent = 0;
  let refused = 0;
  for (let position = after; position < upTo; ) {
    const batch = readBatch(source, position, parts.batches, 0);
    if (batch === null) break;
    const refusals = batch.count === 0 ? [] : await deliverLines(batch, parts.delivery);
    const lines = parkedLinesFrom(source, batch, refusals, Date.now());
    parts.checkpoint.park(lines);
    sent += batch.count - refusals.length;
    refused += lines.length;
    position = batch.position;
    onBatch?.(batch);
  }
  return { sent, refused };
}

/** How far the copy of a data folder is; a hub may run on it. */
export interface CopyReport {
  /** Observations that wait. */
  readonly waiting: number;
  readonly isComplete: boolean;
  readonly refused: number;
  readonly parked: readonly ParkedLine[];
}

/**
 * @param limit most parked lines
 * @returns null where nothing was ever sent
 */
export function reportCopy(folder: string, limit: number): CopyReport | null {
  const path = resolve(folder);
  const checkpoint = readCheckpoint(path, limit);
  if (checkpoint === null) return null;
  const spool = openSpool(filesIn(path));
  try {
    return {
      waiting: spool.countAfter(checkpoint.positions.observation),
      isComplete: checkpoint.sinceSeq === 0 || spool.oldestSeq() > checkpoint.sinceSeq,
      refused: checkpoint.refusedCount,
      parked: checkpoint.parked,
    };
  } finally {
    spool.close();
  }
}

async function pause(trouble: WriteTrouble, attempts: number, settings: InfluxSettings): Promise<void> {
  if (trouble.kind === "misconfigured") {
    throw storeError("store.influx_held", fill(influxTexts["backfill-refused"], { words: trouble.words }));
  }
  if (attempts >= maxAttempts) {
    const words = fill(influxTexts["backfill-unreachable"], { attempts, words: trouble.words });
    throw storeError("store.influx_unreachable", words, { isRetryable: true });
  }
  const backoff = Math.min(settings.maxRetryMs, settings.retryMs * 2 ** (attempts - 1));
  await wait(trouble.kind === "busy" ? (trouble.retryAfterMs ?? backoff) : backoff);
}
