import type { Codec } from "./codec.ts";
import { gatewayJsonCodec } from "./gateway-json.ts";
import { jsonCodec } from "./json.ts";

/** Every protocol the hub reads, each named as in the topic. A new codec is added here and nowhere else. */
export const codecs: readonly Codec[] = [jsonCodec, gatewayJsonCodec];
