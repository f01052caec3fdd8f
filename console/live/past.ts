import { callApi } from "../api/client.ts";
import type { StateAnswer } from "../api/wire.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { forgetFrames, frameAt } from "./kept-frames.ts";
import { columns } from "./live.ts";
import { Store, useStore } from "./store.ts";

/** How everything stood at a moment that has passed, instead of the live picture. */
export interface Past {
  /** Ms since 1970. */
  readonly at: number;
  /** Of `shownAt`; null before the first has come. */
  readonly columns: Columns | null;
  /** Moment that the columns are of: the one before while the next is read. */
  readonly shownAt: number | null;
  /** False where alarms older than what was looked through may have been up. */
  readonly levelsWhole: boolean;
  readonly isMissing: boolean;
}

/** Null while the picture is the live one. */
export const past = new Store<Past | null>(null);

let asking: AbortController | null = null;

/** Shows the picture of a moment, or the live one again. @param at ms since 1970; null for live */
export async function lookAt(at: number | null): Promise<void> {
  asking?.abort();
  if (at === null) {
    forgetFrames();
    past.set(null);
    return;
  }
  const frame = frameAt(at);
  if (frame !== null) past.set({ ...frame, at, shownAt: at, isMissing: false });
  else await askFor(at);
}

async function askFor(at: number): Promise<void> {
  const asked = new AbortController();
  asking = asked;
  const before = past.value ?? { columns: null, shownAt: null, levelsWhole: true };
  past.set({ ...before, at, isMissing: false });
  const path = `/state?at=${encodeURIComponent(new Date(at).toISOString())}`;
  const answer = await callApi<StateAnswer>(path, { signal: asked.signal });
  if (asked.signal.aborted || past.value?.at !== at) return;
  if (answer.kind !== "ok") past.set({ ...past.value, isMissing: true });
  else {
    const { levelsWhole } = answer.body;
    past.set({ at, columns: columnsOf(answer.body), shownAt: at, levelsWhole, isMissing: false });
  }
}

/** What the picture shows: a past moment where one is looked at, else now. Null before either has come. */
export function shownColumns(): Columns | null {
  return past.value === null ? columns.value : past.value.columns;
}

export function useShownColumns(): Columns | null {
  const now = useStore(columns, (each) => each);
  const then = useStore(past, (each) => each);
  return then === null ? now : then.columns;
}

/** Calls whenever what the picture shows is another. @returns ends it */
export function onShownColumns(listener: () => void): () => void {
  const ends = [columns.subscribe(() => past.value === null && listener()), past.subscribe(listener)];
  return () => {
    for (const end of ends) end();
  };
}

/** Whether the picture is of the past: nothing can be done about it then. */
export function usePast(): boolean {
  return useStore(past, (each) => each !== null);
}
