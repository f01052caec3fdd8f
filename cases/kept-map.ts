/** What must be found again after a restart, by key, and what changed of it since it was last asked for. JSON values. */
export class KeptMap<Value> {
  readonly #values = new Map<string, Value>();
  readonly #changed = new Set<string>();

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    this.#values.set(key, value);
    this.#changed.add(key);
  }

  /** Takes up what `drainChanges` gave before. */
  restore(values: ReadonlyMap<string, Value>): void {
    for (const [key, value] of values) this.#values.set(key, value);
  }

  drainChanges(): ReadonlyMap<string, Value> {
    const drained = new Map<string, Value>();
    for (const key of this.#changed) {
      const value = this.#values.get(key);
      if (value !== undefined) drained.set(key, value);
    }
    this.#changed.clear();
    return drained;
  }
}
