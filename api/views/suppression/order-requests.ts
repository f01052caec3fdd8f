import type { BilingualText } from "../../../domain/text.ts";
import type { Caller } from "../../../people/caller.ts";
import type { DraftContext, DraftResult } from "../../../suppression/draft-order.ts";
import type { ApiDeps } from "../../app.ts";
import { HttpProblem, unknownId } from "../../http/http-problem.ts";
import type { OrderView } from "../../ports.ts";
import type { Scope } from "../../scope/scope.ts";

/** What a draft is checked against. */
export function draftContext(
  { city }: Pick<Scope, "city">,
  { rules, clock }: Pick<ApiDeps, "rules" | "clock">,
  maxMs: number,
): DraftContext {
  return { city, ruleIds: new Set(rules().rules.map(({ ruleId }) => ruleId)), now: clock(), maxMs };
}

/** @throws {HttpProblem} `api.bad_request` naming every field that is wrong */
export function checkDraft<What>(drafted: DraftResult<What>): What {
  if (drafted.ok) return drafted.value;
  throw new HttpProblem(
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
 * @throws {HttpProblem} `api.unknown_id`
 */
export async function endOrder<What extends { readonly id: string }>(
  ending: {
    readonly id: string;
    readonly caller: Caller | null;
    readonly find: (id: string) => OrderView<What> | undefined;
    /** What the id should be of. */
    readonly what: BilingualText;
  },
  { entries, clock, log }: Pick<ApiDeps, "entries" | "clock" | "log">,
): Promise<OrderView<What>> {
  const { id, caller, find, what } = ending;
  const found = find(id);
  if (found === undefined) throw unknownId("path", "id", id, what);
  if (!isCurrent(found)) return found;
  const end = { id, endedBy: caller?.name ?? "", createdAt: clock() };
  await entries.enter({ kind: "order-given", order: { kind: "end", end } }, caller);
  log.info({ accountId: caller?.accountId, id }, "order of an operator ended");
  return find(id) ?? found;
}
