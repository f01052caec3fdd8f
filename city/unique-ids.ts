import type { Problem } from "../yaml/problem.ts";
import type { Placed } from "./city-files.ts";

/** Things of one kind by id, the first of each; the others are problems that name both places. */
export interface ById<T> {
  readonly entries: ReadonlyMap<string, Placed<T>>;
  readonly problems: readonly Problem[];
}

/**
 * @param key the key that holds the id, such as `id`
 * @param idOf reads it
 */
export function byId<T>(entries: readonly Placed<T>[], key: string, idOf: (value: T) => string): ById<T> {
  const found = new Map<string, Placed<T>>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    const id = idOf(entry.value);
    const first = found.get(id);
    if (first === undefined) found.set(id, entry);
    else {
      problems.push({
        where: entry.place([key]),
        path: entry.path([key]),
        wanted: `each ${key} once`,
        got: `${id} again (first at ${first.place([key])})`,
        fix: "rename or remove one",
      });
    }
  }
  return { entries: found, problems };
}
