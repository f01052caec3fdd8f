import type { GaugeId } from "../../domain/ids.ts";
import type { FaultKind } from "../../simulators/fleet/fault.ts";
import { type BlindStretch, faultsDuring } from "./blindness.ts";
import type { Crossing } from "./crossings.ts";

/**
 * How the hub answered a crossing.
 *
 * - `before`: its alarm stood when the water came, or before
 * - `at-once`: within two reporting intervals and the rule's own delay after
 * - `late`: after that
 * - `missed`: not at this level
 */
export const answerKinds = ["before", "at-once", "late", "missed"] as const;

export type AnswerKind = (typeof answerKinds)[number];

const atOnceIntervals = 2;

export function answerOf({ mark, leadMs }: Crossing): AnswerKind {
  if (leadMs === null) return "missed";
  if (leadMs >= 0) return "before";
  return -leadMs <= atOnceIntervals * mark.expectedIntervalMs + mark.onDelayMs ? "at-once" : "late";
}

/**
 * Why an alarm was late or missed, by the truth.
 *
 * - `blind`: nothing usable came from the gauge when it counted
 * - `milder`: the hub had an alarm there and did not come to this level
 * - `unexplained`: its gauge was seen, and the truth has no reason
 */
export type FailureCause = "blind" | "milder" | "unexplained";

/** A clear crossing that was answered late or not at all. */
export interface Failure {
  readonly crossing: Crossing;
  readonly answer: "late" | "missed";
  readonly cause: FailureCause;
  /** In force at its gauge then. */
  readonly faults: readonly FaultKind[];
}

/** Every clear crossing that was answered late or not at all, with why. */
export function failuresOf(crossings: readonly Crossing[], blind: readonly BlindStretch[]): readonly Failure[] {
  const blindAt = Map.groupBy(blind, ({ gaugeId }) => gaugeId);
  return crossings.flatMap((crossing): Failure[] => {
    const answer = answerOf(crossing);
    if (crossing.kind !== "clear" || answer === "before" || answer === "at-once") return [];
    const stretch = blindDuring(crossing, blindAt);
    const atCrossing = { from: crossing.crossedAt, to: seenBy(crossing) };
    const cause = stretch !== undefined ? "blind" : crossing.firstWordAt !== null ? "milder" : "unexplained";
    return [{ crossing, answer, cause, faults: faultsDuring(stretch?.causes ?? [], atCrossing) }];
  });
}

/** The blind stretch that began before the water should have been seen, and lasted until it came. */
function blindDuring(
  crossing: Crossing,
  blindAt: ReadonlyMap<GaugeId, readonly BlindStretch[]>,
): BlindStretch | undefined {
  const { mark, crossedAt } = crossing;
  return blindAt.get(mark.gaugeId)?.find(({ from, to }) => from <= seenBy(crossing) && to >= crossedAt);
}

function seenBy({ mark, crossedAt }: Crossing): number {
  return crossedAt + atOnceIntervals * mark.expectedIntervalMs;
}
