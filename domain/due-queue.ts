/** Moments at which something named is due, earliest first; by name where they fall together. */
export class DueQueue<Name extends string | number = string> {
  #dues: Due<Name>[] = [];
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
    this.#push({ at, name });
    if (this.#dues.length > 2 * this.#atByName.size + slack) this.#forgetPassed();
  }

  /** Infinity when nothing is due ever. */
  get nextAt(): number {
    this.#dropPassed();
    return this.#dues[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out the first name due at or before `to`. */
  popDue(to: number): Due<Name> | null {
    this.#dropPassed();
    const first = this.#dues[0];
    if (first === undefined || first.at > to) return null;
    this.#pop();
    this.#atByName.delete(first.name);
    return first;
  }

  #dropPassed(): void {
    for (let first = this.#dues[0]; first !== undefined; first = this.#dues[0]) {
      if (this.#atByName.get(first.name) === first.at) return;
      this.#pop();
    }
  }

  /** A name that is put off again and again leaves a moment behind each time. In order, a list is a heap. */
  #forgetPassed(): void {
    this.#dues = [...this.#atByName].map(([name, at]) => ({ at, name })).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  #push(due: Due<Name>): void {
    const dues = this.#dues;
    let index = dues.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(due, dues[parent] as typeof due)) break;
      dues[index] = dues[parent] as typeof due;
      index = parent;
    }
    dues[index] = due;
  }

  #pop(): void {
    const dues = this.#dues;
    const last = dues.pop();
    if (last === undefined || dues.length === 0) return;
    let index = 0;
    for (;;) {
      const left = index * 2 + 1;
      const right = left + 1;
      if (left >= dues.length) break;
      const isRight = right < dues.length && isBefore(dues[right] as typeof last, dues[left] as typeof last);
      const child = isRight ? right : left;
      if (!isBefore(dues[child] as typeof last, last)) break;
      dues[index] = dues[child] as typeof last;
      index = child;
    }
    dues[index] = last;
  }
}

interface Due<Name> {
  readonly at: number;
  readonly name: Name;
}

/** Moments passed over that may lie in the queue beside as many that count. */
const slack = 64;

function isBefore<Name extends string | number>(a: Due<Name>, b: Due<Name>): boolean {
  return a.at < b.at || (a.at === b.at && a.name < b.name);
}
