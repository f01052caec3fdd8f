import { useEffect, useRef, useState } from "preact/hooks";

/** A value that is replaced as a whole and told to whoever listens. */
export class Store<Value> {
  #value: Value;
  readonly #listeners = new Set<() => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  set(value: Value): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  /** @returns ends the listening */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** What a component shows of a store; drawn anew when that part is another (by `Object.is`). */
export function useStore<Value, Part>(store: Store<Value>, select: (value: Value) => Part): Part {
  const part = select(store.value);
  const shown = useRef(part);
  shown.current = part;
  const selecting = useRef(select);
  selecting.current = select;
  const [, redraw] = useState(0);
  useEffect(() => {
    const look = () => {
      if (!Object.is(selecting.current(store.value), shown.current)) redraw((count) => count + 1);
    };
    // What moved between drawing and listening.
    look();
    return store.subscribe(look);
  }, [store]);
  return part;
}
