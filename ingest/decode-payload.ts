import {
  type Codec,
  type DecodedMessage,
  type Decoder,
  type RejectedReading,
  rejectedReading,
} from "./codecs/codec.ts";
import { describeValue } from "./describe-value.ts";

/** Opens every codec, and decodes each message by the one its topic names. Never throws. */
export function openCodecs(known: readonly Codec[]): Decoder {
  const decoders = new Map(known.map((codec) => [codec.name, codec.open()]));
  const names = known.map(({ name }) => name).join(", ");
  return (message, maxReadings) => {
    const decode = decoders.get(message.codec);
    if (decode === undefined) {
      const detail = `wanted one of the codecs ${names}: got ${describeValue(message.codec)}`;
      return refusedWhole(rejectedReading("topic.unknown_codec", detail));
    }
    try {
      return decode(message, maxReadings);
    } catch (error) {
      // A codec that throws has met bytes its author did not foresee; acknowledged as a reject, so that the device does not send them again.
      const detail = `codec ${message.codec} cannot read this: ${describeValue(String(error))}`;
      return refusedWhole(rejectedReading("payload.wrong_shape", detail));
    }
  };
}

function refusedWhole(rejected: RejectedReading): DecodedMessage {
  return { items: [rejected], reply: null };
}
