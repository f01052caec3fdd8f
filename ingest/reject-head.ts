import { BrokenValue } from "./json/broken-value.ts";

/**
 * Copies the first bytes of what is refused, so that a reject never keeps a whole packet in memory.
 *
 * @param sent the one refused reading: bytes, or the parsed value, which is written out again
 * @returns `limit` bytes at most; of the whole payload where `sent` is undefined or cannot be written out (nested too deep)
 */
export function rejectHead(sent: unknown, payload: Uint8Array, limit: number): Uint8Array {
  if (sent === undefined) return new Uint8Array(payload.subarray(0, limit));
  if (sent instanceof Uint8Array) return new Uint8Array(sent.subarray(0, limit));
  if (sent instanceof BrokenValue) return encoded(sent.text, limit);
  try {
    return encoded(JSON.stringify(sent), limit);
  } catch {
    return new Uint8Array(payload.subarray(0, limit));
  }
}

/** Cut as text first: a character is at least one byte, so the bytes wanted are all in it. */
function encoded(text: string, limit: number): Uint8Array {
  return new Uint8Array(new TextEncoder().encode(text.slice(0, limit)).subarray(0, limit));
}
