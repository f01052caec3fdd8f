/**
 * What a device sent beyond the standard and was understood all the same, because it can be read in one way only. Counted
 * and shown with the device, so that somebody mends it; words in `locales/devices/payloads.ts`.
 *
 * - `byte-order-mark`: a mark before the JSON
 * - `utf-16`, `gb18030`: text in another encoding than UTF-8
 * - `trailing-bytes`: bytes before or behind the JSON, such as a start byte, NUL or a checksum
 * - `cut-short`: the payload ends before its JSON does
 * - `several-values`: JSON values one behind the other, without an array around them
 * - `json-quotes`: single quotes, or keys without quotes
 * - `json-commas`: a comma too many or too few
 * - `doubled-key`: a key more than once in one object
 * - `broken-reading`: one reading of an array that is no JSON
 * - `bare-word`: a word where a number belongs, such as NaN, nan, -inf
 * - `number-format`: a number as JSON does not write it, such as `+3`, `.5` or `007`
 * - `number-in-quotes`, `decimal-comma`: of values
 * - `time-key-ts`: the time under `ts`
 * - `time-in-quotes`, `time-in-seconds`, `time-finer-than-ms`: of epoch times
 * - `time-format`: a moment written neither as ISO 8601 in its extended form nor as a number
 * - `untimed-series`: several readings of one gauge without a time in one message
 */
export const payloadHints = [
  "byte-order-mark",
  "utf-16",
  "gb18030",
  "trailing-bytes",
  "cut-short",
  "several-values",
  "json-quotes",
  "json-commas",
  "doubled-key",
  "broken-reading",
  "bare-word",
  "number-format",
  "number-in-quotes",
  "decimal-comma",
  "time-key-ts",
  "time-in-quotes",
  "time-in-seconds",
  "time-finer-than-ms",
  "time-format",
  "untimed-series",
] as const;

export type PayloadHint = (typeof payloadHints)[number];

/** A hint as a device has given rise to it. */
export interface CountedHint {
  readonly hint: PayloadHint;
  /** Messages in which it was met since the hub's start. */
  readonly messages: number;
  /** Our clock when it was last met, ms since 1970. */
  readonly lastAt: number;
}
