import type { LoadedCity } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import { fill, joined } from "../../locales/fill.ts";
import { marks } from "../../locales/shared.ts";
import { type maintenanceTexts, orderProblemTexts, type silenceTexts } from "../../locales/terminal/orders.ts";
import type { AskedOrder } from "../../store/sqlite/command-store.ts";
import type { DraftProblem } from "../../suppression/draft-order.ts";
import { OperatorOrders } from "../../suppression/operator-orders.ts";

/** Every order there is, as a hub that took up all of them at their time would see it. */
export function operatorOrdersFrom(orders: readonly AskedOrder[], now: number): OperatorOrders {
  const applied = new OperatorOrders();
  for (const { order, at } of orders) applied.apply(order, at ?? now);
  return applied;
}

export function ruleIdsOf({ rules }: LoadedCity): ReadonlySet<string> {
  return new Set(rules.map(({ id }) => id));
}

/** @param action text with a blank `{problems}` for everything that is wrong */
export function draftProblemsError(
  action: (typeof silenceTexts)["cannot-add"] | (typeof maintenanceTexts)["cannot-begin"],
  problems: readonly DraftProblem[],
): HubError {
  const each = problems.map(({ field, wanted, got }) => fill(orderProblemTexts.problem, { field, wanted, got }));
  const words = fill(action, { problems: joined(each, marks.semicolon) });
  return new HubError("hub.bad_arguments", words, { cause: problems });
}
