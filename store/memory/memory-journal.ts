import type { Clock } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { Reject, RejectReason } from "../../domain/observations/reject.ts";
import { fill } from "../../locales/fill.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import type { AppendGroup, KeptEntry, KeptGroup, PlacedEntry } from "../append-group.ts";
import { type AppendRow, AppendRules } from "../append-rules.ts";
import { storeError } from "../errors.ts";
import { GroupCommitter, type HubJournal } from "../group-commit.ts";
import type { AppendedObservation } from "../ports.ts";
import { MemoryRows } from "./memory-rows.ts";

/** A reject with its number; its payload is null once it was dropped. */
export interface NumberedReject {
  readonly rejectId: number;
  reject: Reject;
}

/** How much is kept of what is refused. */
export interface RejectLimits {
  readonly keepRejects: number;
  readonly keepRejectBytes: number;
}

/** What a journal in memory holds; it lasts as long as it is referred to. */
export class MemoryLog {
  readonly rows = new MemoryRows();
  readonly entries: LoggedEntry[] = [];
  /** The newest rejects with their numbers, oldest first. */
  readonly rejects: NumberedReject[] = [];
  readonly rejectCounts = new Map<RejectReason, number>();
  readonly keysById = new Map<GaugeId, GaugeKey>();
  readonly idsByKey = new Map<GaugeKey, GaugeId>();
  readonly #entriesOnce = new Map<string, LoggedEntry>();
  readonly #rules = new AppendRules(this.rows.asTable());
  readonly #limits: RejectLimits;
  #rejectId = 0;

  constructor(limits: RejectLimits) {
    this.#limits = limits;
  }

  keyOf(id: GaugeId): GaugeKey {
    const known = this.keysById.get(id);
    if (known !== undefined) return known;
    const key = (this.keysById.size + 1) as GaugeKey;
    this.keysById.set(id, key);
    this.idsByKey.set(key, id);
    return key;
  }

  /** @throws {HubError} `store.write_failed` for a row of no gauge; nothing is kept then */
  keep({ observations, rejects, entries }: AppendGroup): KeptGroup {
    const broken = observations.find(({ gauge }) => !Number.isInteger(gauge));
    if (broken !== undefined) {
      throw storeError("store.write_failed", fill(storeTexts["row-without-gauge"], { got: broken.gauge }));
    }
    const kept: KeptEntry[] = [];
    const enterUpTo = (rows: number): void => {
      for (let next = entries[kept.length]; next?.rowsBefore === rows; next = entries[kept.length]) {
        kept.push(this.#enter(next));
      }
    };
    const from = this.rows.all.length;
    let duplicates = 0;
    let conflicts = 0;
    observations.forEach((observation, index) => {
      enterUpTo(index);
      const outcome = this.#rules.keep(appendRow(observation));
      if (outcome === "duplicate") duplicates += 1;
      if (outcome === "beside") conflicts += 1;
    });
    enterUpTo(observations.length);
    for (const reject of rejects) this.#addReject(reject);
    return { rows: this.rows.all.slice(from), entries: kept, duplicates, conflicts, commitMs: 0 };
  }

  #enter({ entry, at, onceKey }: PlacedEntry): KeptEntry {
    const known = onceKey === null ? undefined : this.#entriesOnce.get(onceKey);
    if (known !== undefined) return { logged: known, isNew: false };
    const logged = { entrySeq: this.entries.length + 1, afterRow: this.rows.all.length, at, entry };
    this.entries.push(logged);
    if (onceKey !== null) this.#entriesOnce.set(onceKey, logged);
    return { logged, isNew: true };
  }

  #addReject(reject: Reject): void {
    this.#rejectId += 1;
    this.rejects.push({ rejectId: this.#rejectId, reject });
    this.rejectCounts.set(reject.reason, (this.rejectCounts.get(reject.reason) ?? 0) + reject.count);
    if (this.rejects.length > this.#limits.keepRejects) this.rejects.shift();
    this.#dropPayloads();
  }

  /** Payloads of the oldest messages go until the rest fits. */
  #dropPayloads(): void {
    const payloads = new Set(this.rejects.flatMap(({ reject }) => (reject.payload === null ? [] : [reject.payload])));
    let bytes = [...payloads].reduce((sum, payload) => sum + payload.length, 0);
    for (const oldest of payloads) {
      if (bytes <= this.#limits.keepRejectBytes) return;
      bytes -= oldest.length;
      for (const numbered of this.rejects) {
        if (numbered.reject.payload === oldest) numbered.reject = { ...numbered.reject, payload: null };
      }
    }
  }
}

function appendRow(observation: AppendedObservation): AppendRow {
  const { gauge, observedAt, receivedAt, value, flag, checks, deviceTime, seq, packet = 0 } = observation;
  return { gauge, observedAt, receivedAt, value, flag, checks, deviceTime, deviceSeq: seq, packet };
}

/** The journal of a log in memory: group commit, duplicates, dates and places as in every other. */
export function createMemoryJournal(
  log: MemoryLog,
  options: { readonly maxCommitRows: number; readonly clock: Clock },
): HubJournal {
  const end = { row: log.rows.all.length, entry: log.entries.length };
  const committer = new GroupCommitter(async (group) => log.keep(group), { ...options, end });
  return Object.assign(committer, {
    keysFor: async (ids: readonly GaugeId[]) => new Map(ids.map((id) => [id, log.keyOf(id)])),
  });
}
