import type { Attempt, DeliveryState, EndpointStatus, QueuedDelivery } from "../../domain/delivery.ts";
import { HubError } from "../../domain/errors.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { Outbox } from "../../store/ports.ts";
import type { QueuedWork } from "../../webhooks/queue-deliveries.ts";

interface Row {
  queued: QueuedDelivery;
  readonly body: string;
  state: DeliveryState;
}

/** An outbox that survives a dispatcher but not the process. Keeps rows the way the store does. */
export class InMemoryOutbox implements Outbox {
  readonly rows = new Map<number, Row>();
  readonly attempts: Attempt[] = [];
  readonly statuses = new Map<EndpointId, EndpointStatus>();
  /** While true, `record` and `setEndpointStatus` fail as on a full disk. */
  isFull = false;
  #isChangedElsewhere = false;
  readonly #known = new Map<string, number>();

  /** What the store's commit does with deliveries: the same one twice changes nothing. */
  commit({ bodies, deliveries }: QueuedWork): readonly QueuedDelivery[] {
    const bodyOf = new Map(bodies.map(({ eventId, format, body }) => [`${eventId} ${format}`, body]));
    return deliveries.flatMap((rest) => {
      const body = bodyOf.get(`${rest.eventId} ${rest.format}`) ?? "";
      const key = `${rest.endpointId} ${rest.eventId}`;
      if (this.#known.has(key)) return [];
      const deliveryId = this.rows.size + 1;
      this.#known.set(key, deliveryId);
      const queued = { ...rest, deliveryId, attempts: 0, nextAttemptAt: rest.queuedAt };
      this.rows.set(deliveryId, { queued, body, state: "pending" });
      return [queued];
    });
  }

  /** What the command line does: back in the queue, from the first attempt on. */
  replay(deliveryId: number, now: number): void {
    const row = this.#row(deliveryId);
    row.state = "pending";
    row.queued = { ...row.queued, attempts: 0, nextAttemptAt: now };
    this.#isChangedElsewhere = true;
  }

  enable(endpointId: EndpointId): void {
    this.statuses.set(endpointId, { endpointId, disabledAt: null, reason: null });
    this.#isChangedElsewhere = true;
  }

  stateOf(deliveryId: number): DeliveryState {
    return this.#row(deliveryId).state;
  }

  inState(state: DeliveryState): readonly QueuedDelivery[] {
    return [...this.rows.values()].filter((row) => row.state === state).map(({ queued }) => queued);
  }

  async pending(): Promise<readonly QueuedDelivery[]> {
    return this.inState("pending").toSorted((a, b) => a.deliveryId - b.deliveryId);
  }

  async body(deliveryId: number): Promise<string> {
    return this.#row(deliveryId).body;
  }

  async record(attempt: Attempt): Promise<void> {
    this.#failWhenFull();
    this.attempts.push(attempt);
    const row = this.#row(attempt.deliveryId);
    row.state = attempt.next.state;
    const { attempts } = row.queued;
    const nextAttemptAt = attempt.next.state === "pending" ? attempt.next.nextAttemptAt : row.queued.nextAttemptAt;
    row.queued = { ...row.queued, attempts: attempts + 1, nextAttemptAt };
  }

  async endpointStatuses(): Promise<readonly EndpointStatus[]> {
    return [...this.statuses.values()];
  }

  async setEndpointStatus(status: EndpointStatus): Promise<void> {
    this.#failWhenFull();
    this.statuses.set(status.endpointId, status);
  }

  async changedElsewhere(): Promise<boolean> {
    const isChanged = this.#isChangedElsewhere;
    this.#isChangedElsewhere = false;
    return isChanged;
  }

  #failWhenFull(): void {
    if (this.isFull) throw new HubError("store.disk_full", "Cannot record: the disk is full", { isRetryable: true });
  }

  #row(deliveryId: number): Row {
    const row = this.rows.get(deliveryId);
    if (row === undefined) throw new HubError("store.not_found", `Cannot find delivery ${deliveryId}`);
    return row;
  }
}
