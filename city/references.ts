import type { BilingualText } from "../domain/text.ts";
import { cityTexts } from "../locales/city.ts";
import { fill } from "../locales/fill.ts";
import { sharedTexts } from "../locales/shared.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration, DeclarationList } from "./city-files.ts";

/** What a kind of thing is called in this city, as far as it could be read. */
export interface KnownIds {
  /** `an area`, `a unit`, ... as problems say it. */
  readonly kind: BilingualText;
  readonly ids: ReadonlySet<string>;
  /** False when some could not be read: then none is reported as missing. */
  readonly isWhole: boolean;
}

/** The ids of a list; those of broken entries count, so that one mistake is one problem. */
export function knownIds(
  kind: BilingualText,
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
      wanted: fill(sharedTexts["id-of-city"], { what: known.kind }),
      got: fill(cityTexts["got.no-such-id"], { id }),
      fix: didYouMean(id, known.ids) ?? cityTexts["fix.no-such-id"],
    },
  ];
}
