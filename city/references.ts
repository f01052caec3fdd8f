import { didYouMean } from "../yaml/nearest-word.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration, DeclarationList } from "./city-files.ts";

/** What a kind of thing is called in this city, as far as it could be read. */
export interface KnownIds {
  /** `an area`, `a unit`, ... as problems say it. */
  readonly kind: string;
  readonly ids: ReadonlySet<string>;
  /** False when some could not be read: then nobody is told that one is missing. */
  readonly isWhole: boolean;
}

/** The ids of a list; those of broken entries count, so that one mistake is told once. */
export function knownIds(
  kind: string,
  list: Pick<DeclarationList<unknown>, "broken" | "isWhole">,
  ids: Iterable<string>,
  key: "id" | "code" = "id",
): KnownIds {
  const brokenIds = list.broken.map((item) => (item as Partial<Record<string, unknown>> | null)?.[key]);
  const isWhole = list.isWhole && brokenIds.every((id) => typeof id === "string" || typeof id === "number");
  return { kind, ids: new Set([...ids, ...brokenIds.map(String)]), isWhole };
}

/** A problem when `id`, written at `path` of `entry`, names nothing. */
export function missingReference(
  entry: Declaration<unknown>,
  path: readonly PropertyKey[],
  id: string,
  known: KnownIds,
): readonly ConfigProblem[] {
  if (!known.isWhole || known.ids.has(id)) return [];
  return [
    {
      where: entry.place(path),
      path: entry.path(path),
      wanted: `the id of ${known.kind} of this city`,
      got: `${id}, which is none`,
      fix: didYouMean(id, known.ids) ?? "add it or name another",
    },
  ];
}
