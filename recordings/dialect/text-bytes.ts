/** Encodings as TextDecoder knows them, and whether the file says so by its mark. */
export interface FoundEncoding {
  readonly encoding: string;
  /** Bytes of the byte order mark, which are no text. */
  readonly markBytes: number;
}

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/**
 * The encoding of a file by its first bytes: its byte order mark, zeros as UTF-16 has them between ASCII letters, or bytes
 * that are UTF-8. Others are GB 18030 where bytes above 0x7F stand in pairs, windows-1252 where they stand alone.
 *
 * @returns null where they do not say
 */
export function encodingOf(sample: Uint8Array): FoundEncoding | null {
  for (const [encoding, mark] of marks) {
    if (mark.every((byte, index) => sample[index] === byte)) return { encoding, markBytes: mark.length };
  }
  const utf16 = utf16Of(sample);
  if (utf16 !== null) return { encoding: utf16, markBytes: 0 };
  if (isUtf8(sample)) return { encoding: "utf-8", markBytes: 0 };
  const encoding = eightBitEncoding(sample);
  return encoding === null ? null : { encoding, markBytes: 0 };
}

function utf16Of(sample: Uint8Array): string | null {
  let [even, odd] = [0, 0];
  const looked = Math.min(sample.length, 2_048);
  for (let at = 0; at < looked; at++) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const many = looked / 8;
  if (odd > many && even < many / 8) return "utf-16le";
  return even > many && odd < many / 8 ? "utf-16be" : null;
}

/** A character cut in two by the end of the sample is no fault. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function eightBitEncoding(sample: Uint8Array): string | null {
  let [paired, alone] = [0, 0];
  for (let at = 0; at < sample.length; at++) {
    if ((sample[at] as number) < 0x80) continue;
    const from = at;
    while (at < sample.length && (sample[at] as number) >= 0x80) at++;
    if ((at - from) % 2 === 0) paired++;
    else alone++;
  }
  // `éè` beside each other happens, half a Chinese character does not.
  if (alone === 0) return "gb18030";
  return alone > paired * 4 ? "windows-1252" : null;
}

/** Bytes as UTF-8, piece by piece: the reader cuts fields at bytes that mean the same in ASCII. */
export class Utf8Bytes {
  readonly #decoder: TextDecoder | null;
  #skip: number;

  constructor({ encoding, markBytes }: FoundEncoding) {
    this.#decoder = encoding === "utf-8" ? null : new TextDecoder(encoding, { ignoreBOM: true });
    this.#skip = markBytes;
  }

  next(chunk: Uint8Array): Uint8Array {
    const from = Math.min(this.#skip, chunk.length);
    this.#skip -= from;
    const bytes = from === 0 ? chunk : chunk.subarray(from);
    return this.#decoder === null ? bytes : Buffer.from(this.#decoder.decode(bytes, { stream: true }));
  }

  /** What a character cut short at the end of the file leaves. */
  end(): Uint8Array {
    return this.#decoder === null ? new Uint8Array(0) : Buffer.from(this.#decoder.decode());
  }
}
