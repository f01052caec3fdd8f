import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import { BareWord } from "./bare-word.ts";
import { BrokenValue } from "./broken-value.ts";
import { valueOfAll } from "./doubled-value.ts";
import { isObject } from "./is-object.ts";
import { numberInText } from "./number-text.ts";

/** Deeper than any reading; bounds the parser's recursion. */
const maxDepth = 32;

/** Objects under one key are taken for one down to the values of a reading in an array. */
const deepestMerged = 2;

/** What JSON that is not quite JSON holds. */
export interface TolerantJson {
  /** The one value, or the array of values where there are several; what could not be read of it is a `BrokenValue`. */
  readonly value: unknown;
  /** What was not as the standard has it; empty for JSON without a doubled key. */
  readonly hints: ReadonlySet<PayloadHint>;
  /** Objects whose end is missing: they hold the members that were there whole. */
  readonly cut: ReadonlySet<unknown>;
}

/**
 * Reads what JSON.parse refuses, or keeps half of, but what has one meaning only: keys that stand twice, bare words for values, commas and quotes that JSON has not,
 * bytes behind the end, an end that is missing, values one behind the other. A reading of an array that cannot be read
 * costs no other. The work is linear in the length of the text: each part of it is looked at twice at most.
 *
 * @returns null for what is no object and no array, or where nothing in it could be made out
 */
export function parseTolerantJson(text: string): TolerantJson | null {
  const parser = new Parser(text);
  const values = parser.topValues();
  if (values.every((value) => value instanceof BrokenValue)) return null;
  return { value: values.length === 1 ? values[0] : values.flat(), hints: parser.hints, cut: parser.cut };
}

/** Stands for a value of which the text holds no end. */
const missing = Symbol("missing");

/**
 * Stands for text that has no single meaning; the nearest reading of an array is then broken, and no other. Not thrown:
 * that costs more than reading does, and a payload may hold ten thousand of them.
 */
const noMeaning = Symbol("no meaning");

const blanks = /[\s\0]*/y;
/** A bare value ends before these. */
const bareToken = /[^\s\0,:{}[\]"']*/y;
/** A comma followed by digits alone: no key begins like this, so it is the decimals of the number before. */
const decimalsAhead = /,\d+(?=\s*[,}\]])/y;
const plainInside = { '"': /[^"\\]*/y, "'": /[^'\\]*/y } as const;
type Quote = keyof typeof plainInside;

class Parser {
  readonly hints = new Set<PayloadHint>();
  readonly cut = new Set<unknown>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Values one behind the other; whatever is no object or array behind the first is taken for trailing bytes. */
  topValues(): readonly unknown[] {
    const values: unknown[] = [];
    for (;;) {
      this.#skip(blanks);
      // A comma between whole values, as a file of lines with an array's brackets lost has it.
      if (values.length > 0 && this.#text[this.#at] === "," && this.#isOpening(this.#at + 1)) this.#at++;
      if (!this.#isOpening(this.#at)) break;
      if (values.length > 0) this.hints.add("several-values");
      values.push(this.#elementOrBroken(0));
    }
    if (values.length > 0 && this.#hasTrailing()) this.hints.add("trailing-bytes");
    return values;
  }

  /** What stands behind the last value; trailing blanks are JSON's own, NUL is not. */
  #hasTrailing(): boolean {
    if (this.#at < this.#text.length) return true;
    return this.#text.endsWith("\0");
  }

  #isOpening(at: number): boolean {
    return this.#text[at] === "{" || this.#text[at] === "[";
  }

  /** A value at a place where its ruin spares those around it. */
  #elementOrBroken(depth: number): unknown {
    const from = this.#at;
    const value = this.#value(depth);
    if (value === missing) return new BrokenValue(this.#text.slice(from));
    if (value !== noMeaning) return value;
    this.hints.add("broken-reading");
    this.#at = endOfElement(this.#text, from);
    return new BrokenValue(this.#text.slice(from, this.#at));
  }

  #value(depth: number, isMember = false): unknown {
    this.#skip(blanks);
    if (depth > maxDepth && this.#isOpening(this.#at)) return this.#tooDeep();
    switch (this.#text[this.#at]) {
      case undefined:
        this.hints.add("cut-short");
        return missing;
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string('"');
      case "'":
        this.hints.add("json-quotes");
        return this.#string("'");
      default:
        return this.#bare(isMember);
    }
  }

  #object(depth: number): unknown {
    const members: [string, unknown][] = [];
    this.#at++;
    let isCut = false;
    while (!this.#closes("}", members.length > 0)) {
      const member = this.#member(depth);
      if (member === noMeaning) return noMeaning;
      if (member === missing) {
        isCut = true;
        break;
      }
      members.push(member);
      if (this.#at >= this.#text.length) {
        this.hints.add("cut-short");
        isCut = true;
        break;
      }
    }
    const object = this.#ofMembers(members, depth);
    if (isCut) this.cut.add(object);
    return object;
  }

  #ofMembers(members: readonly (readonly [string, unknown])[], depth: number): object {
    // Own keys whatever their name, `__proto__` too.
    const object = Object.fromEntries(members);
    if (Object.keys(object).length === members.length) return object;
    this.hints.add("doubled-key");
    const byKey = Map.groupBy(members, ([key]) => key);
    return Object.fromEntries(
      [...byKey].map(([key, same]) => [
        key,
        this.#valueOfAll(
          same.map(([, value]) => value),
          depth + 1,
        ),
      ]),
    );
  }

  /** What all values under one key mean together. */
  #valueOfAll(values: readonly unknown[], depth: number): unknown {
    if (values.length === 1 || depth > deepestMerged || !values.every(isObject)) return valueOfAll(values);
    const merged = this.#ofMembers(values.flatMap(Object.entries), depth);
    if (values.some((value) => this.cut.has(value))) this.cut.add(merged);
    return merged;
  }

