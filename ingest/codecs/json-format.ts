import { describeValue } from "../describe-value.ts";
import { type DecodedItem, type DecodedMessage, type RejectedReading, rejectedReading } from "./codec.ts";
import type { JsonReadings } from "./json-readings.ts";

/** A format of JSON readings: what it wants, in words, and how one parsed object of it is read. */
export interface JsonFormat {
  readonly wanted: string;
  readonly decodeOne: (sent: unknown, readings: JsonReadings) => DecodedItem;
}

/** How parsed readings are made out. */
export interface JsonReading {
  readonly readings: JsonReadings;
  readonly maxReadings: number;
  readonly format: JsonFormat;
}

/** One item for each reading of a parsed payload. */
export function itemsOf(parsed: unknown, { readings, maxReadings, format }: JsonReading): readonly DecodedItem[] {
  if (!Array.isArray(parsed)) return [format.decodeOne(parsed, readings)];
  if (parsed.length === 0) {
    return [rejectedReading("payload.wrong_shape", `${format.wanted}: got an array of 0 readings`)];
  }
  if (parsed.length > maxReadings) {
    const detail = `wanted at most ${maxReadings} readings in one array: got ${parsed.length}; send it in parts`;
    return [rejectedReading("payload.too_many_readings", detail)];
  }
  return parsed.map((sent) => format.decodeOne(sent, readings));
}

export function wholeRejected(rejected: RejectedReading): DecodedMessage {
  return { items: [rejected], hints: [], reply: null };
}

/** A refused reading that is no object of the format at all. */
export function wrongShape({ wanted }: JsonFormat, sent: unknown): RejectedReading {
  return rejectedReading("payload.wrong_shape", `${wanted}: got ${describeValue(sent)}`, sent);
}
