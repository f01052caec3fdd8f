import type { Clock } from "../../../domain/clock.ts";
import type { Inbox, Outbox, RuleSetStore, StateStore } from "../../ports.ts";
import type { Thread } from "../thread.ts";
import { createAttemptRecorder } from "./attempt-recorder.ts";
import type { StateOffers } from "./state-offers.ts";

/** The log's position with its effects, through the state's thread. */
export function createStateStore(thread: Thread<StateOffers>): StateStore {
  return {
    load: () => thread.call("load"),
    async commit(commits, effects) {
      const { eventSeqs, deliveries } = await thread.call("commit", commits, effects);
      const events = effects.events.flatMap((event, index) => {
        const eventSeq = eventSeqs[index] ?? null;
        return eventSeq === null ? [] : [{ ...event, eventSeq }];
      });
      return { events, deliveries };
    },
  };
}

/** The sets of rules of `state.db`. */
export function createRuleSetStore(thread: Thread<StateOffers>): RuleSetStore {
  return {
    newest: () => thread.call("newestActivation"),
    filesOf: (digest) => thread.call("ruleFiles", digest),
    pin: () => thread.call("rulePin"),
    keepAndPin: (set, pin) => thread.call("keepAndPinRules", set, pin),
  };
}

/** What the command line left in `state.db` for the hub. */
export function createInbox(thread: Thread<StateOffers>): Inbox {
  return {
    add: (entry) => thread.call("addToInbox", entry),
    waiting: () => thread.call("waitingInInbox"),
    remove: (itemId) => thread.call("removeFromInbox", itemId),
  };
}

/** The deliveries of `state.db`. */
export function createOutbox(thread: Thread<StateOffers>, clock: Clock): Outbox {
  return {
    lease: (owner, endpointIds, untilAt) => thread.call("lease", owner, endpointIds, { now: clock(), untilAt }),
    pending: (endpointId, after, limit) => thread.call("pending", endpointId, after, limit),
    backlog: () => thread.call("backlog"),
    body: (deliveryId) => thread.call("body", deliveryId),
    record: createAttemptRecorder(thread),
    endpointStatuses: () => thread.call("endpointStatuses"),
    setEndpointStatus: (status) => thread.call("setEndpointStatus", status),
    replay: (filter, who) => thread.call("replay", filter, who, clock()),
    lostUrgents: () => thread.call("lostUrgents"),
    acknowledge: (filter, who) => thread.call("acknowledge", filter, who, clock()),
    unaudited: (limit) => thread.call("unaudited", limit),
    revision: () => thread.call("outboxRevision"),
  };
}
