/** When each of a number of nodes is due next, earliest first, by number where they fall together. A heap of two columns. */
export class DueNodes {
  readonly #at: Float64Array;
  readonly #heap: Int32Array;
  /** Place of each node in the heap. */
  readonly #placeOf: Int32Array;

  /** @param at when each is due first */
  constructor(at: Float64Array) {
    this.#at = at.slice();
    this.#heap = Int32Array.from(at, (_, node) => node).sort((a, b) => at[a]! - at[b]! || a - b);
    this.#placeOf = new Int32Array(at.length);
    for (const [place, node] of this.#heap.entries()) this.#placeOf[node] = place;
  }

  /** -1 where there is none. */
  get first(): number {
    return this.#heap[0] ?? -1;
  }

  atOf(node: number): number {
    return this.#at[node] ?? Number.POSITIVE_INFINITY;
  }

  set(node: number, at: number): void {
    const before = this.#at[node]!;
    this.#at[node] = at;
    if (at < before) this.#rise(this.#placeOf[node]!);
    else this.#sink(this.#placeOf[node]!);
  }

  #rise(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #sink(from: number): void {
    const { length } = this.#heap;
    for (let place = from; ; ) {
      const left = 2 * place + 1;
      if (left >= length) return;
      const child = left + 1 < length && this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, place)) return;
      this.#swap(place, child);
      place = child;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a]!, this.#heap[b]!];
    const [at, other] = [this.#at[first]!, this.#at[second]!];
    return at < other || (at === other && first < second);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a]!, this.#heap[b]!];
    this.#heap[a] = second;
    this.#heap[b] = first;
    this.#placeOf[second] = a;
    this.#placeOf[first] = b;
  }
}
