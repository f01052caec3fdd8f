import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import { type AuditedFact, factsOfEntry } from "../../domain/governance/audited-facts.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { TrailReader } from "../../store/ports.ts";
import type { TrailFaultKind } from "../ports.ts";
import { type DeliveryLine, replayOf } from "./delivery-check.ts";
import { entryRefOf, saysSame } from "./kept-records.ts";

/** Entries read at once. */
const pageSize = 500;

/** Walks along the log beside the trail: each entry has the lines that it should have, in the order of the log. */
export class EntryCheck {
  /** Lines held against the log. */
  compared = 0;
  readonly #reader: TrailReader;
  /** Entries read and not yet passed. */
  #ahead: LoggedEntry[] = [];
  #readUpTo = 0;
  /** The entry whose lines are being read; null before the first that a line names. */
  #now: { readonly entrySeq: number; readonly facts: readonly AuditedFact[]; readonly entry: LoggedEntry } | null =
    null;
  #factsSeen = 0;
  #deliveryLines: DeliveryLine[] = [];

  constructor(reader: TrailReader) {
    this.#reader = reader;
  }

  async faultAt(line: AuditRecord): Promise<TrailFaultKind | null> {
    const ref = entryRefOf(line);
    if (ref === null) return null;
    if (ref.entrySeq !== this.#now?.entrySeq) {
      const fault = await this.#moveTo(ref.entrySeq, ref.refusal);
      if (fault !== null) return fault;
    }
    const fact = this.#now?.facts[this.#factsSeen];
    if (fact === undefined || !saysSame(line, fact)) return "entry";
    this.#noteDelivery(line);
    this.#factsSeen += 1;
    this.compared += 1;
    return null;
  }

  /** @param decided the last entry whose lines must be there */
  async faultAtEnd(decided: number): Promise<TrailFaultKind | null> {
    if (this.#isUnfinished()) return "unrecorded";
    await this.#readTo(decided);
    const rest = this.#ahead.filter(({ entrySeq }) => entrySeq <= decided);
    return this.#now !== null && rest.some(isRecorded) ? "unrecorded" : null;
  }

  /** Lines about deliveries and starts met since the last call, in their order. */
  drainDeliveries(): readonly DeliveryLine[] {
    const lines = this.#deliveryLines;
    this.#deliveryLines = [];
    return lines;
  }

  async #moveTo(entrySeq: number, refusal: string | null): Promise<TrailFaultKind | null> {
    if (this.#isUnfinished()) return "unrecorded";
    if (this.#now !== null && entrySeq < this.#now.entrySeq) return "entry";
    await this.#readTo(entrySeq);
    const at = this.#ahead.findIndex((entry) => entry.entrySeq === entrySeq);
    const entry = this.#ahead[at];
    if (entry === undefined) return "entry-missing";
    // Entries before the first line that names one are those of releases without references.
    const isSkipping = this.#now !== null && this.#ahead.slice(0, at).some(isRecorded);
    if (isSkipping) return "unrecorded";
    for (const { entry: passed } of this.#ahead.splice(0, at + 1)) {
      if (passed.kind === "hub-started") this.#deliveryLines.push({ startedFrom: passed.countedUpTo });
    }
    this.#now = { entrySeq, entry, facts: factsOfEntry(entry, refusal) };
    this.#factsSeen = 0;
    return null;
  }

  #isUnfinished(): boolean {
    return this.#now !== null && this.#factsSeen < this.#now.facts.length;
  }

  #noteDelivery(line: AuditRecord): void {
    const logged = this.#now?.entry.entry;
    if (logged === undefined) return;
    const end = logged.kind === "deliveries-settled" ? logged.deliveries[this.#factsSeen] : undefined;
    const replay = replayOf(logged);
    if (end !== undefined) this.#deliveryLines.push({ line, end, enteredAt: this.#now?.entry.at ?? line.at });
    else if (replay !== null) this.#deliveryLines.push({ replay });
  }

  async #readTo(entrySeq: number): Promise<void> {
    while (this.#readUpTo < entrySeq) {
      const page = await this.#reader.entriesAfter(this.#readUpTo, pageSize);
      const newest = page.at(-1);
      if (newest === undefined) return;
      this.#ahead.push(...page);
      this.#readUpTo = newest.entrySeq;
    }
  }
}

function isRecorded(entry: LoggedEntry): boolean {
  return factsOfEntry(entry, null).length > 0;
}
