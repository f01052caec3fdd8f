import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import type { DateFormat } from "../domain/time/written/date-formats.ts";
import { fill } from "../locales/fill.ts";
import { recordingFlagTexts } from "../locales/recordings/faults.ts";
import type { DecimalMark } from "./dialect/number-text.ts";
import { zoneOf } from "./dialect/zones.ts";
import { namesZoneColumn } from "./recording-columns.ts";
import { type RecordingSource, recordingSource } from "./recording-source.ts";

/** What a command line says of how recordings are written, as commander hands it over. */
export interface RecordingFlags {
  /** One column, or several with commas. */
  readonly time?: string;
  readonly station?: string;
  readonly where: Readonly<Record<string, string>>;
  readonly zone?: string;
  readonly missing: readonly string[];
  readonly keep: readonly string[];
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly decimal?: DecimalMark;
  readonly dateFormat?: DateFormat;
  readonly heading: boolean;
  readonly unit?: string;
}

/**
 * How the files are to be read.
 *
 * @throws {HubError} `hub.bad_arguments`
 */
export function recordingSourceOf(
  files: readonly string[],
  values: readonly string[],
  flags: RecordingFlags,
): RecordingSource {
  const { zone, delimiter, encoding, time } = flags;
  if (zone !== undefined && !namesZoneColumn(zone) && zoneOf(zone) === null) refuse(recordingFlagTexts.zone, zone);
  if (delimiter !== undefined && !/^[\x20-\x7e\t]$/.test(delimiterOf(delimiter))) {
    refuse(recordingFlagTexts.delimiter, delimiter);
  }
  return recordingSource({
    files,
    values,
    time: time?.split(",").map((column) => column.trim()) ?? null,
    station: flags.station ?? null,
    where: flags.where,
    zone: zone ?? null,
    missing: flags.missing,
    keep: flags.keep,
    delimiter: delimiter === undefined ? null : delimiterOf(delimiter),
    encoding: encoding === undefined ? null : knownEncoding(encoding),
    decimal: flags.decimal ?? null,
    dateFormat: flags.dateFormat ?? null,
    hasHeading: flags.heading,
  });
}

function delimiterOf(text: string): string {
  return text === "\\t" || text === "tab" ? "\t" : text;
}

function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return refuse(recordingFlagTexts.encoding, label);
  }
}

function refuse(wanted: BilingualText, got: string): never {
  throw new HubError("hub.bad_arguments", fill(recordingFlagTexts.arguments, { wanted, got }));
}
