import type { CasePage } from "../../api/wire.ts";
import type { ScreenProps } from "../../app/screens.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";

/** Open cases by what is due, and one of them whole. */
export function CasesScreen(_: ScreenProps) {
  const cases = useResource<CasePage>("/cases?sort=due&counts=true&limit=200", ["cases"]);
  return <Loaded resource={cases}>{(page) => <p>{page.rows.length}</p>}</Loaded>;
}
