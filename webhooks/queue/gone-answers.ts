/**
 * What the answers 410 Gone of one endpoint come to. One of them may be about its event alone; several different events in
 * a row are about the endpoint.
 */
export class GoneAnswers {
  readonly #deliveryIds = new Set<number>();
  #since: number | null = null;

  /** When the first of those in a row came, ms since 1970; null while there is none. */
  get since(): number | null {
    return this.#since;
  }

  /** How many different events in a row were answered so. */
  get events(): number {
    return this.#deliveryIds.size;
  }

  /** @param at our clock, ms since 1970 */
  add(deliveryId: number, at: number): void {
    this.#since ??= at;
    this.#deliveryIds.add(deliveryId);
  }

  /** The endpoint has taken an event, or people say that it does again. */
  clear(): void {
    this.#since = null;
    this.#deliveryIds.clear();
  }
}
