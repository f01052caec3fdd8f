import type { Clock } from "../domain/clock.ts";

/** How long an answer from memory may be behind what another process changed. */
const freshForMs = 500;

/** Where tokens are kept: by id of a device, or of an API token. */
export interface TokenSource<Kept> {
  /** A number that changes whenever a token is added or revoked. */
  revision(): Promise<number>;
  /** What is kept of each id that is known. */
  fetch(ids: readonly string[]): Promise<ReadonlyMap<string, Kept>>;
}

/** What is kept under an id, from memory where that is sure to be no older than `freshForMs`. */
export interface TokenCache<Kept> {
  /**
   * @param isEnough judges what is kept; what is not enough in memory is fetched, so that a token that was added counts
   *   at once
   */
  find(id: string, isEnough: (kept: Kept) => boolean): Promise<Kept | undefined>;
  /** Something has changed, as far as the caller knows: what is in memory is looked at anew before it is given out. */
  recheck(): void;
}

/**
 * Keeps tokens that were asked for in memory. Ids asked for in the same turn of the event loop are fetched together:
 * after a restart of the hub all its devices sign in at once. Unknown ids are not kept, so that strangers fill nothing.
 */
export function createTokenCache<Kept>(source: TokenSource<Kept>, uptime: Clock): TokenCache<Kept> {
  const keptById = new Map<string, Kept>();
  let revision = 0;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | null = null;
  let batch: { readonly ids: Set<string>; readonly fetched: Promise<ReadonlyMap<string, Kept>> } | null = null;

  function checkRevision(): Promise<void> {
    if (uptime() - checkedAt < freshForMs) return Promise.resolve();
    const askedAt = uptime();
    checking ??= source
      .revision()
      .then((found) => {
        if (found !== revision) keptById.clear();
        revision = found;
        checkedAt = askedAt;
      })
      .finally(() => {
        checking = null;
      });
    return checking;
  }

  async function fetchBatch(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Kept>> {
    await new Promise((resolve) => setImmediate(resolve));
    batch = null;
    const asOf = revision;
    const found = await source.fetch([...ids]);
    // What was read before a change that has been noticed since is given out once and not kept.
    if (asOf === revision) for (const [id, kept] of found) keptById.set(id, kept);
    return found;
  }

  async function fetch(id: string): Promise<Kept | undefined> {
    if (batch === null) {
      const ids = new Set<string>();
      batch = { ids, fetched: fetchBatch(ids) };
    }
    batch.ids.add(id);
    return (await batch.fetched).get(id);
  }

  return {
    recheck() {
      checkedAt = Number.NEGATIVE_INFINITY;
    },
    async find(id, isEnough) {
      await checkRevision();
      const kept = keptById.get(id);
      return kept !== undefined && isEnough(kept) ? kept : fetch(id);
    },
  };
}
