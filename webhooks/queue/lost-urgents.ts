/**
 * Urgent events of one endpoint that became dead letters, until they are sent again or a person acknowledges that those
 * concerned know of them otherwise.
 */
export class LostUrgents {
  /** As the store has them. */
  #stored: ReadonlySet<number> = new Set();
  /** Given up here, and perhaps not in the store yet. */
  readonly #unrecorded = new Set<number>();

  get size(): number {
    return new Set([...this.#stored, ...this.#unrecorded]).size;
  }

  add(deliveryId: number): void {
    this.#unrecorded.add(deliveryId);
  }

  /** The store has this one now: what it says of it counts from its next answer on. */
  recorded(deliveryId: number): void {
    if (!this.#unrecorded.delete(deliveryId)) return;
    this.#stored = new Set([...this.#stored, deliveryId]);
  }

  /** What the store has. */
  replaceStored(deliveryIds: Iterable<number>): void {
    this.#stored = new Set(deliveryIds);
  }
}
