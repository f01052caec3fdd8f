import { basename } from "node:path";
import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill, joined } from "../locales/fill.ts";
import { recordingErrorTexts } from "../locales/recordings/faults.ts";
import { marks } from "../locales/shared.ts";
import type { CellTextReader } from "./cell-texts.ts";
import type { CsvRow } from "./csv-splitter.ts";
import { readRecording } from "./read-recording.ts";
import { withFaultCodes } from "./recording-failure.ts";
import { emptyTally, type RecordingSource, type RecordingTally, unreadableText } from "./recording-source.ts";
import type { CellSink } from "./row-reader.ts";
import { type RawSeries, type SeriesBuilder, seriesBuilder } from "./series-builder.ts";
import { understandRecordings } from "./understand-recording.ts";
import type { Understanding } from "./understanding.ts";

export interface CsvRecordings {
  readonly series: readonly RawSeries[];
  readonly tally: RecordingTally;
  /** How each file was read, in the order of the source. */
  readonly understood: readonly Understanding[];
}

/** Codes of the commands that read whole recordings. */
export type RecordingCode = "hub.bad_backtest" | "hub.bad_import";

/**
 * Reads whole recordings; a station that stands in several files is one. On one core 2.3 M rows of three fields a second (user
 * time, measured), half of it to find out how they are written.
 *
 * @param onProgress bytes on disk that are read, of how many
 * @param code of the command whose faults these are
 * @throws {HubError} with that code
 */
export async function readCsvFiles(
  source: RecordingSource,
  onProgress: (done: number, total: number) => void = () => {},
  code: RecordingCode = "hub.bad_backtest",
): Promise<CsvRecordings> {
  const tally = emptyTally();
  const builders = new Map<string, SeriesBuilder>();
  const understood = await withFaultCodes(
    () => code,
    async () => {
      // Half of the reading is finding out how the files are written.
      const understood = await understandRecordings(source, (done, total) => onProgress(done, total * 2));
      await readFiles(understood, { source, tally, builders }, (done, total) => onProgress(total + done, total * 2));
      return understood;
    },
  );
  const series = [...builders.values()].map((builder) => {
    const built = builder.build();
    tally.duplicates += built.duplicates;
    return built.series;
  });
  if (tally.values === 0) throw new HubError(code, nothingRead(source, tally));
  return { series, tally, understood };
}

interface SeriesParts {
  readonly source: RecordingSource;
  readonly tally: RecordingTally;
  /** By name of the station. */
  readonly builders: Map<string, SeriesBuilder>;
}

async function readFiles(
  understood: readonly Understanding[],
  { source, tally, builders }: SeriesParts,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const total = understood.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  for (const each of understood) {
    const sinkOf = (parts: Pick<SeriesSinkParts, "understood" | "textOf">): CellSink =>
      new SeriesSink({ ...parts, source, builders });
    for await (const done of readRecording(each, { source, tally, sinkOf })) onProgress(before + done, total);
    before += each.file.size;
  }
}

interface SeriesSinkParts {
  readonly understood: Understanding;
  readonly textOf: CellTextReader;
  readonly source: RecordingSource;
  readonly builders: Map<string, SeriesBuilder>;
}

/** Puts values into the series of their station: the row's own, or one for each column. */
class SeriesSink implements CellSink {
  readonly #parts: SeriesSinkParts;
  readonly #isWide: boolean;
  /** By value; null where the row names the station. */
  readonly #ofColumns: readonly SeriesBuilder[] | null;
  #station = "";

  constructor(parts: SeriesSinkParts) {
    this.#parts = parts;
    const { understood, source } = parts;
    const { columns } = understood;
    this.#isWide = source.values.length > 1 || source.values[0] === "*";
    const names = columns.values.map((index) => (this.#isWide ? (columns.names[index] ?? "") : fileName(parts)));
    this.#ofColumns = columns.station < 0 ? names.map((name) => this.#builderOf(name)) : null;
  }

  begin({ bytes, starts, ends, fields }: CsvRow): void {
    const { station } = this.#parts.understood.columns;
    if (station < 0) return;
    const isThere = station < fields;
    this.#station = isThere ? this.#parts.textOf(bytes, starts[station] as number, ends[station] as number) : "";
  }

  add(value: number, at: number, number: number): void {
    const builder = this.#ofColumns?.[value] ?? this.#builderOf(this.#nameOf(value));
    builder.add(at, number);
  }

  end(): void {}

  labelOf(): null {
    return null;
  }

  #nameOf(value: number): string {
    const { names, values } = this.#parts.understood.columns;
    return this.#isWide ? `${this.#station} ${names[values[value] as number]}` : this.#station;
  }

  #builderOf(station: string): SeriesBuilder {
    const { builders } = this.#parts;
    const known = builders.get(station);
    if (known !== undefined) return known;
    const builder = seriesBuilder(station);
    builders.set(station, builder);
    return builder;
  }
}

/** Name of the station of a file that holds one: without its folder, unless another file is called the same. */
function fileName({ understood: { columns }, source }: SeriesSinkParts): string {
  const { file } = columns;
  return source.files.filter((each) => nameOf(each) === nameOf(file)).length > 1 ? file : nameOf(file);
}

function nameOf(file: string): string {
  return basename(file).replace(/(\.csv)?(\.gz)?$/i, "");
}

function nothingRead({ files, where }: RecordingSource, tally: RecordingTally): BilingualText {
  const filter = Object.entries(where).map(([column, text]) => `${column}=${text}`);
  const { rows, unreadable, firstUnreadable } = tally;
  const noRow =
    filter.length === 0
      ? recordingErrorTexts["only-heading"]
      : fill(recordingErrorTexts["no-row"], { filter: filter.join(", ") });
  const first = joined(firstUnreadable.slice(0, 5).map(unreadableText), marks.semicolon);
  const got = rows === 0 ? noRow : fill(recordingErrorTexts["unreadable-rows"], { rows, unreadable, first });
  return fill(recordingErrorTexts["no-values"], { files: files.join(", "), got });
}
