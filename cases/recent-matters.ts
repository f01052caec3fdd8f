import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import { hourMs } from "../domain/clock.ts";
import type { Case } from "../domain/governance/case.ts";
import type { AlarmKey, CaseId } from "../domain/ids.ts";

/** What is known of one hazard at one station while no case of it is open, and for an hour. A JSON value. */
export interface RecentMatter {
  /** The case that closed last; null while one is open. */
  readonly closed: Case | null;
  /** Observation times at which a case was opened, or opened again, within the hour before the last of them; oldest first. */
  readonly openings: readonly number[];
  /** Those at which, or since which, a live reading first showed a level; absent in what was saved before they were kept apart. */
  readonly liveOpenings?: readonly number[];
  /** Alarms that are gone and kept up for people, as they chatter; absent for none. */
  readonly away?: readonly AlarmKey[];
}

const nothingKnown: RecentMatter = { closed: null, openings: [], liveOpenings: [] };

/** Two matters an hour may be two; a third says that it flaps. */
const mattersAnHour = 2;
/** Returns of one matter within an hour that page as they come, the first included. */
const pagesAnHour = 3;

/** Which cases closed lately, so that a hazard that is soon back opens its case again; one at most for each hazard and station. */
export class RecentMatters {
  readonly #matters = new Map<string, RecentMatter>();
  readonly #changed = new Set<string>();
  /** Hazard and station of each case that is over and the newest of them. */
  readonly #keys = new Map<CaseId, string>();

  /** The case that is over and the newest of its hazard and station; null while one is open, and where none ever was. */
  closed(key: string): Case | null {
    return this.#matters.get(key)?.closed ?? null;
  }

  /**
   * Whether an alarm raised now is about the same matter as the case that closed last.
   *
   * A rule with delays has said how long its hazard must be away to be over: back within the hour, it is the same matter. One without
   * judges reading by reading, and is taken to flap from its third time within an hour on.
   */
  isSameMatter(key: string, { at, delaysMs = 0 }: Pick<AlarmTransition, "at" | "delaysMs">): boolean {
    const { openings } = this.#matters.get(key) ?? nothingKnown;
    return delaysMs > 0 || openingsBefore(openings, at).length >= mattersAnHour;
  }

  /** Whether people have been paged often enough within the hour that one more return at a level they know need not. */
  isKnownToChatter(key: string, at: number): boolean {
    const { openings, liveOpenings = openings } = this.#matters.get(key) ?? nothingKnown;
    return openingsBefore(liveOpenings, at).length >= pagesAnHour;
  }

  opened(key: string, at: number): void {
    const known = this.#matters.get(key) ?? nothingKnown;
    const { openings, liveOpenings = openings } = known;
    this.#set(key, { ...known, closed: null, openings: [...openingsBefore(openings, at), at], liveOpenings });
  }

  /** A live reading has shown a level of a case for the first time since it was opened, or opened again. */
  shownLive(key: string, at: number): void {
    const known = this.#matters.get(key) ?? nothingKnown;
    const { openings, liveOpenings = openings } = known;
    this.#set(key, { ...known, liveOpenings: [...openingsBefore(liveOpenings, at), at] });
  }

  /** Alarms that are gone and kept up for people, as they chatter. */
  away(key: string): readonly AlarmKey[] {
    return this.#matters.get(key)?.away ?? [];
  }

  setAway(key: string, alarmKey: AlarmKey, isAway: boolean): void {
    const known = this.#matters.get(key) ?? nothingKnown;
    const { away = [], ...others } = known;
    if (away.includes(alarmKey) === isAway) return;
    const still = isAway ? [...away, alarmKey] : away.filter((each) => each !== alarmKey);
    this.#set(key, still.length === 0 ? others : { ...others, away: still });
  }

  setClosed(key: string, closed: Case): void {
    this.#set(key, { ...(this.#matters.get(key) ?? nothingKnown), closed });
  }

  /** The case of that id where it is over and the newest of its hazard and station; null otherwise. */
  newestOver(caseId: CaseId): Case | null {
    const key = this.#keys.get(caseId);
    const closed = key === undefined ? null : this.closed(key);
    return closed?.id === caseId ? closed : null;
  }

  restore(matters: ReadonlyMap<string, RecentMatter>): void {
    for (const [key, matter] of matters) this.#take(key, matter);
  }

  /** What changed since the last call and must be found again after a restart. */
  drainChanges(): ReadonlyMap<string, RecentMatter> {
    const drained = new Map([...this.#changed].map((key) => [key, this.#matters.get(key) ?? nothingKnown]));
    this.#changed.clear();
    return drained;
  }

  #set(key: string, matter: RecentMatter): void {
    this.#take(key, matter);
    this.#changed.add(key);
  }

  #take(key: string, matter: RecentMatter): void {
    const known = this.closed(key);
    if (known !== null) this.#keys.delete(known.id);
    if (matter.closed !== null) this.#keys.set(matter.closed.id, key);
    this.#matters.set(key, matter);
  }
}

function openingsBefore(openings: readonly number[], at: number): readonly number[] {
  return openings.filter((openedAt) => openedAt <= at && at - openedAt < hourMs);
}
