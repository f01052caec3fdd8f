/**
 * Where a warning stands: `draft` and `approved` before it is issued; `issued`, then `updated` once what it says has
 * changed; `lifted` with its cases or by a person, `expired` where nothing stood behind it any more, `withdrawn` where a
 * person rejected the draft. A draft whose cases have all closed is `lifted` without ever being issued. Which move leads
 * from which to which is the table of `warnings/lifecycle/moves.ts`.
 */
export const warningStates = ["draft", "approved", "issued", "updated", "lifted", "expired", "withdrawn"] as const;

export type WarningState = (typeof warningStates)[number];

/** States in which the public has been told and it still holds. */
export const statesInForce = ["issued", "updated"] as const satisfies readonly WarningState[];

/** States in which nothing is left to do. */
export const overWarningStates = ["lifted", "expired", "withdrawn"] as const satisfies readonly WarningState[];

type HasState = { readonly state: WarningState };

/** True from when it was issued until it is over: a draft never is. */
export function isInForce({ state }: HasState): boolean {
  return state === "issued" || state === "updated";
}

/** True before it is issued. */
export function isDraft({ state }: HasState): boolean {
  return state === "draft" || state === "approved";
}

export function isWarningOver({ state }: HasState): boolean {
  return state === "lifted" || state === "expired" || state === "withdrawn";
}
