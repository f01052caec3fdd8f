import type { Attempt } from "../../../domain/governance/delivery.ts";
import { deliveryNotKept } from "../../errors.ts";
import type { Outbox } from "../../ports.ts";
import type { Thread } from "../thread.ts";
import type { StateOffers } from "./state-offers.ts";

interface WaitingAttempt {
  readonly attempt: Attempt;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit for the outcomes of deliveries: those that come while one transaction is under way share the next. One
 * fsync each would hold a burst of deliveries to what the disk can sync, a few hundred a second.
 */
export function createAttemptRecorder(thread: Thread<StateOffers>): Outbox["record"] {
  let waiting: WaitingAttempt[] = [];
  let isUnderWay = false;

  async function recordGroups(): Promise<void> {
    isUnderWay = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const wasKept = await thread.call(
          "recordAll",
          group.map(({ attempt }) => attempt),
        );
        group.forEach(({ attempt, resolve, reject }, index) => {
          if (wasKept[index] === true) resolve();
          else reject(deliveryNotKept("record-attempt", attempt.deliveryId));
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isUnderWay = false;
  }

  return (attempt) =>
    new Promise((resolve, reject) => {
      waiting.push({ attempt, resolve, reject });
      if (!isUnderWay) void recordGroups();
    });
}
