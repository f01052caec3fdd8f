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
      effects.events.push(...events.map(kept));
      effects.bodies.push(...bodies);
      effects.deliveries.push(...deliveries);
    }),
  };
}

/** An event without whom it was for: its deliveries say so, and nothing else asks. */
function kept(event: HubEvent): HubEvent {
  if (event.only === undefined && event.except === undefined) return event;
  const { only: _, except: __, ...rest } = event;
  return rest;
}
