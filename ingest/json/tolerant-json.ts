import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import { BareWord } from "./bare-word.ts";
import { BrokenValue } from "./broken-value.ts";
import { valueOfAll } from "./doubled-value.ts";
import { endOfElement } from "./end-of-element.ts";
import { isObject } from "./is-object.ts";
import { numberInText } from "./number-text.ts";
import { TextCursor } from "./text-cursor.ts";

/** Deeper than any reading; bounds the parser's recursion. */
const maxDepth = 32;

/** Objects under one key are taken for one down to the values of a reading in an array. */
const deepestMerged = 2;

/** More objects under one key than any device sends are not taken for one: the work on them is not worth it. */
const mostMerged = 100;

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
 * bytes before the first bracket or behind the end, an end that is missing, values one behind the other. A reading of an array that cannot be read
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

/** A comma followed by digits alone: no key begins like this, so it is the decimals of the number before. */
const decimalsAhead = /,\d+(?=\s*[,}\]])/y;

/** Before the first bracket: a key or an end, so that the beginning is lost, or what may be the time of the reading. */
const partOfReading = /["']\s*:|[}\]]|\d{4}[-/.]\d{1,2}[-/.]\d|\d:\d\d|\d{9}/;

const doubleQuote = 0x22;
const singleQuote = 0x27;
const comma = 0x2c;
const colon = 0x3a;
const bracketOpen = 0x5b;
const bracketClose = 0x5d;
const braceOpen = 0x7b;
const braceClose = 0x7d;

/** Stands where nothing does; one for all, as a payload may hold tens of thousands. */
const nothing = new BareWord("");

class Parser {
  readonly hints = new Set<PayloadHint>();
  readonly cut = new Set<unknown>();
  readonly #cursor: TextCursor;

  constructor(text: string) {
    this.#cursor = new TextCursor(text);
  }

  /** Values one behind the other; whatever is no object or array behind the first is taken for trailing bytes. */
  topValues(): readonly unknown[] {
    const values: unknown[] = [];
    this.#skipDressing();
    for (;;) {
      this.#cursor.skipBlanks();
      // A comma between whole values, as a file of lines with an array's brackets lost has it.
      if (values.length > 0 && this.#cursor.code === comma && this.#isOpening(1)) this.#cursor.at++;
      if (!this.#isOpening()) break;
      if (values.length > 0) this.hints.add("several-values");
      values.push(this.#elementOrBroken(0));
    }
    if (values.length > 0 && this.#hasTrailing()) this.hints.add("trailing-bytes");
    return values;
  }

  /** Steps over what stands before the first value: a start byte, a length, the command of a modem. */
  #skipDressing(): void {
    const { text } = this.#cursor;
    const start = text.search(/[{[]/);
    const before = text.slice(0, Math.max(0, start));
    if (partOfReading.test(before)) return;
    if (/[^ \t\r\n]/.test(before)) this.hints.add("trailing-bytes");
    this.#cursor.at = before.length;
  }

  /** What stands behind the last value; trailing blanks are JSON's own, NUL is not. */
  #hasTrailing(): boolean {
    return !this.#cursor.isAtEnd || this.#cursor.text.endsWith("\0");
  }

  #isOpening(ahead = 0): boolean {
    const code = this.#cursor.text.charCodeAt(this.#cursor.at + ahead);
    return code === braceOpen || code === bracketOpen;
  }

  /** A value at a place where its ruin spares those around it. */
  #elementOrBroken(depth: number): unknown {
    const from = this.#cursor.at;
    const value = this.#value(depth);
    if (value === missing) return new BrokenValue(this.#cursor.text.slice(from));
    if (value !== noMeaning) return value;
    this.hints.add("broken-reading");
    this.#cursor.at = endOfElement(this.#cursor.text, from);
    return new BrokenValue(this.#cursor.text.slice(from, this.#cursor.at));
  }

  #value(depth: number, isMember = false): unknown {
    this.#cursor.skipBlanks();
    if (depth > maxDepth && this.#isOpening()) return this.#tooDeep();
    if (this.#cursor.isAtEnd) return this.#endedEarly();
    switch (this.#cursor.code) {
      case braceOpen:
        return this.#object(depth);
      case bracketOpen:
        return this.#array(depth);
      case doubleQuote:
        return this.#string(doubleQuote);
      case singleQuote:
        this.hints.add("json-quotes");
        return this.#string(singleQuote);
      default:
        return this.#bare(isMember);
    }
  }

  #object(depth: number): unknown {
    const members: [string, unknown][] = [];
    this.#cursor.at++;
    let isCut = false;
    while (!this.#closes(braceClose, members.length > 0)) {
      const member = this.#member(depth);
      if (member === noMeaning) return noMeaning;
      if (member === missing) {
        isCut = true;
        break;
      }
      members.push(member);
      if (this.#cursor.isAtEnd) {
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
    const byKey = new Map<string, unknown>();
    const doubled = new Map<string, unknown[]>();
    for (const [key, value] of members) {
      const values = doubled.get(key);
      if (values !== undefined) values.push(value);
      else if (byKey.has(key)) doubled.set(key, [byKey.get(key), value]);
      else byKey.set(key, value);
    }
    for (const [key, values] of doubled) byKey.set(key, this.#valueOfAll(values, depth + 1));
    return Object.fromEntries(byKey);
  }

  /** What all values under one key mean together. */
  #valueOfAll(values: readonly unknown[], depth: number): unknown {
    const mayBeOne = depth <= deepestMerged && values.length <= mostMerged;
    if (!mayBeOne || !values.every(isObject)) return valueOfAll(values);
    const members: [string, unknown][] = [];
    for (const value of values) for (const key in value) members.push([key, value[key]]);
    const merged = this.#ofMembers(members, depth);
    if (values.some((value) => this.cut.has(value))) this.cut.add(merged);
    return merged;
  }

  /** Stepped over: nothing of a reading is so deep. */
  #tooDeep(): unknown {
    const from = this.#cursor.at;
    const end = endOfElement(this.#cursor.text, from);
    if (end === this.#cursor.text.length) return noMeaning;
    this.#cursor.at = end;
    return new BrokenValue(this.#cursor.text.slice(from, end));
  }

  #member(depth: number): [string, unknown] | typeof missing | typeof noMeaning {
    const key = this.#key();
    if (typeof key === "symbol") return key;
    this.#cursor.skipBlanks();
    if (this.#cursor.isAtEnd) return this.#endedEarly();
    if (this.#cursor.code !== colon) return noMeaning;
    this.#cursor.at++;
    const value = this.#value(depth + 1, true);
    return value === missing || value === noMeaning ? value : [key, value];
  }

  #key(): string | typeof missing | typeof noMeaning {
    this.#cursor.skipBlanks();
    if (this.#cursor.isAtEnd) return this.#endedEarly();
    const quote = this.#cursor.code;
    if (quote === doubleQuote) return this.#string(quote);
    this.hints.add("json-quotes");
    if (quote === singleQuote) return this.#string(quote);
    const key = this.#cursor.bareToken();
    if (key === "" || /^[\d.+-]/.test(key)) return noMeaning;
    return key;
  }

  #array(depth: number): unknown[] | typeof noMeaning {
    const elements: unknown[] = [];
    this.#cursor.at++;
    while (!this.#closes(bracketClose, elements.length > 0)) {
      if (this.#cursor.isAtEnd) {
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
  #closes(end: number, hasBefore: boolean): boolean {
    this.#cursor.skipBlanks();
    if (this.#cursor.code === end) {
      this.#cursor.at++;
      return true;
    }
    if (!hasBefore || this.#cursor.isAtEnd) return false;
    if (this.#cursor.code !== comma) {
      this.hints.add("json-commas");
      return false;
    }
    this.#cursor.at++;
    this.#cursor.skipBlanks();
    if (this.#cursor.code !== end) return false;
    this.hints.add("json-commas");
    this.#cursor.at++;
    return true;
  }

  #string(quote: number): string | typeof missing {
    const cursor = this.#cursor;
    cursor.at++;
    let inside = cursor.plainText(quote);
    for (;;) {
      if (cursor.isAtEnd) return this.#endedEarly();
      const isOver = cursor.code === quote;
      cursor.at++;
      if (isOver) return inside;
      inside += this.#escaped() + cursor.plainText(quote);
    }
  }

  /** Behind a backslash; what JSON does not know stands for itself. */
  #escaped(): string {
    const letter = this.#cursor.text[this.#cursor.at] ?? "";
    this.#cursor.at++;
    if (letter !== "u") return escapes[letter] ?? letter;
    const code = /^[0-9a-fA-F]{4}/.exec(this.#cursor.text.slice(this.#cursor.at, this.#cursor.at + 4))?.[0];
    if (code === undefined) return letter;
    this.#cursor.at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  /** @param isMember whether a key comes behind the next comma, so that digits there are decimals */
  #bare(isMember: boolean): unknown {
    const word = this.#cursor.bareToken();
    if (word === "") return this.#nothingHere();
    // At the very end it may go on: 31 of 31.5.
    if (this.#cursor.isAtEnd) return this.#endedEarly();
    if (word === "true" || word === "false" || word === "null") return word === "null" ? null : word === "true";
    const text = isMember && this.#cursor.code === comma ? word + this.#decimalsBehind(word) : word;
    const found = numberInText(text);
    if (found !== null) {
      if (found.hint !== null) this.hints.add(found.hint);
      return found.number;
    }
    this.hints.add("bare-word");
    return new BareWord(text);
  }

  /** Not even a word: before a mark that ends a value that is nothing, elsewhere what is here belongs nowhere. */
  #nothingHere(): unknown {
    const { code } = this.#cursor;
    if (code !== comma && code !== braceClose && code !== bracketClose) return noMeaning;
    this.hints.add("bare-word");
    return nothing;
  }

  /** Decimals behind a comma, with it; empty where it is none of the number's own. */
  #decimalsBehind(word: string): string {
    const cursor = this.#cursor;
    if (!/^[+-]?\d+$/.test(word)) return "";
    decimalsAhead.lastIndex = cursor.at;
    const found = decimalsAhead.exec(cursor.text)?.[0] ?? "";
    cursor.at += found.length;
    return found;
  }

  #endedEarly(): typeof missing {
    this.hints.add("cut-short");
    return missing;
  }
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
