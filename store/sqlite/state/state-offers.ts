import type { Attempt, EndpointStatus, QueuedDelivery } from "../../../domain/governance/delivery.ts";
import type { EndpointId } from "../../../domain/ids.ts";
import type { DeliveryActor } from "../../../domain/inputs/acts/delivery-action.ts";
import type { Entry } from "../../../domain/inputs/input.ts";
import type { RuleSet } from "../../../domain/rule-set.ts";
import { createLeases } from "../../leases.ts";
import type {
  AccountChange,
  AcknowledgeFilter,
  Effects,
  KeptAccount,
  NewAccount,
  NewSession,
  ReplayFilter,
  RulePin,
  SavedState,
} from "../../ports.ts";
import { migrate } from "../migrate.ts";
import { openDatabase, pragma } from "../open-database.ts";
import { effectsCommitter } from "./commit-effects.ts";
import { dropFlagChanges, dropOld } from "./drop-old.ts";
import { addToInbox, removeFromInbox, waitingInInbox } from "./inbox-rows.ts";
import { loadState } from "./load-state.ts";
import * as outbox from "./outbox-rows.ts";
import * as accounts from "./people/account-rows.ts";
import { keepAndPin, ruleSetRows } from "./rule-sets.ts";
import { stateMigrations } from "./state-schema.ts";

/** What the state's thread is started with. `journal.db` must have been brought to its newest schema before. */
export interface StateStart {
  readonly journalFile: string;
  readonly stateFile: string;
}

export type StateOffers = ReturnType<typeof openState>["offers"];

/** Everything the hub writes to `state.db`; runs in the state's thread, one call after the other. */
export function openState(start: StateStart) {
  const database = openDatabase(start.stateFile);
  migrate(database, stateMigrations(start.journalFile), start.stateFile);
  const commit = effectsCommitter(database);
  const ruleSets = ruleSetRows(database);
  const leases = createLeases();
  // Of this connection on purpose: it moves when others commit and stays when we do.
  let seenVersion = pragma(database, "data_version");
  let revision = 1;

  const offers = {
    commit: (commits: number, effects: Effects) => commit(commits, effects),
    load: (): SavedState => loadState(database),
    lease: (
      owner: string,
      endpointIds: readonly EndpointId[],
      times: { readonly now: number; readonly untilAt: number },
    ): readonly EndpointId[] => leases.take(owner, endpointIds, times),
    pending: (endpointId: EndpointId, after: number, limit: number): readonly QueuedDelivery[] =>
      outbox.pendingDeliveries(database, endpointId, after, limit),
    backlog: () => outbox.backlog(database),
    body: (deliveryId: number): string => outbox.deliveryBody(database, deliveryId),
    recordAll: (attempts: readonly Attempt[]) => outbox.recordAttempts(database, attempts),
    endpointStatuses: () => outbox.endpointStatuses(database),
    setEndpointStatus: (status: EndpointStatus): void => outbox.setEndpointStatus(database, status),
    replay(filter: ReplayFilter, who: DeliveryActor, now: number): number {
      const count = outbox.replayDeliveries(database, filter, { ...who, now });
      if (count > 0) revision += 1;
      return count;
    },
    lostUrgents: () => outbox.lostUrgents(database),
    acknowledge(filter: AcknowledgeFilter, who: DeliveryActor, now: number): number {
      const count = outbox.acknowledgeDeliveries(database, filter, { ...who, now });
      if (count > 0) revision += 1;
      return count;
    },
    unaudited: (limit: number) => outbox.unauditedDeliveries(database, limit),
    outboxRevision(): number {
      const version = pragma(database, "data_version");
      if (version !== seenVersion) revision += 1;
      seenVersion = version;
      return revision;
    },
    addToInbox: (entry: Entry) => addToInbox(database, entry),
    waitingInInbox: () => waitingInInbox(database),
    removeFromInbox: (itemId: number): void => removeFromInbox(database, itemId),
    createAccount: (account: NewAccount): void => accounts.createAccount(database, account),
    changeAccount: (accountId: string, change: AccountChange) => accounts.changeAccount(database, accountId, change),
    replacePassword: (judged: Pick<KeptAccount, "accountId" | "passwordHash">, passwordHash: string): boolean =>
      accounts.replacePassword(database, judged, passwordHash),
    addSession: (session: NewSession): void => accounts.addSession(database, session),
    sessionSeen: (hash: Uint8Array, at: number): void => accounts.sessionSeen(database, hash, at),
    endSession: (hash: Uint8Array): void => accounts.endSession(database, hash),
    dropSessions: (createdBefore: number): void => accounts.dropSessions(database, createdBefore),
    newestActivation: () => ruleSets.newest(),
    ruleFiles: (digest: string) => ruleSets.filesOf(digest),
    rulePin: () => ruleSets.pin(),
    keepAndPinRules: (set: RuleSet, pin: RulePin): void => keepAndPin(database, set, pin),
    dropOld: (before: number, limit: number): number => dropOld(database, before, limit),
    dropFlagChanges: (changeSeqs: readonly number[]): number => dropFlagChanges(database, changeSeqs),
  };
  return { offers, close: () => database.close() };
}
