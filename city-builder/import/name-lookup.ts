import type { BilingualText } from "../../domain/text.ts";
import { importTexts } from "../../locales/city-builder/import.ts";
import { areaEndings } from "../../locales/city-builder/sheet-words.ts";
import { fill } from "../../locales/fill.ts";
import { didYouMean } from "../../yaml/nearest-word.ts";

/** Something of a city that a sheet may name by its code or by what people call it. */
export interface NamedThing {
  readonly code: string;
  readonly name: BilingualText;
  /** Code of what is around it; null for none. */
  readonly parent: string | null;
}

/** Finds things by code or name, without what people leave out: blanks, case, `区` and `街道` at the end, `（示例）`. */
export class NameLookup {
  readonly #things: readonly NamedThing[];
  readonly #byCode: ReadonlyMap<string, NamedThing>;

  constructor(things: readonly NamedThing[]) {
    this.#things = things;
    this.#byCode = new Map(things.map((thing) => [thing.code.toLowerCase(), thing]));
  }

  /**
   * Codes of all that it may be.
   *
   * @param within code of an area around it; null for any
   */
  find(text: string, within: string | null = null): readonly string[] {
    const written = text.normalize("NFKC").trim();
    const coded = this.#byCode.get(written.toLowerCase());
    if (coded !== undefined) return [coded.code];
    const whole = this.#named(written, plain, within);
    return whole.length > 0 ? whole : this.#named(written, short, within);
  }

  /** `did you mean`, in brackets; nothing where no name is near. */
  hint(text: string): BilingualText | string {
    const words = this.#things.flatMap(({ code, name }) => [code, name.zh, name.en]);
    return hintOf(didYouMean(text, words));
  }

  #named(text: string, form: (name: string) => string, within: string | null): readonly string[] {
    const wanted = form(text);
    return this.#things
      .filter(({ name }) => form(name.zh) === wanted || form(name.en) === wanted)
      .filter(({ code }) => within === null || this.isWithin(code, within))
      .map(({ code }) => code);
  }

  /** Whether an area is another or lies in it. */
  isWithin(code: string, outer: string): boolean {
    let at: string | null = code;
    // A city's tree is six deep; files may name a circle.
    for (let deep = 0; at !== null && deep < 20; deep++) {
      if (at === outer) return true;
      at = this.#byCode.get(at.toLowerCase())?.parent ?? null;
    }
    return false;
  }
}

export function hintOf(words: BilingualText | null): BilingualText | string {
  return words === null ? "" : fill(importTexts.hint, { words });
}

function plain(name: string): string {
  return name.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
}

function short(name: string): string {
  return plain(name)
    .replaceAll(/\([^)]*\)/g, "")
    .replace(areaEndings, "");
}
