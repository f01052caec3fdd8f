import type { BilingualText } from "../../domain/text.ts";
import { fixTexts, gotTexts, wantedTexts } from "../../locales/devices/rejects.ts";
import { fill } from "../../locales/fill.ts";
import { describeValue } from "../describe-value.ts";
import { wantedGot } from "../reject-words.ts";
import { type DecodedItem, type DecodedMessage, type RejectedReading, rejectedReading } from "./codec.ts";
import type { JsonReadings } from "./json-readings.ts";

/** A format of JSON readings: what it wants, in words, and how one parsed object of it is read. */
export interface JsonFormat {
  readonly wanted: BilingualText;
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
    return [rejectedReading("payload.wrong_shape", () => wantedGot(format.wanted, gotTexts["no-readings"]))];
  }
  if (parsed.length > maxReadings) {
    const wanted = fill(wantedTexts["at-most"], { most: maxReadings });
    return [rejectedReading("payload.too_many_readings", () => wantedGot(wanted, parsed.length, fixTexts.parts))];
  }
  return parsed.map((sent) => format.decodeOne(sent, readings));
}

export function wholeRejected(rejected: RejectedReading): DecodedMessage {
  return { items: [rejected], hints: [], reply: null };
}

/** A refused reading that is no object of the format at all. */
export function wrongShape({ wanted }: JsonFormat, sent: unknown): RejectedReading {
  return rejectedReading("payload.wrong_shape", () => wantedGot(wanted, describeValue(sent)), sent);
}
