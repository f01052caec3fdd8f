import { isUtf8 } from "node:buffer";
import type { PayloadHint } from "../../domain/observations/payload-hint.ts";

/** A payload as text, and how its bytes differ from plain UTF-8. */
export interface PayloadText {
  readonly text: string;
  readonly hint: Extract<PayloadHint, "utf-16" | "gb18030"> | null;
  /** False where the encoding is a guess: text beyond ASCII may then be other characters than were meant. */
  readonly isUtf8: boolean;
}

/** Whether the payload begins with the byte order mark of UTF-8. */
export function hasMark(payload: Uint8Array): boolean {
  return payload[0] === 0xef && payload[1] === 0xbb && payload[2] === 0xbf;
}

/** UTF-8 as text; a leading byte order mark is dropped, as RFC 8259 section 8.1 allows. */
export function textOfUtf8(payload: Uint8Array): string {
  const bytes = asBuffer(payload);
  // Without arguments it costs half as much.
  return hasMark(payload) ? bytes.toString("utf8", 3) : bytes.toString();
}

/** Null for bytes that are not UTF-8. */
export function utf8Text(payload: Uint8Array): PayloadText | null {
  return isUtf8(payload) ? { text: textOfUtf8(payload), hint: null, isUtf8: true } : null;
}

/**
 * UTF-16 by its mark, or by the NUL beside each of its first two characters. Null for what does not begin as UTF-16: a NUL
 * alone before the first brace is no character.
 */
export function utf16Text(payload: Uint8Array): PayloadText | null {
  const bytes = asBuffer(payload);
  const [first, second, third, fourth] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (isOpening(first) && second === 0 && fourth === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && isOpening(second) && third === 0);
  if (!isLittle && !isBig) return null;
  const text = new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(bytes);
  return { text, hint: "utf-16", isUtf8: false };
}

/** GB18030, which holds GBK and GB2312; where the bytes are not that either, each byte as one character. */
export function otherText(payload: Uint8Array): PayloadText {
  const bytes = asBuffer(payload);
  try {
    return { text: new TextDecoder("gb18030", { fatal: true }).decode(bytes), hint: "gb18030", isUtf8: false };
  } catch {
    return { text: bytes.toString("latin1"), hint: null, isUtf8: false };
  }
}

/** Whether bytes that are not UTF-8 begin as those that gzip or zlib have compressed. @see RFC 1952, RFC 1950 */
export function isCompressed(payload: Uint8Array): boolean {
  const [first = 0, second = 0] = payload;
  return (first === 0x1f && second === 0x8b) || (first === 0x78 && (first * 256 + second) % 31 === 0);
}

function isOpening(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}

function asBuffer(payload: Uint8Array): Buffer {
  return Buffer.isBuffer(payload) ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.length);
}
