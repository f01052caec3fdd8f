import { cityTexts } from "../locales/city.ts";
import { fill } from "../locales/fill.ts";
import { sharedTexts } from "../locales/shared.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration } from "./city-files.ts";

/** Things of one kind by id, the first of each; the others are problems that name both places. */
export interface DeclarationsById<T> {
  readonly entries: ReadonlyMap<string, Declaration<T>>;
  readonly problems: readonly ConfigProblem[];
}

/**
 * @param key the key that holds the id, such as `id`
 * @param idOf reads it
 */
export function byId<T>(
  entries: readonly Declaration<T>[],
  key: string,
  idOf: (value: T) => string,
): DeclarationsById<T> {
  const found = new Map<string, Declaration<T>>();
  const problems: ConfigProblem[] = [];
  for (const entry of entries) {
    const id = idOf(entry.value);
    const first = found.get(id);
    if (first === undefined) found.set(id, entry);
    else {
      problems.push({
        where: entry.place([key]),
        path: entry.path([key]),
        wanted: fill(sharedTexts["each-once"], { what: key }),
        got: fill(sharedTexts["got.again"], { what: id, first: first.place([key]) }),
        fix: cityTexts["fix.duplicate-id"],
      });
    }
  }
  return { entries: found, problems };
}
