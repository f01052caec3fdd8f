import { InvalidArgumentError } from "commander";
import type { LoadedCity } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import { duration } from "../../rules/language/duration.ts";
import type { AskedOrder } from "../../store/sqlite/command-store.ts";
import type { DraftProblem } from "../../suppression/draft-order.ts";
import { OperatorOrders } from "../../suppression/operator-orders.ts";

/** Every order there is, as a hub that took up all of them at their time would see it. */
export function operatorOrdersFrom(orders: readonly AskedOrder[], now: number): OperatorOrders {
  const book = new OperatorOrders();
  for (const { order, at } of orders) book.apply(order, at ?? now);
  return book;
}

export function ruleIdsOf({ rules }: LoadedCity): ReadonlySet<string> {
  return new Set(rules.map(({ id }) => id));
}

/** `30min` or `2h`, in ms. */
export function parseDuration(text: string): number {
  const parsed = duration.safeParse(text);
  if (parsed.success && parsed.data > 0) return parsed.data;
  throw new InvalidArgumentError("wanted a duration such as 30min or 2h");
}

export function instantText(at: number): string {
  return new Date(at).toISOString();
}

export function draftProblemsError(action: string, problems: readonly DraftProblem[]): HubError {
  const told = problems.map(({ field, wanted, got }) => `${field}: wanted ${wanted.en}, got ${got}`);
  return new HubError("hub.bad_arguments", `${action}: ${told.join("; ")}`, { cause: problems });
}
