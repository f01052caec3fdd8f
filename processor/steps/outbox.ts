import type { EventBody, NewDelivery } from "../../domain/governance/delivery.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import { following, newMeter, type Step, stateless } from "../step.ts";

/** What events are written as, and who gets them. */
export interface QueuedEvents {
  readonly bodies: readonly EventBody[];
  readonly deliveries: readonly NewDelivery[];
}

/**
 * Keeps events, and queues a delivery for each endpoint that wants one.
 *
 * @param queue pure; `now` is our clock, ms since 1970
 */
export function outboxStep(queue: (events: readonly HubEvent[], now: number) => QueuedEvents): Step {
  const meter = newMeter();
  return {
    name: "outbox",
    ...stateless,
    meter,
    on: following(({ found: { events }, effects, clock }) => {
      if (events.length === 0) return;
      const { bodies, deliveries } = queue(events, clock);
      meter.findings += deliveries.length;
      effects.events.push(...events);
      effects.bodies.push(...bodies);
      effects.deliveries.push(...deliveries);
    }),
  };
}
