import type { Codec } from "./codec.ts";
import { jsonCodec } from "./json.ts";

/** Every protocol the hub reads, by the name it has in the topic. A new codec is added here and nowhere else. */
export const codecs: ReadonlyMap<string, Codec> = new Map([jsonCodec].map((codec) => [codec.name, codec]));
