import type { DeliveryReplayer } from "../../../api/ports.ts";
import type { Clock } from "../../../domain/clock.ts";
import type { Outbox } from "../../../webhooks/ports.ts";
import type { OrderStore, RuleSetStore, StateStore } from "../../ports.ts";
import type { Thread } from "../thread.ts";
import { createAttemptRecorder } from "./attempt-recorder.ts";
import type { StateOffers } from "./state-offers.ts";

/** Rules' position with its effects, through the state's thread. */
export function createStateStore(thread: Thread<StateOffers>): StateStore {
  return {
    load: () => thread.call("load"),
    commit: (effects) => thread.call("commit", effects),
  };
}

/** The sets of rules of `state.db`. */
export function createRuleSetStore(thread: Thread<StateOffers>): RuleSetStore {
  return {
    newest: () => thread.call("newestActivation"),
    filesOf: (digest) => thread.call("ruleFiles", digest),
    pin: () => thread.call("rulePin"),
  };
}

/** The orders of operators in `state.db`. */
export function createOrderStore(thread: Thread<StateOffers>): OrderStore {
  return {
    add: (order) => thread.call("addOrder", order),
    unapplied: () => thread.call("untakenOrders"),
  };
}

/** The deliveries of `state.db`. */
export function createOutbox(thread: Thread<StateOffers>): Outbox {
  return {
    pending: () => thread.call("pending"),
    body: (deliveryId) => thread.call("body", deliveryId),
    record: createAttemptRecorder(thread),
    endpointStatuses: () => thread.call("endpointStatuses"),
    setEndpointStatus: (status) => thread.call("setEndpointStatus", status),
    changedElsewhere: () => thread.call("changedElsewhere"),
  };
}

/** Replay from inside the hub; `changedElsewhere` answers true after it, so that the queue is read again. */
export function createDeliveryReplayer(thread: Thread<StateOffers>, clock: Clock): DeliveryReplayer {
  return { replay: (filter) => thread.call("replay", filter, clock()) };
}
