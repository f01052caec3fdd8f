/** Moments at which something named is due, earliest first; by name where they fall together. */
export class DueQueue {
  readonly #dues: { readonly at: number; readonly name: string }[] = [];
  /** The one moment that counts for each name; what else is queued of it is passed over. */
  readonly #atByName = new Map<string, number>();

  /** @param at null takes the name out */
  set(name: string, at: number | null): void {
    if (at === null) {
      this.#atByName.delete(name);
      return;
    }
    if (this.#atByName.get(name) === at) return;
    this.#atByName.set(name, at);
    this.#push({ at, name });
  }

  /** Infinity when nothing is due ever. */
  get nextAt(): number {
    this.#dropPassed();
    return this.#dues[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Takes out the first name due at or before `to`. */
  take(to: number): { readonly at: number; readonly name: string } | null {
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

  #push(due: { readonly at: number; readonly name: string }): void {
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

interface Due {
  readonly at: number;
  readonly name: string;
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.name < b.name);
}