  /** Stepped over: nothing of a reading is so deep. */
  #tooDeep(): unknown {
    const from = this.#at;
    const end = endOfElement(this.#text, from);
    if (end === this.#text.length) return noMeaning;
    this.#at = end;
    return new BrokenValue(this.#text.slice(from, end));
  }

  #member(depth: number): [string, unknown] | typeof missing | typeof noMeaning {
    const key = this.#key();
    if (typeof key === "symbol") return key;
    this.#skip(blanks);
    if (this.#at >= this.#text.length) return this.#endedEarly();
    if (this.#text[this.#at] !== ":") return noMeaning;
    this.#at++;
    const value = this.#value(depth + 1, true);
    return value === missing || value === noMeaning ? value : [key, value];
  }

  #key(): string | typeof missing | typeof noMeaning {
    this.#skip(blanks);
    const quote = this.#text[this.#at];
    if (quote === undefined) return this.#endedEarly();
    if (quote === '"') return this.#string(quote);
    this.hints.add("json-quotes");
    if (quote === "'") return this.#string(quote);
    const key = this.#skip(bareToken);
    if (key === "" || /^[\d.+-]/.test(key)) return noMeaning;
    return key;
  }

  #array(depth: number): unknown[] | typeof noMeaning {
    const elements: unknown[] = [];
    this.#at++;
    while (!this.#closes("]", elements.length > 0)) {
      if (this.#at >= this.#text.length) {
        this.hints.add("cut-short");
        break;
      }
      const element = depth === 0 ? this.#elementOrBroken(1) : this.#value(depth + 1);
      if (element === noMeaning) return noMeaning;
      if (element === missing) break;
      elements.push(element);
    }
    return elements;
  }

  /** Whether the object or array ends here; steps over the comma where it goes on. */
  #closes(end: "}" | "]", hasBefore: boolean): boolean {
    this.#skip(blanks);
    if (this.#text[this.#at] === end) {
      this.#at++;
      return true;
    }
    if (!hasBefore || this.#at >= this.#text.length) return false;
    if (this.#text[this.#at] !== ",") {
      this.hints.add("json-commas");
      return false;
    }
    this.#at++;
    this.#skip(blanks);
    if (this.#text[this.#at] !== end) return false;
    this.hints.add("json-commas");
    this.#at++;
    return true;
  }

  #string(quote: Quote): string | typeof missing {
    const parts: string[] = [];
    this.#at++;
    for (;;) {
      parts.push(this.#skip(plainInside[quote]));
      const stop = this.#text[this.#at];
      if (stop === undefined) return this.#endedEarly();
      this.#at++;
      if (stop === quote) return parts.join("");
      parts.push(this.#escaped());
    }
  }

  /** Behind a backslash; what JSON does not know stands for itself. */
  #escaped(): string {
    const letter = this.#text[this.#at] ?? "";
    this.#at++;
    if (letter !== "u") return escapes[letter] ?? letter;
    const code = /^[0-9a-fA-F]{4}/.exec(this.#text.slice(this.#at, this.#at + 4))?.[0];
    if (code === undefined) return letter;
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  /** @param isMember whether a key comes behind the next comma, so that digits there are decimals */
  #bare(isMember: boolean): unknown {
    const word = this.#skip(bareToken);
    // At the very end it may go on: 31 of 31.5.
    if (this.#at >= this.#text.length) return this.#endedEarly();
    if (word === "true" || word === "false" || word === "null") return word === "null" ? null : word === "true";
    const isWhole = isMember && /^[+-]?\d+$/.test(word);
    const text = isWhole ? word + this.#skip(decimalsAhead) : word;
    const found = numberInText(text);
    if (found !== null) {
      if (found.hint !== null) this.hints.add(found.hint);
      return found.number;
    }
    // Not even a word: what is here belongs nowhere.
    if (text === "" && !/[,}\]]/.test(this.#text[this.#at] ?? "")) return noMeaning;
    this.hints.add("bare-word");
    return new BareWord(text);
  }

  #endedEarly(): typeof missing {
    this.hints.add("cut-short");
    return missing;
  }

  #skip(what: RegExp): string {
    what.lastIndex = this.#at;
    const found = what.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Behind the bracket that closes the one at `from`, strings stepped over; at the end where none does. */
function endOfElement(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      const end = endOfString(text, at);
      if (end === -1) return text.length;
      at = end;
    } else if (letter === "{" || letter === "[") {
      depth++;
    } else if (letter === "}" || letter === "]") {
      // The bracket of the array around belongs to that.
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && letter === "," && at > from) {
      return at;
    }
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}
