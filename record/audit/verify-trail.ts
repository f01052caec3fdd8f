import type { AuditAnchor } from "../../domain/governance/audit-anchor.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import { chainFault } from "../../domain/governance/audit-chain.ts";
import type { TrailReader } from "../../store/ports.ts";
import type { TrailFault, TrailFaultKind, TrailOutcome } from "../ports.ts";
import { AnchorCheck } from "./anchor-check.ts";
import { DeliveryCheck } from "./delivery-check.ts";
import { EntryCheck } from "./entry-check.ts";
import { eventRefOf, faultyEvent } from "./kept-records.ts";

export interface TrailCheck {
  /** Kept outside the data folder, their signatures checked; none where nobody keeps any. */
  readonly anchors: readonly AuditAnchor[];
  /** Events that happened at or after this must still be kept, and their deliveries, ms since 1970. */
  readonly eventsKeptSince: number;
  /** Called with each line that is in place. */
  onLine?(line: AuditRecord): void;
}

/** Lines read at once. */
const pageSize = 500;

/**
 * Reads the whole audit trail and what it records, and holds one against the other: the chain, the entries of the log, the
 * events, the ends of deliveries, and the anchors. It stops at the first fault.
 *
 * A chain shows a line that was changed, left out, put in or moved. That its end was cut off, or all of it written anew, only
 * an anchor shows that was kept where whoever did it could not write.
 */
export async function verifyTrail(reader: TrailReader, check: TrailCheck): Promise<TrailOutcome> {
  // Before the lines: what is decided meanwhile has lines that are read.
  const decided = await reader.decidedEntry();
  const trail = new TrailWalk(reader, check);
  for (;;) {
    const page = await reader.linesAfter(trail.last?.auditSeq ?? 0, pageSize);
    const fault = await trail.read(page);
    if (fault !== null) return trail.outcome(fault);
    // What deliveries are is read after a page: what became of them until then may stand in lines that came meanwhile.
    if (page.length === 0) return trail.outcome(await trail.end(decided));
  }
}

/** What a walk along the trail has seen so far. */
class TrailWalk {
  last: AuditRecord | null = null;
  readonly #reader: TrailReader;
  readonly #check: TrailCheck;
  readonly #entries: EntryCheck;
  readonly #anchors: AnchorCheck;
  readonly #deliveries: DeliveryCheck;
  #events = 0;
  #expired = 0;

  constructor(reader: TrailReader, check: TrailCheck) {
    this.#reader = reader;
    this.#check = check;
    this.#entries = new EntryCheck(reader);
    this.#anchors = new AnchorCheck(check.anchors);
    this.#deliveries = new DeliveryCheck(reader, check.eventsKeptSince);
  }

  /** @returns the first fault in a page of lines; null for none */
  async read(page: readonly AuditRecord[]): Promise<TrailFault | null> {
    for (const line of page) {
      const kind = chainFault(this.last, line) ?? this.#anchors.faultAt(line) ?? (await this.#entries.faultAt(line));
      if (kind !== null) return faultOf(kind, line);
      this.#check.onLine?.(line);
      this.last = line;
    }
    const fault = await this.#readEvents(page);
    if (fault !== null) return fault;
    const faulty = await this.#deliveries.read(this.#entries.drainDeliveries());
    return faulty === null ? null : faultOf(faulty.kind, faulty.line);
  }

  /** @param decided the last entry that had been decided when the walk began */
  async end(decided: number): Promise<TrailFault | null> {
    const faulty = await this.#deliveries.faultAtEnd();
    if (faulty !== null) return faultOf(faulty.kind, faulty.line);
    const next = (this.last?.auditSeq ?? 0) + 1;
    const kind = this.#anchors.faultAtEnd() ?? (await this.#entries.faultAtEnd(decided));
    return kind === null ? null : { kind, auditSeq: next, line: null };
  }

  outcome(fault: TrailFault | null): TrailOutcome {
    const { last } = this;
    return {
      fault,
      lines: last?.auditSeq ?? 0,
      last,
      compared: { entries: this.#entries.compared, events: this.#events, deliveries: this.#deliveries.compared },
      expiredEvents: this.#expired,
      anchors: this.#check.anchors.length,
      newestAnchor: this.#check.anchors.at(-1) ?? null,
    };
  }

  async #readEvents(page: readonly AuditRecord[]): Promise<TrailFault | null> {
    const lines = page.flatMap((line) => {
      const id = eventRefOf(line);
      return id === null ? [] : [{ line, id }];
    });
    if (lines.length === 0) return null;
    const kept = new Map((await this.#reader.eventsOf(lines.map(({ id }) => id))).map((event) => [event.id, event]));
    for (const { line, id } of lines) {
      const event = kept.get(id);
      if (event === undefined) {
        if (line.at >= this.#check.eventsKeptSince) return faultOf("event-missing", line);
        this.#expired += 1;
        continue;
      }
      if (faultyEvent(line, event)) return faultOf("event", line);
      this.#events += 1;
    }
    return null;
  }
}

function faultOf(kind: TrailFaultKind, { auditSeq, at, kind: what, subject }: AuditRecord): TrailFault {
  return { kind, auditSeq, line: { at, kind: what, subject } };
}
