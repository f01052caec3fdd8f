import { InvalidArgumentError } from "commander";
import type { Level } from "../domain/city/level.ts";
import type { Property } from "../domain/city/property.ts";
import { HubError } from "../domain/errors.ts";
import { parseDeviceTime } from "../ingest/codecs/device-time.ts";
import { zoneOffsetMs } from "../recordings/csv-cells.ts";
import type { RecordingSource } from "../recordings/recording-source.ts";

/** What the command line says, as commander hands it over. */
export interface BacktestFlags {
  readonly settings?: string;
  readonly city?: string;
  readonly time: string;
  readonly value?: string;
  readonly station?: string;
  readonly where: Readonly<Record<string, string>>;
  readonly zone?: string;
  readonly missing: readonly string[];
  readonly delimiter?: string;
  readonly encoding: string;
  readonly unit?: string;
  readonly property?: Property;
  readonly mark: readonly string[];
  readonly lowerMark: readonly string[];
  readonly rule?: string;
  readonly level?: Level;
  readonly quality: boolean;
  readonly threshold: Readonly<Record<string, string>>;
  readonly minRows: number;
  readonly history?: true;
  readonly gauge: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly json?: string;
  readonly html?: string;
}

/** How the files are to be read. */
export function csvSourceOf(files: readonly string[], flags: BacktestFlags): RecordingSource {
  if (files.length === 0) refuse("name a CSV file, or give --history", "neither");
  if (flags.value === undefined) refuse("--value must name the column of the values", "none");
  if (flags.zone !== undefined && zoneOffsetMs(flags.zone) === null)
    refuse("--zone must be Z or such as +08:00", flags.zone);
  if (flags.delimiter !== undefined && !/^[\x20-\x7e\t]$/.test(delimiterOf(flags.delimiter))) {
    refuse("--delimiter must be one character", flags.delimiter);
  }
  return {
    files,
    time: flags.time,
    values: flags.value.split(",").map((column) => column.trim()),
    station: flags.station ?? null,
    where: flags.where,
    zone: flags.zone ?? null,
    missing: flags.missing.map((text) => numberOf("--missing", text)),
    delimiter: flags.delimiter === undefined ? null : delimiterOf(flags.delimiter),
    encoding: knownEncoding(flags.encoding),
    hasDecimalCommas: true,
  };
}

export interface HistorySource {
  readonly gauges: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Which part of the hub's own history. */
export function historySourceOf(files: readonly string[], { gauge, from, to }: BacktestFlags): HistorySource {
  if (files.length > 0) refuse("name either files or --history", "both");
  if (gauge.length === 0) refuse("--history must have a --gauge", "none");
  return { gauges: gauge, from: instantOf("--from", from, 0), to: instantOf("--to", to, Number.MAX_SAFE_INTEGER) };
}

/** `name=value` options that may be repeated. */
export function collectPairs(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("wanted name=value");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** Options that may be repeated. */
export function collectTexts(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text) || text === "0") throw new InvalidArgumentError("wanted a whole number from 1");
  return Number(text);
}

/** A number given as text. */
export function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) refuse(`${option} must be a number`, text);
  return number;
}

function instantOf(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const at = parseDeviceTime(text);
  if (typeof at !== "number")
    refuse(`${option} must be an instant with its zone such as 2026-07-20T00:00:00+08:00`, text);
  return at;
}

function delimiterOf(text: string): string {
  return text === "\\t" || text === "tab" ? "\t" : text;
}

function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return refuse("--encoding must be one that decoders know, such as utf-8 or gb18030", label);
  }
}

function refuse(wanted: string, got: string): never {
  throw new HubError(
    "hub.bad_arguments",
    `Cannot backtest as the command line must fit: ${wanted}; got ${got}. See --help`,
  );
}
