import type { BilingualText } from "../../domain/text.ts";
import type { Drafted, DraftGround } from "../../suppression/draft-order.ts";
import type { ApiDeps } from "../app.ts";
import { Problem, unknownId } from "../http/problem.ts";
import type { ApiToken, OrderView } from "../ports.ts";

/** What a draft is checked against. */
export function draftGround({ city, rules, clock }: ApiDeps, maxMs: number): DraftGround {
  return { city, ruleIds: new Set(rules().rules.map(({ ruleId }) => ruleId)), now: clock(), maxMs };
}

/** @throws {Problem} `api.bad_request` naming every field that is wrong */
export function checkedDraft<What>(drafted: Drafted<What>): What {
  if (drafted.ok) return drafted.value;
  throw new Problem(
    "api.bad_request",
    drafted.problems.map((problem) => ({ in: "body", ...problem })),
  );
}

/** Neither run out nor ended. */
export function isCurrent({ standing }: { readonly standing: string }): boolean {
  return standing === "in-force" || standing === "scheduled";
}

/**
 * Ends a silence or maintenance; one that is over already stays as it is.
 *
 * @throws {Problem} `api.unknown_id`
 */
export async function endOrder<What extends { readonly id: string }>(
  ending: {
    readonly id: string;
    readonly caller: ApiToken | null;
    readonly find: (id: string) => OrderView<What> | undefined;
    readonly words: BilingualText;
  },
  { orders, clock, log }: ApiDeps,
): Promise<OrderView<What>> {
  const { id, caller, find, words } = ending;
  const found = find(id);
  if (found === undefined) throw unknownId("path", "id", id, words);
  if (!isCurrent(found)) return found;
  await orders.give({ kind: "end", end: { id, endedBy: caller?.name ?? "", createdAt: clock() } });
  log.info({ tokenId: caller?.tokenId, id }, "order of an operator ended");
  return find(id) ?? found;
}
