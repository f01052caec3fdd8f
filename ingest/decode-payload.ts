import { wantedTexts } from "../locales/devices/rejects.ts";
import { fill } from "../locales/fill.ts";
import {
  type Codec,
  type DecodedMessage,
  type Decoder,
  type RejectedReading,
  rejectedReading,
} from "./codecs/codec.ts";
import { describeValue } from "./describe-value.ts";
import { wantedGot } from "./reject-words.ts";

/** Opens every codec, and decodes each message by the one its topic names. Never throws. */
export function openCodecs(known: readonly Codec[]): Decoder {
  const decoders = new Map(known.map((codec) => [codec.name, codec.open()]));
  const names = known.map(({ name }) => name).join(", ");
  return (message, maxReadings) => {
    const decode = decoders.get(message.codec);
    if (decode === undefined) {
      const words = () => wantedGot(fill(wantedTexts.codec, { names }), describeValue(message.codec));
      return refusedWhole(rejectedReading("topic.unknown_codec", words));
    }
    try {
      return decode(message, maxReadings);
    } catch (error) {
      // A codec that throws has met bytes its author did not foresee; acknowledged as a reject, so that the device does not send them again.
      const wanted = fill(wantedTexts.readable, { codec: message.codec });
      return refusedWhole(
        rejectedReading("payload.wrong_shape", () => wantedGot(wanted, describeValue(String(error)))),
      );
    }
  };
}

function refusedWhole(rejected: RejectedReading): DecodedMessage {
  return { items: [rejected], reply: null };
}
