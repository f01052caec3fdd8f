import type { EndpointId } from "../ids.ts";

/**
 * How an endpoint stands, as far as it decides anything: `failing` has taken nothing since its last attempts failed,
 * `overdue` has been without an urgent event for too long, `answering` takes events again. The hub enters it as it moves.
 */
export const endpointConditions = ["answering", "failing", "overdue"] as const;

export type EndpointCondition = (typeof endpointConditions)[number];

export interface EndpointReported {
  readonly kind: "endpoint-reported";
  readonly endpointId: EndpointId;
  readonly condition: EndpointCondition;
  /** Subjects of urgent events that wait for it, oldest first, 200 at most: calls and cases that nobody has heard of by this way. */
  readonly waiting: readonly string[];
}
