import TinyQueue from "tinyqueue";

interface Timed<Item> {
  readonly at: number;
  readonly serial: number;
  readonly item: Item;
}

/** Things in order of their time; in the order they came in where they fall together. */
export class TimedQueue<Item> {
  readonly #queue = new TinyQueue<Timed<Item>>([], (a, b) => a.at - b.at || a.serial - b.serial);
  #serial = 0;

  /** Infinity where it is empty. */
  get nextAt(): number {
    return this.#queue.peek()?.at ?? Number.POSITIVE_INFINITY;
  }

  push(at: number, item: Item): void {
    this.#queue.push({ at, serial: this.#serial++, item });
  }

  /** The first whose time is not after `until`. */
  popUntil(until: number): Item | undefined {
    return this.nextAt <= until ? this.pop() : undefined;
  }

  pop(): Item | undefined {
    return this.#queue.pop()?.item;
  }
}
