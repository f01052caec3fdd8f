import { BareWord } from "./bare-word.ts";
import { NotJson } from "./not-json.ts";

/** What stands under a key that one object has more than once, with values that differ. */
export class DoubledValue extends NotJson {
  /** Two or more, in the order sent. */
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    super();
    this.values = values;
  }

  override toJSON(): readonly unknown[] {
    return this.values;
  }
}

/** What a key means that has all these values: equal ones are one, null says nothing beside another. */
export function valueOfAll(values: readonly unknown[]): unknown {
  if (values.every((value) => value === values[0])) return values[0];
  const byIdentity = new Map<unknown, unknown>();
  for (const value of values) {
    if (value !== null) byIdentity.set(value instanceof BareWord ? `bare ${value.text}` : value, value);
  }
  const distinct = [...byIdentity.values()];
  if (distinct.length === 0) return null;
  return distinct.length === 1 ? distinct[0] : new DoubledValue(distinct);
}

/** All values under a key; one, mostly. */
export function valuesIn(value: unknown): readonly unknown[] {
  return value instanceof DoubledValue ? value.values : [value];
}
