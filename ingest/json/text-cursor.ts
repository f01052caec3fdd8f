const backslash = 0x5c;

/** ASCII that ends a bare value: blanks, NUL and JSON's own marks. */
const endsBare = tableOf("\0\t\n\v\f\r ,:{}[]\"'");
const isBlankAscii = tableOf("\0\t\n\v\f\r ");

/** A place in a text that moves on. Letters are told apart by their codes, one by one: a regular expression a token costs five times as much. */
export class TextCursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** UTF-16 code of the letter here; NaN at the end. */
  get code(): number {
    return this.text.charCodeAt(this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Steps over blanks and NUL. */
  skipBlanks(): void {
    const { text } = this;
    while (this.at < text.length && isBlank(text.charCodeAt(this.at))) this.at++;
  }

  /** Steps over a value without quotes, which may be empty. */
  bareToken(): string {
    const { text, at: from } = this;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < endsBare.length ? endsBare[code] === 1 : isBlank(code)) break;
    }
    this.at = at;
    return text.slice(from, at);
  }

  /** Steps over text up to the quote or a backslash, or to the end. */
  plainText(quote: number): string {
    const { text, at: from } = this;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote || code === backslash) break;
    }
    this.at = at;
    return text.slice(from, at);
  }
}

/** Whether it is white space as regular expressions have it, or NUL. */
function isBlank(code: number): boolean {
  if (code < isBlankAscii.length) return isBlankAscii[code] === 1;
  return code >= 0xa0 && /\s/.test(String.fromCharCode(code));
}

function tableOf(letters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const letter of letters) table[letter.charCodeAt(0)] = 1;
  return table;
}
