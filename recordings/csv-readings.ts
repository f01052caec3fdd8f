import { HubError } from "../domain/errors.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { replayErrorTexts } from "../locales/recordings.ts";
import { type CsvRow, mostRowBytes } from "./csv-splitter.ts";
import { RecordingError, type RecordingFault } from "./recording-error.ts";
import { findRecording, readRecording } from "./recording-file.ts";
import type { RecordingSource, RecordingTally } from "./recording-source.ts";
import type { CellSink } from "./row-reader.ts";

export interface CsvReading {
  /** Ms since 1970. */
  readonly t: number;
  readonly values: Readonly<Record<string, number>>;
}

/** What is known while readings are read. */
export interface CsvReadingsParts {
  readonly source: RecordingSource;
  /** What each of the source's values is called in a reading. */
  readonly channels: readonly string[];
  readonly tally: RecordingTally;
  /** Called with the bytes read and the size of the file, before the readings in them are yielded. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the files row by row, never the whole of one. A row whose cells are all empty, or whose time cannot be read, gives no
 * reading; a cell that is no number is left out. Both are counted in `tally`.
 *
 * @throws {HubError} `simulators.file_missing`, `simulators.column_missing`, `simulators.csv_broken`, `simulators.zone_missing`
 */
export async function* csvReadings(parts: CsvReadingsParts): AsyncGenerator<CsvReading> {
  const { source, tally, channels, onProgress } = parts;
  const sink = new ReadingSink(channels);
  try {
    for (const path of source.files) {
      const file = await findRecording(path);
      for await (const done of readRecording(file, { source, tally, sinkOf: () => sink })) {
        onProgress?.(done, file.size);
        yield* sink.drain();
      }
    }
  } catch (error) {
    throw error instanceof RecordingError ? replayError(error.fault) : error;
  }
}

/** Collects the readings of one piece of a file. */
class ReadingSink implements CellSink {
  readonly #channels: readonly string[];
  #readings: CsvReading[] = [];
  #t = 0;
  #values: Record<string, number> = {};
  #isEmpty = true;

  constructor(channels: readonly string[]) {
    this.#channels = channels;
  }

  begin(_row: CsvRow, at: number): void {
    this.#t = at;
    this.#values = {};
    this.#isEmpty = true;
  }

  add(value: number, _at: number, number: number): void {
    this.#values[this.#channels[value] as string] = number;
    this.#isEmpty = false;
  }

  end(): void {
    if (!this.#isEmpty) this.#readings.push({ t: this.#t, values: this.#values });
  }

  labelOf(value: number): string {
    return this.#channels[value] as string;
  }

  /** The readings collected since the last call. */
  drain(): readonly CsvReading[] {
    const readings = this.#readings;
    this.#readings = [];
    return readings;
  }
}

/** A fault in the words of `guanlan replay`. */
function replayError(fault: RecordingFault): HubError {
  const { file } = fault;
  switch (fault.kind) {
    case "not_there": {
      const words = fill(replayErrorTexts.not_there, { file, got: errorWords(fault.cause) });
      return new HubError("simulators.file_missing", words, { cause: fault.cause });
    }
    case "empty":
      return new HubError("simulators.column_missing", fill(replayErrorTexts.empty, { file }));
    case "no_column": {
      const words = fill(replayErrorTexts.no_column, { file, column: fault.column, names: fault.names.join(", ") });
      return new HubError("simulators.column_missing", words);
    }
    case "no_zone":
      return new HubError(
        "simulators.zone_missing",
        fill(replayErrorTexts.no_zone, { file, line: fault.line, text: fault.text }),
      );
    case "endless_row":
      return new HubError(
        "simulators.csv_broken",
        fill(replayErrorTexts.endless_row, { file, line: fault.line, most: mostRowBytes }),
      );
    case "broken_gzip": {
      const words = fill(replayErrorTexts.broken_gzip, { file, got: errorWords(fault.cause) });
      return new HubError("simulators.csv_broken", words, { cause: fault.cause });
    }
  }
}
