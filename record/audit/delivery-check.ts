import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import type { SettledDelivery } from "../../domain/governance/delivery.ts";
import type { EventId } from "../../domain/ids.ts";
import type { DeliveriesActed, WhichDeliveries } from "../../domain/inputs/acts/delivery-action.ts";
import type { RecordedEnd } from "../../domain/inputs/deliveries-settled.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import type { TrailReader } from "../../store/ports.ts";
import type { TrailFaultKind } from "../ports.ts";
import { faultyDelivery } from "./kept-records.ts";

/** What the log says of deliveries, in its order. */
export type DeliveryLine = EndLine | ReplayLine | StartLine;

/** How one ended. */
interface EndLine {
  readonly line: AuditRecord;
  readonly end: RecordedEnd;
  /** When the log had it, our clock, ms since 1970. */
  readonly enteredAt: number;
}

/** Some were put back in the queue. */
interface ReplayLine {
  readonly replay: DeliveriesActed;
}

/** A start of the hub, which the trail has no line of. */
interface StartLine {
  /** Our clock up to which the state had been committed that it began with; null for an empty one. */
  readonly startedFrom: number | null;
}

/** A line that what is kept of its delivery contradicts. */
export interface FaultyEnd {
  readonly kind: Extract<TrailFaultKind, "delivery" | "delivery-missing">;
  readonly line: AuditRecord;
}

/**
 * Holds the deliveries that are kept against the trail: each is kept as the newest line about its end says, unless a line after
 * that one says that it was put back in the queue. Nor does one end twice unless a line between says so: the hub enters an end that
 * somebody wrote into the database as it does its own. What a restored or rebuilt state had not yet is sent again without a line.
 */
export class DeliveryCheck {
  /** Lines that agree with the delivery kept. */
  compared = 0;
  readonly #reader: TrailReader;
  /** Deliveries that happened at or after this must still be kept, ms since 1970. */
  readonly #keptSince: number;
  /** The newest line about a delivery that is kept otherwise, by delivery. */
  readonly #otherwise = new Map<number, EndLine>();
  readonly #replays: DeliveriesActed[] = [];

  constructor(reader: TrailReader, keptSince: number) {
    this.#reader = reader;
    this.#keptSince = keptSince;
  }

  /** @param lines of one page, in their order */
  async read(lines: readonly DeliveryLine[]): Promise<FaultyEnd | null> {
    const ends = lines.filter((each): each is EndLine => "end" in each);
    const kept = await this.#reader.endsOf(ends.map(({ end }) => end.deliveryId));
    const missing = await this.#missingOf(ends.filter(({ end }) => !kept.has(end.deliveryId)));
    if (missing !== null) return { kind: "delivery-missing", line: missing.line };
    for (const each of lines) {
      if ("replay" in each) {
        this.#replays.push(each.replay);
        this.#sentAgain(each.replay);
      } else if ("startedFrom" in each) this.#startedFrom(each.startedFrom);
      else {
        const ended = this.#otherwise.get(each.end.deliveryId);
        // Kept otherwise than its line says, and an end of its own since: nobody had it sent again.
        if (ended?.end.isInOrder === true && each.end.isInOrder === true && kept.has(each.end.deliveryId)) {
          return { kind: "delivery", line: ended.line };
        }
        this.#compare(each, kept.get(each.end.deliveryId));
      }
    }
    return null;
  }

  /** After the last line: what was asked for and waits to be logged counts as recorded. */
  async faultAtEnd(): Promise<FaultyEnd | null> {
    if (this.#otherwise.size === 0) return null;
    for (const entry of await this.#reader.waitingEntries()) {
      const replay = replayOf(entry);
      if (replay !== null) this.#sentAgain(replay);
    }
    const [first] = this.#otherwise.values();
    return first === undefined ? null : { kind: "delivery", line: first.line };
  }

  #compare(each: EndLine, kept: SettledDelivery | null | undefined): void {
    const { deliveryId } = each.end;
    if (kept === undefined) return;
    if (faultyDelivery(each.end, kept)) {
      if (!this.#wasSentAgain(each.end)) this.#otherwise.set(deliveryId, each);
      return;
    }
    this.#otherwise.delete(deliveryId);
    this.compared += 1;
  }

  #sentAgain(replay: WhichDeliveries): void {
    for (const { end } of this.#otherwise.values()) {
      if (isMeant(replay, end)) this.#otherwise.delete(end.deliveryId);
    }
  }

  /** Whether a line before its own says that it was put back after it ended so: the hub enters ends up to a second later. */
  #wasSentAgain(end: SettledDelivery): boolean {
    return this.#replays.some((replay) => (replay.doneAt ?? 0) >= end.settledAt && isMeant(replay, end));
  }

  /** Ends that the state did not have at a start are made once more. */
  #startedFrom(committedUpTo: number | null): void {
    for (const { end, enteredAt } of this.#otherwise.values()) {
      if (enteredAt > (committedUpTo ?? 0)) this.#otherwise.delete(end.deliveryId);
    }
  }

  /** The first of those gone whose time was not over: a delivery is queued with its event, and both go by that time. */
  async #missingOf(gone: readonly EndLine[]): Promise<EndLine | null> {
    if (gone.length === 0) return null;
    const events = await this.#reader.eventsOf([...new Set(gone.map(({ end }) => end.eventId))]);
    const recent = new Set<EventId>(events.filter(({ at }) => at >= this.#keptSince).map(({ id }) => id));
    return gone.find(({ end }) => recent.has(end.eventId)) ?? null;
  }
}

function isMeant({ deliveryId, endpointId }: WhichDeliveries, end: SettledDelivery): boolean {
  return (deliveryId ?? end.deliveryId) === end.deliveryId && (endpointId ?? end.endpointId) === end.endpointId;
}

/** Which deliveries an entry puts back in the queue; null where it does something else. */
export function replayOf(entry: Entry): DeliveriesActed | null {
  return entry.kind === "delivery-action" && entry.action.do === "replay" ? entry.action : null;
}
