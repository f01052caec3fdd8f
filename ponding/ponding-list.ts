import { canonicalJson } from "../domain/canonical-json.ts";
import type { City, Station } from "../domain/city/city.ts";
import type { PondingListing } from "../domain/city/ponding-listing.ts";
import type { PondingChange, PondingRecord } from "../domain/governance/ponding-record.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { StationId } from "../domain/ids.ts";
import type { PondingAction, PondingMove } from "../domain/inputs/acts/ponding-action.ts";
import { zonedInstants } from "../domain/time/zoned-instant.ts";
import { fill } from "../locales/fill.ts";
import { pondingRefusals } from "../locales/messages/ponding.ts";

/** Changes of one place that are kept at hand, the newest; all are in the log. */
const mostChanges = 200;

/**
 * The city's list of ponding places 内涝积水点清单: what its files say, and over that what officers did. A place that somebody
 * acted on is as they left it, whatever the files say later.
 */
export class PondingList {
  readonly #city: City;
  readonly #dayOf: (at: number) => string;
  readonly #records = new Map<StationId, PondingRecord>();
  readonly #changed = new Set<StationId>();
  #changes = 0;

  constructor(city: City) {
    this.#city = city;
    const written = zonedInstants(city.timeZone);
    this.#dayOf = (at) => written(at).slice(0, 10);
  }

  /** Grows with every change since the hub started. */
  get changes(): number {
    return this.#changes;
  }

  /** How a station stands to the list; of one that was never on it, revision 0 without a listing. */
  recordOf({ id, ponding }: Pick<Station, "id" | "ponding">): PondingRecord {
    return this.#records.get(id) ?? { stationId: id, listing: ponding ?? null, revision: 0, changes: [] };
  }

  /**
   * @param at our clock when it was entered, ms since 1970
   * @returns why it changes nothing; null where it is in effect
   */
  act(entry: PondingAction, at: number): Refusal | null {
    const station = this.#city.stations.get(entry.stationId);
    if (station === undefined)
      return refused("ponding.unknown_station", fill(pondingRefusals["unknown-station"], { id: entry.stationId }));
    const record = this.recordOf(station);
    const today = this.#dayOf(at);
    const refusal = refusalOf(entry, { record, station, today });
    if (refusal !== null) return refusal;
    const after = listingAfter(record.listing, entry.action, today);
    const change = {
      at,
      by: entry.by,
      do: entry.action.do,
      reason: entry.action.reason,
      before: record.listing,
      after,
    };
    this.#keep(recordAfter(record, change));
    return null;
  }

  restore(saved: ReadonlyMap<StationId, PondingRecord>): void {
    for (const [id, record] of saved) this.#records.set(id, record);
  }

  /** What changed since the last call: what must be found again after a restart. */
  drainChanges(): ReadonlyMap<StationId, PondingRecord> {
    const drained = new Map([...this.#records].filter(([id]) => this.#changed.has(id)));
    this.#changed.clear();
    return drained;
  }

  #keep(record: PondingRecord): void {
    this.#records.set(record.stationId, record);
    this.#changed.add(record.stationId);
    this.#changes += 1;
  }
}

function recordAfter({ stationId, revision, changes }: PondingRecord, change: PondingChange): PondingRecord {
  return {
    stationId,
    listing: change.after,
    revision: revision + 1,
    changes: [...changes, change].slice(-mostChanges),
  };
}

/** A place as it is when somebody acts on it. */
interface PlaceNow {
  readonly record: PondingRecord;
  readonly station: Station;
  readonly today: string;
}

function refusalOf({ ifRevision, action }: PondingAction, { record, station, today }: PlaceNow): Refusal | null {
  const { listing, revision, changes } = record;
  if (ifRevision !== undefined && ifRevision !== revision) {
    const blanks = { wanted: ifRevision, revision, by: changes.at(-1)?.by ?? "" };
    return refused("ponding.changed_since", fill(pondingRefusals["changed-since"], blanks));
  }
  const { name } = station;
  if (listing === null) {
    if (action.do !== "list")
      return refused("ponding.not_listed", fill(pondingRefusals["not-listed"], { station: name }));
  } else if (action.do === "list") {
    const blanks = { station: name, day: listing.listedOn };
    return refused("ponding.listed_already", fill(pondingRefusals["listed-already"], blanks));
  } else if (action.do === "change" && isSameListing(listing, listingAfter(listing, action, today))) {
    return refused("ponding.same", fill(pondingRefusals.same, { station: name }));
  }
  return refusalOfDay(action, today);
}

/** A review that is due today or was due before is nobody's plan. */
function refusalOfDay(action: PondingMove, today: string): Refusal | null {
  if (action.do === "delist" || action.reviewDueOn === undefined || action.reviewDueOn > today) return null;
  const blanks = { today, got: action.reviewDueOn };
  return refused("ponding.review_not_ahead", fill(pondingRefusals["review-not-ahead"], blanks));
}

function isSameListing(a: PondingListing, b: PondingListing | null): boolean {
  return b !== null && canonicalJson(a) === canonicalJson(b);
}

/** @param today day of the city's calendar */
function listingAfter(before: PondingListing | null, action: PondingMove, today: string): PondingListing | null {
  if (action.do === "delist") return null;
  if (action.do === "list") {
    const { facts, reviewDueOn } = action;
    return { listedOn: today, ...facts, reviewedOn: null, reviewDueOn, isDemonstration: false };
  }
  if (before === null) return null;
  const { facts, reviewDueOn = before.reviewDueOn } = action;
  const reviewedOn = action.do === "review" ? today : before.reviewedOn;
  // Whoever names the document it rests on vouches for it.
  const isDemonstration = facts.source === undefined && before.isDemonstration;
  return { ...before, ...facts, reviewedOn, reviewDueOn, isDemonstration };
}

function refused(code: Refusal["code"], words: Refusal["words"]): Refusal {
  return { code, words };
}
