/**
 * Where a case stands, in the order of the loop: reported 上报, registered 立案, dispatched 派遣, handling 处置, handled 反馈,
 * verified 核实, closed 结案; voided 作废 where it was a false alarm. Which move leads from which to which is the table of
 * `cases/lifecycle/moves.ts`.
 */
export const caseStates = [
  "reported",
  "registered",
  "dispatched",
  "handling",
  "handled",
  "verified",
  "closed",
  "voided",
] as const;

export type CaseState = (typeof caseStates)[number];

/** States in which nothing is left to do. */
export const overStates = ["closed", "voided"] as const satisfies readonly CaseState[];

/** States in which something is left to do. */
export const openStates = [
  "reported",
  "registered",
  "dispatched",
  "handling",
  "handled",
  "verified",
] as const satisfies readonly Exclude<CaseState, (typeof overStates)[number]>[];

/** True once a case is closed or voided: it is nobody's work any more. */
export function isCaseOver({ state }: { readonly state: CaseState }): boolean {
  return state === "closed" || state === "voided";
}
