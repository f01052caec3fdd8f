import type { City } from "../../domain/city/city.ts";
import type { Clock } from "../../domain/clock.ts";
import type { WithheldFields } from "../../domain/people/withheld-fields.ts";
import type { AccountStore, Page, PageRequest, TrailReader } from "../../store/ports.ts";
import type { Store } from "../../store/store.ts";

/** Where the contents of packs and reports are read from. */
export interface PackSource {
  readonly city: City;
  /** True where `city` and the store are a part of it, for somebody who sees no more; absent for the whole. */
  readonly isPart?: boolean;
  /** Fields that whoever reads what is made of it has no right to, and that the store here leaves out; absent for none. */
  readonly fields?: WithheldFields;
  readonly store: Pick<Store, "queries" | "history" | "ruleSets" | "journalReader" | "journal"> & {
    readonly people: Pick<AccountStore, "list">;
    readonly trail: Pick<TrailReader, "eventsOf">;
  };
  readonly clock: Clock;
  /** The hub, as webhooks name it. */
  readonly hub: string;
  /** Release of the software. */
  readonly version: string;
}

/** Rows of one list that a pack takes at most. */
const mostRows = 20_000;

/** All rows of a list, oldest first, `mostRows` at most: the newest. */
export async function allOf<Row>(list: (page: PageRequest) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let before: string | null = null;
  do {
    const page: Page<Row> = await list({ limit: 1_000, before });
    rows.push(...page.rows);
    before = page.next;
  } while (before !== null && rows.length < mostRows);
  return rows.reverse();
}
