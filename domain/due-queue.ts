import TinyQueue from "tinyqueue";

/** Moments at which something named is due, earliest first; by name where they fall together. */
export class DueQueue<Name extends string | number = string> {
  #dues = new TinyQueue<Due<Name>>([], byTime);
  /** The one moment that counts for each name; what else is queued of it is passed over. */
  readonly #atByName = new Map<Name, number>();

  /** @param at null takes the name out */
  set(name: Name, at: number | null): void {
    if (at === null) {
      this.#atByName.delete(name);
      return;
    }
    if (this.#atByName.get(name) === at) return;
    this.#atByName.set(name, at);
    this.#dues.push({ at, name });
    if (this.#dues.length > 2 * this.#atByName.size + slack) this.#forgetPassed();
  }

  /** Infinity when nothing is due ever. */
  get nextAt(): number {
    this.#dropPassed();
    return this.#dues.peek()?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out the first name due at or before `to`. */
  popDue(to: number): Due<Name> | null {
    this.#dropPassed();
    const first = this.#dues.peek();
    if (first === undefined || first.at > to) return null;
    this.#dues.pop();
    this.#atByName.delete(first.name);
    return first;
  }

  #dropPassed(): void {
    for (let first = this.#dues.peek(); first !== undefined; first = this.#dues.peek()) {
      if (this.#atByName.get(first.name) === first.at) return;
      this.#dues.pop();
    }
  }

  /** A name that is put off again and again leaves a moment behind each time. */
  #forgetPassed(): void {
    this.#dues = new TinyQueue(
      Array.from(this.#atByName, ([name, at]) => ({ at, name })),
      byTime,
    );
  }
}

interface Due<Name> {
  readonly at: number;
  readonly name: Name;
}

/** Moments passed over that may lie in the queue beside as many that count. */
const slack = 64;

function byTime<Name extends string | number>(a: Due<Name>, b: Due<Name>): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
