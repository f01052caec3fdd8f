import { z } from "zod";
import { areaKinds } from "../../domain/city/area-kind.ts";
import type { CasePolicy } from "../../domain/city/policies/case-policy.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { duration } from "../../rules/language/duration.ts";

const hand = z.enum(["at-once", "officer"]);

/** case-policy.yaml: the standing order for cases. Everything left out is as in a city without the file. */
export const casePolicyFile = z.strictObject({
  registration: hand.default("officer").describe("Whether cases are registered at once, or by an officer"),
  dispatch: hand
    .default("officer")
    .describe("Whether a registered case is dispatched to the responsible unit at once, or by an officer"),
  closing: z
    .enum(["water", "evidence"])
    .default("water")
    .describe(
      "water: closed as the last alarm clears; evidence: once it has been clear for holdClear and feedback is there",
    ),
  holdClear: duration
    .default(30 * minuteMs)
    .describe("Of evidence: how long every alarm of the case must have been clear, from when the hub learnt of it"),
  verification: z
    .enum(["sensor", "person"])
    .default("sensor")
    .describe("Of evidence: whether the quiet time verifies a handled case, or somebody has to look"),
  reopenWithin: duration.default(hourMs).describe("Back within this time of its closing a hazard opens its case again"),
  incidents: z
    .strictObject({
      area: z.enum(areaKinds).default("district").describe("Kind of area that one incident is of"),
      within: duration
        .default(6 * hourMs)
        .describe("A case opened this soon after the last hazard of an incident was over belongs to it"),
    })
    .optional()
    .describe("Gathers the cases of one storm in one area; left out for not at all"),
  isDemonstration: z.boolean().default(false).describe("True where no authority of the city has decided it"),
  note: z.string().min(1).optional().describe("For the people who keep this file; the hub ignores it"),
});

export type CasePolicyFile = z.infer<typeof casePolicyFile>;

export function casePolicyFrom(file: CasePolicyFile): CasePolicy {
  const { registration, dispatch, closing, verification, holdClear, reopenWithin, incidents } = file;
  return {
    registration,
    dispatch,
    closing,
    verification,
    holdClearMs: holdClear,
    reopenWithinMs: reopenWithin,
    incidents: incidents === undefined ? null : { areaKind: incidents.area, withinMs: incidents.within },
  };
}
