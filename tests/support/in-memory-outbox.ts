import { HubError } from "../../domain/errors.ts";
import type {
  Attempt,
  DeliveryState,
  EndpointStatus,
  EventBody,
  NewDelivery,
  QueuedDelivery,
  SettledDelivery,
} from "../../domain/governance/delivery.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { DeliveryActor } from "../../domain/inputs/acts/delivery-action.ts";
import { sameInBoth } from "../../domain/text.ts";
import { createMemoryOutbox } from "../../store/memory/memory-outbox.ts";
import { createMemoryState } from "../../store/memory/memory-state.ts";
import { emptyTables, pairKey, type StateTables } from "../../store/memory/state-tables.ts";
import type { AcknowledgeFilter, EndpointBacklog, LostUrgent, Outbox, ReplayFilter } from "../../store/ports.ts";
import { effects } from "./effects.ts";

/** The outbox of a store in memory, whose disk can be full. */
export class InMemoryOutbox implements Outbox {
  readonly attempts: Attempt[] = [];
  /** While true, `record` and `setEndpointStatus` fail as on a full disk. */
  isFull = false;
  /** Clock of leases and replays. */
  clock: () => number;
  readonly #tables: StateTables = emptyTables();
  readonly #outbox: Outbox;

  constructor(clock: () => number = () => Date.now()) {
    this.clock = clock;
    this.#outbox = createMemoryOutbox(this.#tables, () => this.clock());
  }

  /** What the store's commit does with deliveries, in the turn in which it is called. */
  commit(work: {
    readonly bodies: readonly EventBody[];
    readonly deliveries: readonly NewDelivery[];
  }): readonly QueuedDelivery[] {
    const before = this.#tables.deliveries.length;
    void createMemoryState(this.#tables).commit(this.#tables.commits, effects(work));
    return this.#tables.deliveries.slice(before).map(({ queued }) => queued);
  }

  enable(endpointId: EndpointId): void {
    this.#tables.endpointStatuses.delete(endpointId);
    this.#tables.outboxRevision += 1;
  }

  /** The body of a delivery is gone, as after its retention. */
  lose(deliveryId: number): void {
    const { eventId, format } = this.#tables.deliveries[deliveryId - 1]!.queued;
    this.#tables.bodies.delete(pairKey(eventId, format));
  }

  get statuses(): ReadonlyMap<string, EndpointStatus> {
    return this.#tables.endpointStatuses;
  }

  get all(): readonly QueuedDelivery[] {
    return this.#tables.deliveries.map(({ queued }) => queued);
  }

  stateOf(deliveryId: number): DeliveryState | undefined {
    return this.#tables.deliveries[deliveryId - 1]?.state;
  }

  inState(state: DeliveryState): readonly QueuedDelivery[] {
    return this.#tables.deliveries.filter((kept) => kept.state === state).map(({ queued }) => queued);
  }

  lease(owner: string, endpointIds: readonly EndpointId[], untilAt: number): Promise<readonly EndpointId[]> {
    return this.#outbox.lease(owner, endpointIds, untilAt);
  }

  pending(endpointId: EndpointId, after: number, limit: number): Promise<readonly QueuedDelivery[]> {
    return this.#outbox.pending(endpointId, after, limit);
  }

  backlog(): Promise<readonly EndpointBacklog[]> {
    return this.#outbox.backlog();
  }

  body(deliveryId: number): Promise<string> {
    return this.#outbox.body(deliveryId);
  }

  async record(attempt: Attempt): Promise<void> {
    this.#failWhenFull();
    this.attempts.push(attempt);
    await this.#outbox.record(attempt);
  }

  endpointStatuses(): Promise<readonly EndpointStatus[]> {
    return this.#outbox.endpointStatuses();
  }

  async setEndpointStatus(status: EndpointStatus): Promise<void> {
    this.#failWhenFull();
    await this.#outbox.setEndpointStatus(status);
  }

  replay(filter: ReplayFilter, who: DeliveryActor = { by: "li" }): Promise<number> {
    return this.#outbox.replay(filter, who);
  }

  lostUrgents(): Promise<readonly LostUrgent[]> {
    return this.#outbox.lostUrgents();
  }

  acknowledge(filter: AcknowledgeFilter, who: DeliveryActor): Promise<number> {
    return this.#outbox.acknowledge(filter, who);
  }

  unaudited(limit: number): Promise<readonly SettledDelivery[]> {
    return this.#outbox.unaudited(limit);
  }

  revision(): Promise<number> {
    return this.#outbox.revision();
  }

  #failWhenFull(): void {
    if (this.isFull)
      throw new HubError("store.disk_full", sameInBoth("Cannot record: the disk is full"), { isRetryable: true });
  }
}
