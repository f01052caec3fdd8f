import type { Bulletin, BulletinFacts } from "../../domain/governance/warnings/bulletin.ts";
import { isInForce } from "../../domain/governance/warnings/warning-state.ts";
import { mostPublicBulletins, type StateQueries } from "../ports.ts";
import type { StateTables } from "./state-tables.ts";

/** What is read of bulletins of a state store in memory. */
export function memoryBulletins({
  bulletins,
  warnings,
}: StateTables): Pick<StateQueries, "bulletinById" | "bulletinsOf" | "publicBulletins"> {
  const of = (warningId: string): readonly Bulletin[] =>
    [...bulletins.values()].filter((each) => each.warningId === warningId).sort((a, b) => a.revision - b.revision);
  const isPublic = ({ warningId, kind, sentAt, isExercise }: Bulletin, cancelledSince: number): boolean => {
    const warning = warnings.get(warningId);
    if (isExercise || warning === undefined) return false;
    return isInForce(warning) || (kind === "Cancel" && sentAt >= cancelledSince);
  };
  return {
    bulletinById: async (identifier) => bulletins.get(identifier) ?? null,
    bulletinsOf: async (warningId) => of(warningId).map(factsOf),
    publicBulletins: async (cancelledSince) =>
      [...bulletins.values()]
        .filter((each) => isPublic(each, cancelledSince) && of(each.warningId).at(-1) === each)
        .sort((a, b) => b.sentAt - a.sentAt || (a.identifier < b.identifier ? 1 : -1))
        .slice(0, mostPublicBulletins)
        .map(factsOf),
  };
}

function factsOf({ xml: _, ...facts }: Bulletin): BulletinFacts {
  return facts;
}
