import { z } from "zod";
import type { ClockCondition } from "./condition.ts";

/** Nothing heard from the gauge; limits are counted in its expected intervals. */
export const silenceSchema = z.strictObject({
  kind: z.literal("silence"),
});

/**
 * Measured on our clock, from the last reception or from the hub's own start, whichever is later: the hub's absence is
 * nobody's silence. A reading that failed its checks was heard all the same; it is heard, not trusted.
 */
export function silenceCondition(_spec: z.infer<typeof silenceSchema>): ClockCondition {
  return {
    movedBy: "clock",
    direction: "above",
    limitWords: "numbers",
    words: { zh: "失联", en: "silence" },
    signalUnit: () => "intervals",
    limitConversion: (_property, unit) => (unit === undefined || unit === "intervals" ? { scale: 1, offset: 0 } : null),
    signal: (unheardMs, expectedIntervalMs) => unheardMs / expectedIntervalMs,
    dueAfterMs: (limit, expectedIntervalMs) => Math.ceil(limit * expectedIntervalMs),
  };
}
