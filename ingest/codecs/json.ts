import { isUtf8 } from "node:buffer";
import type { PublishedReadings } from "../../broker/ports.ts";
import { gotTexts, wantedTexts } from "../../locales/devices/rejects.ts";
import { describeValue } from "../describe-value.ts";
import { isObject } from "../json/is-object.ts";
import { mayHoldDoubledKey } from "../json/may-hold-doubled-key.ts";
import { hasMark, textOfUtf8 } from "../json/payload-text.ts";
import { wantedGot } from "../reject-words.ts";
import { type Codec, type DecodedMessage, rejectedReading } from "./codec.ts";
import { itemsOf, type JsonFormat, wholeRejected, wrongShape } from "./json-format.ts";
import { JsonReadings } from "./json-readings.ts";
import { decodeDoubled, decodeTolerantly } from "./json-tolerant.ts";

/**
 * The hub's own format: `{"t": "2026-07-20T16:00:00+08:00" or epoch ms, "values": {"depth": 0.31}, "seq": 123}`, or an
 * array of such objects (backfill). No `t`, or one that names no moment (null, `N/A`, `2000-00-00`): the reading has no
 * time. A `seq` that is no whole number from 0 to 2^53 is taken as none, so that a device's bad counter costs no reading.
 * Other keys are ignored, but for one that names a time where `t` is missing: `ts` is taken for it, any other refuses the
 * reading.
 *
 * The shape is checked by hand: a zod schema costs 0.2 us more of the 1.4 us that a message takes in all (measured), and
 * its words are not for the people who wire up devices.
 */
export const jsonCodec: Codec = {
  name: "json",
  open: () => (message, maxReadings) => decodeJson(message, maxReadings, format),
};

const format: JsonFormat = {
  wanted: wantedTexts.json,
  decodeOne: (sent, readings) => (isObject(sent) ? readings.decode(sent, null) : wrongShape(format, sent)),
};

/**
 * The readings of a JSON payload: one object, or an array of them. What JSON.parse refuses, or keeps one of two values of,
 * is read once more, tolerantly, so that nothing in it is lost that has one meaning.
 */
export function decodeJson(message: PublishedReadings, maxReadings: number, format: JsonFormat): DecodedMessage {
  const { payload } = message;
  if (payload.length === 0)
    return wholeRejected(rejectedReading("payload.empty", () => wantedGot(format.wanted, gotTexts["no-bytes"])));
  const reading = { readings: new JsonReadings(message.receivedAt), maxReadings, format };
  const text = textOfUtf8(payload);
  // Only what stands for bytes that are none makes the closer look needed.
  if (text.includes("\ufffd") && !isUtf8(payload)) return decodeTolerantly(message, gotTexts["not-utf-8"], reading);
  if (hasMark(payload)) reading.readings.meet("byte-order-mark");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return decodeTolerantly(message, describeValue((error as Error).message), reading);
  }
  const doubled = mayHoldDoubledKey(text, parsed) ? decodeDoubled(text, reading) : null;
  return doubled ?? { items: itemsOf(parsed, reading), hints: reading.readings.hints, reply: null };
}
