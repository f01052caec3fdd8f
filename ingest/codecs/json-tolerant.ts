import { isUtf8 } from "node:buffer";
import type { PublishedReadings } from "../../broker/ports.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fixTexts, gotTexts, wantedTexts } from "../../locales/devices/rejects.ts";
import { describeValue } from "../describe-value.ts";
import { BrokenValue } from "../json/broken-value.ts";
import { isCompressed, otherText, type PayloadText, utf8Text, utf16Text } from "../json/payload-text.ts";
import { parseTolerantJson, type TolerantJson } from "../json/tolerant-json.ts";
import { wantedGot } from "../reject-words.ts";
import { type DecodedItem, type DecodedMessage, type RejectedReading, rejectedReading } from "./codec.ts";
import { itemsOf, type JsonFormat, type JsonReading, wholeRejected } from "./json-format.ts";

const validJson = wantedTexts["valid-json"];

/**
 * A payload that is no JSON as the standard has it: what of it has one meaning is read, the rest refused, each reading by
 * itself.
 *
 * @param problem why it is no JSON, in words
 */
export function decodeTolerantly(
  message: PublishedReadings,
  problem: BilingualText,
  reading: JsonReading,
): DecodedMessage {
  const { payload } = message;
  const { readings } = reading;
  if (!isUtf8(payload) && isCompressed(payload)) return wholeRejected(compressed());
  const from = utf16Text(payload) ?? utf8Text(payload) ?? otherText(payload);
  const parsed = parseTolerantJson(withoutMark(from.text));
  if (parsed === null) return wholeRejected(notReadable(payload, from, problem));
  if (from.hint !== null && isMeant(from)) readings.meet(from.hint);
  return decodeParsed(parsed, reading);
}

/**
 * A payload that is JSON and may have a key more than once in one object: all its values are looked at, where JSON.parse
 * has kept the last.
 *
 * @returns null where no key is doubled
 */
export function decodeDoubled(text: string, reading: JsonReading): DecodedMessage | null {
  const parsed = parseTolerantJson(text);
  return parsed?.hints.has("doubled-key") ? decodeParsed(parsed, reading) : null;
}

function decodeParsed({ value, hints, cut }: TolerantJson, reading: JsonReading): DecodedMessage {
  const { readings } = reading;
  for (const hint of hints) readings.meet(hint);
  readings.cut = cut;
  const items = itemsOf(value, { ...reading, format: withBroken(reading.format) });
  return { items: [...items, ...cutOff(items, cut)], hints: readings.hints, reply: null };
}

/** The same format, which refuses what could not be read of an array. */
function withBroken({ wanted, decodeOne }: JsonFormat): JsonFormat {
  return {
    wanted,
    decodeOne(sent, readings) {
      if (!(sent instanceof BrokenValue)) return decodeOne(sent, readings);
      return rejectedReading("payload.not_json", () => wantedGot(validJson, describeValue(sent)), sent);
    },
  };
}

function compressed(): RejectedReading {
  const words = () => wantedGot(wantedTexts["utf-8-json"], gotTexts.compressed, fixTexts.uncompressed);
  return rejectedReading("payload.not_utf8", words);
}

function notReadable(payload: Uint8Array, { isUtf8 }: PayloadText, problem: BilingualText) {
  if (isUtf8 || utf16Text(payload) !== null) {
    return rejectedReading("payload.not_json", () => wantedGot(validJson, problem));
  }
  return rejectedReading("payload.not_utf8", () => wantedGot(wantedTexts["utf-8-json"], gotTexts["not-utf-8"]));
}

/** A guess at the encoding counts only where it reads other letters than ASCII inside the JSON, not in bytes behind it. */
function isMeant({ hint, text }: PayloadText): boolean {
  return hint !== "gb18030" || quotesOtherLetters(text);
}

/** Whether letters beyond ASCII stand between two quotes without brackets. Step by step: a regular expression takes the square of the length. */
function quotesOtherLetters(text: string): boolean {
  let isInside = false;
  let hasOther = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '"' || letter === "'") {
      if (isInside && hasOther) return true;
      isInside = true;
      hasOther = false;
    } else if (letter === "{" || letter === "}" || letter === "[" || letter === "]") {
      isInside = false;
    } else if (letter > "\x7f") {
      hasOther = true;
    }
  }
  return false;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** A reject beside each reading that is kept although its last value was cut off. */
function cutOff(items: readonly DecodedItem[], cut: ReadonlySet<unknown>): readonly DecodedItem[] {
  return items.flatMap((item) => {
    if (!item.ok || !cut.has(item.values)) return [];
    return [rejectedReading("payload.not_json", () => wantedGot(validJson, gotTexts["cut-within"]), item.sent)];
  });
}
