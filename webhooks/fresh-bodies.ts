import type { EventBody, QueuedDelivery } from "../domain/governance/delivery.ts";

/** Bodies of events that were queued a moment ago, so that a first attempt need not ask the store for them. */
export interface FreshBodies {
  keep(bodies: readonly EventBody[]): void;
  /** Undefined for a body that is no longer here: the store has it. */
  find(delivery: Pick<QueuedDelivery, "eventId" | "format">): string | undefined;
}

/** @param maxCharacters of all bodies together; the oldest go first */
export function createFreshBodies(maxCharacters = 8_000_000): FreshBodies {
  const byKey = new Map<string, string>();
  let characters = 0;

  function dropOldest(): void {
    for (const [key, body] of byKey) {
      if (characters <= maxCharacters) return;
      byKey.delete(key);
      characters -= body.length;
    }
  }

  return {
    keep(bodies) {
      for (const each of bodies) {
        const key = keyOf(each);
        if (byKey.has(key)) continue;
        byKey.set(key, each.body);
        characters += each.body.length;
      }
      dropOldest();
    },
    find: (delivery) => byKey.get(keyOf(delivery)),
  };
}

function keyOf({ eventId, format }: Pick<EventBody, "eventId" | "format">): string {
  return `${eventId} ${format}`;
}
