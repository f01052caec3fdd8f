import { HubError } from "../domain/errors.ts";
import { fill } from "../locales/fill.ts";
import { processorTexts } from "../locales/hub/processor.ts";
import type { SavedEntry, SavedState } from "../store/ports.ts";
import { savedOf } from "./step.ts";

/** How values without a schema of their own are kept: JSON as it was, under a version. */
interface VersionedValue {
  readonly version: 1;
  readonly is: unknown;
}

/** @param changed by key; null for what is to be removed */
export function saveValues(step: string, changed: ReadonlyMap<string, unknown>): readonly SavedEntry[] {
  return [...changed].map(([key, is]) => ({
    step,
    key,
    state: is === null ? null : ({ version: 1, is } satisfies VersionedValue),
  }));
}

/**
 * What `saveValues` kept, as its step alone writes it.
 *
 * @throws {HubError} `rules.saved_state_unreadable`
 */
export function readValues<Key extends string, Value>(state: SavedState, step: string): ReadonlyMap<Key, Value> {
  const values = new Map<Key, Value>();
  for (const [key, saved] of savedOf(state, step)) {
    const { version, is } = (saved ?? {}) as Partial<VersionedValue>;
    if (version !== 1) throw unreadable(step, key, saved);
    values.set(key as Key, is as Value);
  }
  return values;
}

function unreadable(step: string, key: string, saved: unknown): HubError {
  return new HubError(
    "rules.saved_state_unreadable",
    fill(processorTexts["saved-state"], { key, step, got: String(JSON.stringify(saved)).slice(0, 200) }),
  );
}
