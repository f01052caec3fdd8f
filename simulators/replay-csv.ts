import { type Clock, systemClock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import { parseDeviceTime } from "../ingest/codecs/device-time.ts";
import {
  type CsvReading,
  type CsvReplaySource,
  csvReadings,
  emptyReplayTally,
  sizeOf,
} from "../recordings/csv-readings.ts";
import type { DeviceSignIn } from "./device-client.ts";
import { openReplayClient, type ReplayClient } from "./replay-client.ts";

export interface CsvReplayOptions extends CsvReplaySource, DeviceSignIn {
  /** Added to every time: nothing, as much as brings the last row to now, or so many ms. Default `none`. */
  readonly shift?: "none" | "now" | number;
  /** How many times faster than recorded, or as fast as the hub takes it. Default `max`. */
  readonly speed?: number | "max";
  /** Readings in one publish, fewer where they would pass 60,000 bytes. Default 1. */
  readonly batch?: number;
  /** Publishes in flight at once. Default 20. */
  readonly window?: number;
  /** Longest time without a hub, at the start or later. Default 60,000. */
  readonly giveUpMs?: number;
  /** Bytes of the file read, of how many; called at each publish. */
  readonly clock?: Clock;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

export interface CsvReplaySummary {
  /** Rows that the filter let through. */
  readonly rows: number;
  /** Rows that gave a reading; each was published and acknowledged. */
  readonly readings: number;
  readonly published: number;
  readonly acknowledged: number;
  /** Empty cells. */
  readonly skippedEmpty: number;
  /** Rows with a time or a cell that could not be read, and the lines of the first few. */
  readonly unreadable: {
    readonly rows: number;
    readonly first: readonly { readonly line: number; readonly why: string }[];
  };
  /** First and last time sent, ms since 1970, shift included; null when there was nothing to send. */
  readonly from: number | null;
  readonly to: number | null;
  readonly seconds: number;
}

/** Below the hub's default limit of 65,536 for a packet, with room for the topic. */
const mostPayloadBytes = 60_000;

/**
 * Replays a recorded CSV as one device over MQTT, QoS 1, in the order of the file. Resolves only when every publish is
 * acknowledged; lives through a restart of the hub.
 *
 * @throws {HubError} `simulators.option_invalid`, and what `readCsv` and `openReplayClient` throw
 */
export async function replayCsv(options: CsvReplayOptions): Promise<CsvReplaySummary> {
  const { speed = "max", batch = 1, window = 20, giveUpMs = 60_000 } = options;
  checkOptions({ speed, batch, window, giveUpMs, zone: options.zone ?? "Z" });
  const startedAt = performance.now();
  const shiftMs = await shiftOf(options);
  const tally = emptyReplayTally();
  const readings = csvReadings(options, tally);
  // The heading is read before the hub is troubled.
  const first = await readings.next();
  const totalBytes = await sizeOf(options.file);
  const client = await openReplayClient(options, window, giveUpMs);
  const span: { from: number | null; to: number | null } = { from: null, to: null };
  const onPublished = () => options.onProgress?.(tally.bytesRead, totalBytes);
  try {
    const queue = new PublishBatch(client, batch, onPublished);
    const firstT = first.done ? 0 : first.value.t;
    const pacedFrom = performance.now();
    for (let next = first; !next.done; next = await readings.next()) {
      const t = next.value.t + shiftMs;
      span.from = Math.min(span.from ?? t, t);
      span.to = Math.max(span.to ?? t, t);
      if (speed !== "max") await sleepUntil(pacedFrom + (next.value.t - firstT) / speed);
      await queue.add({ t, values: next.value.values });
    }
    await queue.flush();
    await client.drained();
    options.onProgress?.(totalBytes, totalBytes);
    const { rows, skippedEmpty, unreadable } = tally;
    const seconds = (performance.now() - startedAt) / 1000;
    return { rows, readings: queue.readings, ...client.counts, skippedEmpty, unreadable, ...span, seconds };
  } finally {
    await readings.return(undefined);
    await client.close();
  }
}

/** Readings on their way into one publish. */
class PublishBatch {
  readings = 0;
  readonly #client: ReplayClient;
  readonly #size: number;
  readonly #onPublished: () => void;
  #parts: string[] = [];
  #bytes = 0;

  constructor(client: ReplayClient, size: number, onPublished: () => void) {
    this.#client = client;
    this.#size = size;
    this.#onPublished = onPublished;
  }

  async add(reading: CsvReading): Promise<void> {
    const part = JSON.stringify({ ...reading, seq: ++this.readings });
    const bytes = Buffer.byteLength(part) + 1;
    if (this.#bytes + bytes > mostPayloadBytes) await this.flush();
    this.#parts.push(part);
    this.#bytes += bytes;
    if (this.#parts.length >= this.#size) await this.flush();
  }

  async flush(): Promise<void> {
    const parts = this.#parts;
    if (parts.length === 0) return;
    this.#parts = [];
    this.#bytes = 0;
    await this.#client.publish(parts.length === 1 ? `${parts[0]}` : `[${parts.join(",")}]`, parts.length);
    this.#onPublished();
  }
}

/** Reads the file once through where its last time must be known first. */
async function shiftOf(options: CsvReplayOptions): Promise<number> {
  const { shift = "none" } = options;
  if (typeof shift === "number") return shift;
  if (shift === "none") return 0;
  let last = Number.NEGATIVE_INFINITY;
  for await (const { t } of csvReadings(options, emptyReplayTally())) last = Math.max(last, t);
  return last === Number.NEGATIVE_INFINITY ? 0 : (options.clock ?? systemClock)() - last;
}

function checkOptions(options: {
  readonly speed: number | "max";
  readonly batch: number;
  readonly window: number;
  readonly giveUpMs: number;
  readonly zone: string;
}): void {
  const { speed, batch, window, giveUpMs, zone } = options;
  const refuse = (name: string, wanted: string, got: unknown) => {
    throw new HubError("simulators.option_invalid", `Cannot replay: wanted ${name} ${wanted}, got ${got}`);
  };
  if (speed !== "max" && !(speed > 0 && Number.isFinite(speed))) refuse("speed", 'above 0 or "max"', speed);
  if (!(Number.isInteger(batch) && batch >= 1)) refuse("batch", "a whole number from 1", batch);
  if (!(Number.isInteger(window) && window >= 1 && window <= 65_535)) refuse("window", "from 1 to 65535", window);
  if (!(giveUpMs > 0)) refuse("giveUpMs", "above 0", giveUpMs);
  if (typeof parseDeviceTime(`2000-01-01T00:00${zone}`) !== "number") refuse("zone", "as Z or +08:00", `"${zone}"`);
}

/** In slices, as a timer holds 24 days at most. */
async function sleepUntil(moment: number): Promise<void> {
  for (let wait = moment - performance.now(); wait > 0; wait = moment - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(wait, 60_000)));
  }
}
