/** Packet ids of publishes that may be in flight at once, as slots from 0: which are free, which wait for a PUBACK. */
export class SlotWindow {
  readonly size: number;
  /** When each slot was last sent, slot by slot. */
  readonly sentAt: Float64Array;
  /** Ring of the slots that are free, oldest first: they come back in the order they went, so neighbours stay so. */
  readonly #freeSlots: Uint16Array;
  readonly #isInFlight: Uint8Array;
  #head = 0;
  #free: number;

  constructor(size: number) {
    this.size = size;
    this.sentAt = new Float64Array(size);
    this.#freeSlots = Uint16Array.from({ length: size }, (_, slot) => slot);
    this.#isInFlight = new Uint8Array(size);
    this.#free = size;
  }

  get free(): number {
    return this.#free;
  }

  /** Puts up to `most` free slots in flight. @param send called for each run of slots side by side */
  send(most: number, nowMs: number, send: (first: number, count: number) => void): number {
    const sending = Math.min(most, this.#free);
    for (let left = sending; left > 0; ) {
      const first = this.#freeSlots[this.#head]!;
      let run = 1;
      while (run < left && this.#freeSlots[(this.#head + run) % this.size] === first + run) run++;
      this.sentAt.fill(nowMs, first, first + run);
      this.#isInFlight.fill(1, first, first + run);
      send(first, run);
      this.#head = (this.#head + run) % this.size;
      left -= run;
    }
    this.#free -= sending;
    return sending;
  }

  /** Frees a slot. @returns false when it was not in flight */
  acknowledge(slot: number): boolean {
    if (this.#isInFlight[slot] !== 1) return false;
    this.#isInFlight[slot] = 0;
    this.#freeSlots[(this.#head + this.#free) % this.size] = slot;
    this.#free++;
    return true;
  }
}
