import { type Clock, systemClock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { parseDeviceTime } from "../ingest/codecs/device-time.ts";
import { fill } from "../locales/fill.ts";
import { simulatorTexts } from "../locales/simulators.ts";
import { type CsvReading, csvReadings } from "../recordings/csv-readings.ts";
import { emptyTally, type RecordingSource, type RecordingTally } from "../recordings/recording-source.ts";
import type { DeviceSignIn } from "./device-client.ts";
import { openReplayClient, type ReplayClient } from "./replay-client.ts";

export interface CsvReplayOptions extends DeviceSignIn {
  /** CSV with a heading line; gzip is recognised by its first bytes. */
  readonly file: string;
  readonly timeColumn: string;
  /** Channel to column; numbers are sent as they stand, in the gauge's own unit. */
  readonly columns: Readonly<Record<string, string>>;
  /** Column to the text a row must hold there; other rows are passed over. */
  readonly filter?: Readonly<Record<string, string>>;
  /** Zone of times that name none: `Z`, `+08:00`. Without it such a time is an error. */
  readonly zone?: string;
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
  readonly clock?: Clock;
  /** Bytes of the file read, of how many; called at each publish. */
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
 * @throws {HubError} `simulators.option_invalid`, and what `csvReadings` and `openReplayClient` throw
 */
export async function replayCsv(options: CsvReplayOptions): Promise<CsvReplaySummary> {
  const { speed = "max", batch = 1, window = 20, giveUpMs = 60_000 } = options;
  checkOptions({ speed, batch, window, giveUpMs, zone: options.zone ?? "Z" });
  const startedAt = performance.now();
  const shiftMs = await shiftOf(options);
  const tally = emptyTally();
  const bytes = { done: 0, total: 0 };
  const onProgress = (done: number, total: number): void => void Object.assign(bytes, { done, total });
  const readings = csvReadings({ ...partsOf(options), tally, onProgress });
  // The heading is read before a connection is opened.
  const first = await readings.next();
  const client = await openReplayClient(options, window, giveUpMs);
  const span: { from: number | null; to: number | null } = { from: null, to: null };
  const onPublished = () => options.onProgress?.(bytes.done, bytes.total);
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
    options.onProgress?.(bytes.total, bytes.total);
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...countsOf(tally), readings: queue.readings, ...client.counts, ...span, seconds };
  } finally {
    await readings.return(undefined);
    await client.close();
  }
}

function partsOf({ file, timeColumn, columns, filter = {}, zone }: CsvReplayOptions): {
  readonly source: RecordingSource;
  readonly channels: readonly string[];
} {
  const source = {
    files: [file],
    time: timeColumn,
    values: Object.values(columns),
    station: null,
    where: filter,
    zone: zone ?? null,
    missing: [],
    delimiter: ",",
    encoding: "utf-8",
    hasDecimalCommas: false,
  };
  return { source, channels: Object.keys(columns) };
}

function countsOf({ rows, empty, unreadable, firstUnreadable }: RecordingTally) {
  const first = firstUnreadable.map(({ line, why }) => ({ line, why }));
  return { rows, skippedEmpty: empty, unreadable: { rows: unreadable, first } };
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
  for await (const { t } of csvReadings({ ...partsOf(options), tally: emptyTally() })) last = Math.max(last, t);
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
  const refuse = (name: string, wanted: BilingualText, got: string | number) => {
    throw new HubError("simulators.option_invalid", fill(simulatorTexts["bad-option"], { name, wanted, got }));
  };
  if (speed !== "max" && !(speed > 0 && Number.isFinite(speed)))
    refuse("speed", simulatorTexts["above-0-or-max"], speed);
  if (!(Number.isInteger(batch) && batch >= 1)) refuse("batch", simulatorTexts["from-1"], batch);
  if (!(Number.isInteger(window) && window >= 1 && window <= 65_535))
    refuse("window", simulatorTexts["1-to-65535"], window);
  if (!(giveUpMs > 0)) refuse("giveUpMs", simulatorTexts["above-0"], giveUpMs);
  if (typeof parseDeviceTime(`2000-01-01T00:00${zone}`) !== "number") refuse("zone", simulatorTexts.zone, `"${zone}"`);
}

/** In slices, as a timer holds 24 days at most. */
async function sleepUntil(moment: number): Promise<void> {
  for (let wait = moment - performance.now(); wait > 0; wait = moment - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(wait, 60_000)));
  }
}
