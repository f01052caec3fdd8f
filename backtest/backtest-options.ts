import type { Level } from "../domain/city/level.ts";
import type { Property } from "../domain/city/property.ts";
import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { readMoment } from "../domain/time/read-moment.ts";
import { backtestErrorTexts } from "../locales/backtest.ts";
import { type BlankValue, fill } from "../locales/fill.ts";
import { type RecordingFlags, recordingSourceOf } from "../recordings/recording-flags.ts";
import type { RecordingSource } from "../recordings/recording-source.ts";

/** What the command line says, as commander hands it over. */
export interface BacktestFlags extends RecordingFlags {
  readonly settings?: string;
  readonly city?: string;
  readonly value?: string;
  /** Rows that may be unreadable. */
  readonly allowUnreadable: number;
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
  if (files.length === 0) refuse(backtestErrorTexts["files-or-history"], backtestErrorTexts.neither);
  if (flags.value === undefined) refuse(backtestErrorTexts["value-column"], backtestErrorTexts.none);
  const values = flags.value.split(",").map((column) => column.trim());
  return recordingSourceOf(files, values, flags);
}

export interface HistorySource {
  readonly gauges: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Which part of the hub's own history. */
export function historySourceOf(files: readonly string[], { gauge, from, to }: BacktestFlags): HistorySource {
  if (files.length > 0) refuse(backtestErrorTexts["files-not-history"], backtestErrorTexts.both);
  if (gauge.length === 0) refuse(backtestErrorTexts["history-gauge"], backtestErrorTexts.none);
  return { gauges: gauge, from: instantOf("--from", from, 0), to: instantOf("--to", to, Number.MAX_SAFE_INTEGER) };
}

/** A number given as text. */
export function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) refuse(fill(backtestErrorTexts.number, { option }), text);
  return number;
}

function instantOf(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const at = readMoment(text);
  if (typeof at !== "number") refuse(fill(backtestErrorTexts.instant, { option }), text);
  return at;
}

function refuse(wanted: BilingualText, got: BlankValue): never {
  throw new HubError("hub.bad_arguments", fill(backtestErrorTexts.arguments, { wanted, got }));
}
