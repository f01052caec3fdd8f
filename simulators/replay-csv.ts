import type { Conversion } from "../domain/city/conversions.ts";
import { type Clock, systemClock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { simulatorTexts } from "../locales/simulation/simulators.ts";
import { type CsvReading, csvReadings } from "../recordings/csv-readings.ts";
import type { RecordingFault } from "../recordings/recording-error.ts";
import { withFaultCodes } from "../recordings/recording-failure.ts";
import {
  emptyTally,
  type RecordingSource,
  type RecordingTally,
  type UnreadableRow,
} from "../recordings/recording-source.ts";
import { understandRecordings } from "../recordings/understand-recording.ts";
import type { Understanding } from "../recordings/understanding.ts";
import type { DeviceSignIn } from "./device-client.ts";
import { openReplayClient, type ReplayClient } from "./replay-client.ts";

export interface CsvReplayOptions extends DeviceSignIn {
  /** One file, or several one behind the other; its values are the channels, in their order. */
  readonly source: RecordingSource;
  readonly channels: readonly string[];
  /** How the files are written, where that has been found out before. */
  readonly understood?: readonly Understanding[];
  /** From the unit of the file to the one that the gauge takes, by channel; numbers are sent as they stand where left out. */
  readonly conversions?: readonly (Conversion | null)[];
  /**
   * Ages by which readings are counted as late or archive when they are sent, and beyond which ahead of the clock none is
   * sent; nothing is counted or refused where left out.
   */
  readonly limits?: ReplayLimits;
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

/** Ages in ms at which the hub takes a reading for late, for archive, or for one with a wrong clock. */
export interface ReplayLimits {
  readonly lateAfterMs: number;
  /** 0 for never. */
  readonly archiveOnlyAfterMs: number;
  readonly clockAheadLimitMs: number;
}

/** Readings by their age when they were sent. */
export interface SentAges {
  readonly live: number;
  readonly late: number;
  readonly archive: number;
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
    readonly first: readonly UnreadableRow[];
  };
  /** What reading the files showed. */
  readonly tally: RecordingTally;
  readonly ages: SentAges;
  /** First and last time sent, ms since 1970, shift included; null when there was nothing to send. */
  readonly from: number | null;
  readonly to: number | null;
  readonly seconds: number;
}

/** Below the hub's default limit of 65,536 for a packet, with room for the topic. */
const mostPayloadBytes = 60_000;

/** Error code of a replay by what is wrong with the recording. */
function codeOfFault(kind: RecordingFault["kind"]): HubError["code"] {
  switch (kind) {
    case "not_there":
      return "simulators.file_missing";
    case "empty":
    case "no_column":
    case "column_twice":
    case "no_time_column":
      return "simulators.column_missing";
    case "no_zone":
    case "bad_zone":
    case "unknown_zone":
      return "simulators.zone_missing";
    case "short_year":
    case "serial":
    case "date_order":
    case "digits":
    case "mixed_dates":
    case "decimal_mark":
    case "mixed_decimals":
    case "unknown_encoding":
    case "mixed_series":
      return "simulators.csv_unclear";
    case "endless_row":
    case "broken_gzip":
      return "simulators.csv_broken";
  }
}

/**
 * Finds out how the recording of a replay is written, before a connection is opened.
 *
 * @throws {HubError} `simulators.file_missing`, `.column_missing`, `.zone_missing`, `.csv_unclear`, `.csv_broken`
 */
export function understandReplay(source: RecordingSource): Promise<readonly Understanding[]> {
  return withFaultCodes(codeOfFault, () => understandRecordings(source));
}

/**
 * Replays recorded CSV as one device over MQTT, QoS 1, in the order of the files. Resolves only when every publish is
 * acknowledged; lives through a restart of the hub.
 *
 * @throws {HubError} `simulators.option_invalid`, `simulators.csv_unclear` where limits are given and readings lie ahead, and what `understandReplay` and `openReplayClient` throw
 */
export async function replayCsv(options: CsvReplayOptions): Promise<CsvReplaySummary> {
  const { speed = "max", batch = 1, window = 20, giveUpMs = 60_000 } = options;
  checkReplayOptions(options);
  const startedAt = performance.now();
  const understood = options.understood ?? (await understandReplay(options.source));
  return withFaultCodes(codeOfFault, async () => {
    const span = await spanOf(options, understood);
    const shiftMs = shiftOf(options, span.last);
    refuseAhead(options, span.furthest + shiftMs);
    const client = await openReplayClient(options, window, giveUpMs);
    try {
      const sent = await sendReadings({ options, understood, shiftMs, speed, batch, client });
      return { ...sent, seconds: (performance.now() - startedAt) / 1000 };
    } finally {
      await client.close();
    }
  });
}

interface SendingParts {
  readonly options: CsvReplayOptions;
  readonly understood: readonly Understanding[];
  readonly shiftMs: number;
  readonly speed: number | "max";
  readonly batch: number;
  readonly client: ReplayClient;
}

async function sendReadings({ options, understood, shiftMs, speed, batch, client }: SendingParts) {
  const tally = emptyTally();
  const bytes = { done: 0, total: 0 };
  const onProgress = (done: number, total: number): void => void Object.assign(bytes, { done, total });
  const span: { from: number | null; to: number | null } = { from: null, to: null };
  const ages = new AgeCounts(options.limits ?? null, options.clock ?? systemClock);
  const queue = new PublishBatch(client, batch, () => options.onProgress?.(bytes.done, bytes.total));
  const pacedFrom = performance.now();
  let firstT: number | null = null;
  for await (const { t: recordedAt, values } of csvReadings({ ...options, understood, tally, onProgress })) {
    const t = recordedAt + shiftMs;
    firstT ??= recordedAt;
    span.from = Math.min(span.from ?? t, t);
    span.to = Math.max(span.to ?? t, t);
    if (speed !== "max") await sleepUntil(pacedFrom + (recordedAt - firstT) / speed);
    ages.add(t);
    await queue.add({ t, values });
  }
  await queue.flush();
  await client.drained();
  options.onProgress?.(bytes.total, bytes.total);
  return { ...countsOf(tally), tally, ages: ages.counts, readings: queue.readings, ...client.counts, ...span };
}

function countsOf({ rows, empty, unreadable, firstUnreadable }: RecordingTally) {
  return { rows, skippedEmpty: empty, unreadable: { rows: unreadable, first: firstUnreadable } };
}

/** Counts readings by their age as they are sent. */
class AgeCounts {
  readonly counts = { live: 0, late: 0, archive: 0 };
  readonly #limits: ReplayLimits | null;
  readonly #clock: Clock;

  constructor(limits: ReplayLimits | null, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  add(t: number): void {
    if (this.#limits === null) return;
    const { lateAfterMs, archiveOnlyAfterMs } = this.#limits;
    const age = this.#clock() - t;
    if (archiveOnlyAfterMs > 0 && age > archiveOnlyAfterMs) this.counts.archive++;
    else if (age > lateAfterMs) this.counts.late++;
    else this.counts.live++;
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

/** Moments as recorded, ms since 1970; negative infinity where there is none. */
interface RecordedSpan {
  readonly last: number;
  /** The latest less what passes, at the speed asked for, until it is sent. */
  readonly furthest: number;
}

/** Reads the files once through. */
async function spanOf(options: CsvReplayOptions, understood: readonly Understanding[]): Promise<RecordedSpan> {
  const { source, channels, speed = "max" } = options;
  const span = { last: Number.NEGATIVE_INFINITY, furthest: Number.NEGATIVE_INFINITY };
  let first: number | null = null;
  for await (const { t } of csvReadings({ source, channels, understood, tally: emptyTally() })) {
    first ??= t;
    const sentAfter = speed === "max" ? 0 : Math.max(0, t - first) / speed;
    span.last = Math.max(span.last, t);
    span.furthest = Math.max(span.furthest, t - sentAfter);
  }
  return span;
}

function shiftOf({ shift = "none", clock = systemClock }: CsvReplayOptions, last: number): number {
  if (typeof shift === "number") return shift;
  return shift === "none" || last === Number.NEGATIVE_INFINITY ? 0 : clock() - last;
}

/**
 * What would lie ahead of the clock when it is sent is no recording: its zone or the order of its dates is another.
 *
 * @throws {HubError} `simulators.csv_unclear`
 */
function refuseAhead({ limits, clock = systemClock }: CsvReplayOptions, furthest: number): void {
  if (limits === undefined || furthest <= clock() + limits.clockAheadLimitMs) return;
  throw new HubError("simulators.csv_unclear", fill(simulatorTexts.ahead, { got: new Date(furthest).toISOString() }));
}

/** @throws {HubError} `simulators.option_invalid` */
export function checkReplayOptions(options: Pick<CsvReplayOptions, "speed" | "batch" | "window" | "giveUpMs">): void {
  const { speed = "max", batch = 1, window = 20, giveUpMs = 60_000 } = options;
  const refuse = (name: string, wanted: BilingualText, got: string | number) => {
    throw new HubError("simulators.option_invalid", fill(simulatorTexts["bad-option"], { name, wanted, got }));
  };
  if (speed !== "max" && !(speed > 0 && Number.isFinite(speed)))
    refuse("speed", simulatorTexts["above-0-or-max"], speed);
  if (!(Number.isInteger(batch) && batch >= 1)) refuse("batch", simulatorTexts["from-1"], batch);
  if (!(Number.isInteger(window) && window >= 1 && window <= 65_535))
    refuse("window", simulatorTexts["1-to-65535"], window);
  if (!(giveUpMs > 0)) refuse("giveUpMs", simulatorTexts["above-0"], giveUpMs);
}

/** In slices, as a timer holds 24 days at most. */
async function sleepUntil(moment: number): Promise<void> {
  for (let wait = moment - performance.now(); wait > 0; wait = moment - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(wait, 60_000)));
  }
}
