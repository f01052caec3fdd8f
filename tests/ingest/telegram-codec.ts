import { sameInBoth } from "../../domain/text.ts";
import { type Codec, type DecodedItem, rejectedReading } from "../../ingest/codecs/codec.ts";
import { withSessions } from "../../ingest/codecs/sessions.ts";

/**
 * A protocol of its own for tests, that uses all a codec can: `number/count address:channel=value`, such as
 * `1/2 0012:depth=31`. Parts of a telegram come in messages of their own and are answered with their number; an address
 * is the source; `NAK` answers what cannot be read.
 */
export const telegramCodec: Codec = { name: "telegram", open: () => withSessions({ initial: [], step }) };

const maxParts = 4;
const line = /^(\d)\/(\d) (\w*):(\w+)=([\d.]+)$/;

function step(parts: readonly string[], { payload }: { readonly payload: Uint8Array }) {
  const text = Buffer.from(payload).toString();
  const [, number, count] = line.exec(text) ?? [];
  if (number === undefined || Number(count) > maxParts) {
    const rejected = rejectedReading("payload.wrong_shape", () =>
      sameInBoth("wanted number/count address:channel=value"),
    );
    return { items: [rejected], reply: Buffer.from("NAK"), session: null };
  }
  const heard = Number(number) === 1 ? [text] : [...parts, text];
  const isWhole = number === count && heard.length === Number(count);
  const reply = Buffer.from(`ACK ${number}`);
  return isWhole ? { items: heard.map(readingOf), reply, session: null } : { items: [], reply, session: heard };
}

function readingOf(text: string): DecodedItem {
  const [, , , address = "", channel = "", value] = line.exec(text) ?? [];
  const sourceId = address === "" ? null : address;
  return { ok: true, sourceId, deviceTime: null, seq: null, values: { [channel]: Number(value) }, sent: text };
}
