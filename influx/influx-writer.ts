import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { type InfluxCheckpoint, type ParkedLine, type SourceName, sourceNames } from "./influx-checkpoint.ts";
import { controlLine } from "./points/control-line.ts";
import { type BatchParts, readBatch, type SourceBatch } from "./read-batches.ts";
import {
  deliverLines,
  type LineBatch,
  type LineDelivery,
  type LineRefusal,
  type WriteTrouble,
} from "./server/deliver-lines.ts";
import type { InfluxConnection } from "./server/influx-connection.ts";
import { asSaid } from "./server/write-outcome.ts";
import type { InfluxSettings } from "./settings.ts";

/** Why nothing gets through, and since when. */
export interface InfluxTrouble {
  /** `failed` is a fault of our own: the disk, or the journal. */
  readonly kind: WriteTrouble["kind"] | "failed";
  readonly words: BilingualText;
  /** Our clock when the first of these attempts failed. */
  readonly since: number;
  readonly attempts: number;
}

/** How the copy stands. */
export interface InfluxStatus {
  /** `journalSeq` of the newest observation InfluxDB has, with all before it. */
  readonly cursor: number;
  readonly spoolRows: number;
  /** Our clock when the oldest observation that waits came in; null when none waits. */
  readonly oldestUnsentAt: number | null;
  readonly sentLines: number;
  readonly refusedLines: number;
  readonly trouble: InfluxTrouble | null;
  /** Whether InfluxDB holds all that the journal holds, but for what waits. */
  readonly isComplete: boolean;
}

export interface InfluxWriterParts extends Omit<BatchParts, "limits"> {
  readonly connection: InfluxConnection;
  readonly checkpoint: InfluxCheckpoint;
  readonly settings: Pick<InfluxSettings, "maxLines" | "maxBytes" | "pollMs" | "retryMs" | "maxRetryMs" | "probeMs">;
  readonly clock: Clock;
  /** Replaced by a broken one in tests that must then fail. */
  readonly deliver?: typeof deliverLines;
}

/**
 * Drains the journal into InfluxDB. One request is on its way at a time; a source moves on only after the answer to all
 * of a batch. Sources take turns, so that an alarm does not wait behind a backlog of observations.
 */
export class InfluxWriter {
  readonly #parts: InfluxWriterParts;
  readonly #batches: BatchParts;
  readonly #stop = new AbortController();
  #sample: readonly LineBatch[] = [];
  #sent = 0;
  #trouble: InfluxTrouble | null = null;
  #wake: (() => void) | null = null;
  #running: Promise<void> | null = null;

  constructor(parts: InfluxWriterParts) {
    const { maxLines, maxBytes } = parts.settings;
    this.#parts = parts;
    this.#batches = { ...parts, limits: { maxLines, maxBytes } };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Cuts off what is on its way, which is then unknown and sent again after the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await this.#running;
  }

  /** Queues a sample; an older one that still waits is dropped. */
  sample(batches: readonly LineBatch[]): void {
    this.#sample = batches;
    this.#wake?.();
  }

  status(): InfluxStatus {
    const { checkpoint, spool } = this.#parts;
    const cursor = checkpoint.position("observation");
    const { sinceSeq } = checkpoint;
    return {
      cursor,
      spoolRows: spool.countAfter(cursor),
      oldestUnsentAt: spool.receivedAfter(cursor),
      sentLines: this.#sent,
      refusedLines: checkpoint.refusedCount,
      trouble: this.#trouble,
      isComplete: sinceSeq === 0 || spool.oldestSeq() > sinceSeq,
    };
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const isBusy = await this.#round();
        if (!isBusy) await this.#wait(this.#parts.settings.pollMs);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        const words = wordsOf(error);
        this.#recordTrouble("failed", words, this.#trouble?.kind === "failed" ? this.#trouble.attempts + 1 : 1);
        await this.#wait(this.#parts.settings.maxRetryMs);
      }
    }
  }

  /** One batch of each source that has any. @returns whether one has more right now */
  async #round(): Promise<boolean> {
    let isBusy = false;
    const { checkpoint, spool } = this.#parts;
    for (const source of sourceNames.toReversed()) {
      await this.#sendSample();
      const batch = readBatch(source, checkpoint.position(source), this.#batches, checkpoint.sinceSeq);
      if (batch === null) continue;
      const refusals = batch.count === 0 ? [] : await this.#deliver(batch);
      const parked = parkedLinesFrom(source, batch, refusals, this.#parts.clock());
      const mark = source === "observation" ? spool.markOf(batch.position) : null;
      checkpoint.commit(source, batch.position, parked, mark ?? undefined);
      this.#sent += batch.count - refusals.length;
      isBusy ||= batch.isFull;
    }
    return isBusy;
  }

  async #sendSample(): Promise<void> {
    const batches = this.#sample;
    this.#sample = [];
    for (const batch of batches) {
      const refusals = await this.#deliver(batch);
      if (refusals.length > 0)
        this.#parts.checkpoint.park(parkedLinesFrom("sample", batch, refusals, this.#parts.clock()));
      this.#sent += batch.count - refusals.length;
    }
  }

  #deliver(batch: LineBatch): Promise<readonly LineRefusal[]> {
    const { connection, clock, deliver = deliverLines } = this.#parts;
    const delivery: LineDelivery = {
      write: (body, precision) => connection.write(body, precision, this.#stop.signal),
      pause: (trouble, attempts) => this.#pause(trouble, attempts),
      onSettled: () => {
        this.#trouble = null;
      },
      controlLine: () => controlLine(clock()),
    };
    return deliver(batch, delivery);
  }

  async #pause(trouble: WriteTrouble, attempts: number): Promise<void> {
    this.#stop.signal.throwIfAborted();
    this.#recordTrouble(trouble.kind, trouble.words, attempts);
    await this.#wait(this.#pauseMs(trouble, attempts), true);
    this.#stop.signal.throwIfAborted();
  }

  #pauseMs(trouble: WriteTrouble, attempts: number): number {
    const { retryMs, maxRetryMs, probeMs } = this.#parts.settings;
    if (trouble.kind === "misconfigured") return probeMs;
    const backoff = Math.min(maxRetryMs, retryMs * 2 ** Math.min(attempts - 1, 20));
    return trouble.kind === "busy" ? (trouble.retryAfterMs ?? backoff) : backoff;
  }

  #recordTrouble(kind: InfluxTrouble["kind"], words: BilingualText, attempts: number): void {
    this.#trouble = { kind, words, attempts, since: this.#trouble?.since ?? this.#parts.clock() };
  }

  /** @param isFirm true where a new sample is no reason to go on earlier */
  #wait(ms: number, isFirm = false): Promise<void> {
    if (this.#stop.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        this.#stop.signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#stop.signal.addEventListener("abort", done, { once: true });
      if (!isFirm) this.#wake = done;
    });
  }
}

/** Words of a fault of our own. */
export function wordsOf(error: unknown): BilingualText {
  if (error instanceof HubError) return error.words;
  return asSaid(error instanceof Error ? error.message : String(error));
}

/** What is kept of the lines of a batch that were refused. */
export function parkedLinesFrom(
  source: SourceName | "sample",
  batch: LineBatch | SourceBatch,
  refusals: readonly LineRefusal[],
  at: number,
): readonly ParkedLine[] {
  return refusals.map(({ index, line, words }) => {
    const row = "rowAt" in batch ? batch.rowAt(index) : null;
    return { source, gauge: row?.gauge ?? null, observedAt: row?.observedAt ?? null, line, words, at };
  });
}
