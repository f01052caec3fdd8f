import type { Conversion } from "../domain/city/conversions.ts";
import type { CsvRow } from "./csv-splitter.ts";
import { readRecording } from "./read-recording.ts";
import type { RecordingSource, RecordingTally } from "./recording-source.ts";
import type { CellSink } from "./row-reader.ts";
import type { Understanding } from "./understanding.ts";

export interface CsvReading {
  /** Ms since 1970. */
  readonly t: number;
  readonly values: Readonly<Record<string, number>>;
}

/** What is known while readings are read. */
export interface CsvReadingsParts {
  readonly source: Pick<RecordingSource, "missing" | "nonNegative">;
  readonly understood: readonly Understanding[];
  /** What each of the source's values is called in a reading. */
  readonly channels: readonly string[];
  /** From the unit of the file to the unit of the channel, by value; numbers stay as they are where left out. */
  readonly conversions?: readonly (Conversion | null)[];
  readonly tally: RecordingTally;
  /** Called with the bytes read and the size of all files, before the readings in them are yielded. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the files row by row, never the whole of one. A row whose cells are all empty, or whose time cannot be read, gives no
 * reading; a cell that is no number is left out. Both are counted in `tally`.
 *
 * @throws {RecordingError}
 */
export async function* csvReadings(parts: CsvReadingsParts): AsyncGenerator<CsvReading> {
  const { source, tally, understood, onProgress } = parts;
  const sink = new ReadingSink(parts);
  const total = understood.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  for (const each of understood) {
    for await (const done of readRecording(each, { source, tally, sinkOf: () => sink })) {
      onProgress?.(before + done, total);
      yield* sink.drain();
    }
    before += each.file.size;
  }
}

/** Collects the readings of one piece of a file. */
class ReadingSink implements CellSink {
  readonly #channels: readonly string[];
  readonly #conversions: readonly (Conversion | null)[];
  #readings: CsvReading[] = [];
  #t = 0;
  #values: Record<string, number> = {};
  #isEmpty = true;

  constructor({ channels, conversions = [] }: CsvReadingsParts) {
    this.#channels = channels;
    this.#conversions = conversions;
  }

  begin(_row: CsvRow, at: number): void {
    this.#t = at;
    this.#values = {};
    this.#isEmpty = true;
  }

  add(value: number, _at: number, number: number): void {
    this.#values[this.#channels[value] as string] = converted(number, this.#conversions[value] ?? null);
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

/** 4 in are 10.16 cm, not 10.160000000000002. */
function converted(number: number, conversion: Conversion | null): number {
  if (conversion === null || (conversion.scale === 1 && conversion.offset === 0)) return number;
  return Number((number * conversion.scale + conversion.offset).toPrecision(12));
}
