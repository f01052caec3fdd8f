import { rankOf } from "../../../domain/city/level.ts";
import type { AlarmKey } from "../../../domain/ids.ts";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { isJudged } from "../../../domain/observations/quality.ts";
import type { History, StateQueries, StoredTransition } from "../../../store/ports.ts";
import { cityIndex } from "./city-index.ts";
import { addLevels, emptyColumns, type Seen, type StateColumns } from "./state-columns.ts";

/** What a past state is read from. */
export interface Kept {
  readonly city: Seen["city"];
  readonly history: Pick<History, "newest">;
  readonly state: Pick<StateQueries, "transitions">;
}

/** After so many of its expected intervals without a reading a gauge counts as silent then. */
const silentIntervals = 3;

/** Gauges read at once, so that others' questions get their turn. */
const gaugesAtOnce = 2_000;

/** Transitions that are looked through for what was up: pages of 1,000. */
const mostPages = 20;

/**
 * How everything stood at a time that has passed, from what is kept: readings under their newest flags, and alarms as they moved.
 * What only the running hub knows, maintenance and doubts of that hour, is not told: a gauge was live, silent, or said nothing usable.
 */
export async function columnsThen(
  kept: Kept,
  at: number,
): Promise<{ readonly columns: StateColumns; readonly levelsWhole: boolean }> {
  const columns = emptyColumns(kept.city);
  await addReadings(columns, kept, at);
  const { rows, isWhole } = await activeThen(kept.state, at);
  addLevels(columns, kept.city, rows);
  return { columns, levelsWhole: isWhole };
}

async function addReadings(columns: StateColumns, { city, history }: Kept, at: number): Promise<void> {
  const { gauges } = cityIndex(city);
  for (let from = 0; from < gauges.length; from += gaugesAtOnce) {
    const some = gauges.slice(from, from + gaugesAtOnce);
    const newest = await history.newest(
      some.map(({ id }) => id),
      at + 1,
    );
    for (const [i, { id, expectedIntervalMs }] of some.entries()) {
      const row = newest.get(id);
      if (row !== undefined && row.observedAt >= at - silentIntervals * expectedIntervalMs)
        place(columns, from + i, row);
    }
  }
}

function place(columns: StateColumns, at: number, { value, observedAt, flag }: Observation): void {
  const isUsable = isJudged(flag);
  columns.states[at] = gaugeStates.indexOf(isUsable ? "live" : "unusable");
  columns.observedAt[at] = observedAt;
  if (isUsable) columns.values[at] = value;
}

/** Alarms that were up, by the last that each of them did up to then. */
async function activeThen(state: Pick<StateQueries, "transitions">, at: number) {
  const last = new Map<AlarmKey, StoredTransition>();
  let before: string | null = null;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<StateQueries["transitions"]>> = await state.transitions(
      { to: at + 1 },
      { limit: 1_000, before },
    );
    for (const row of page.rows) if (row.effect === "live" && !last.has(row.alarmKey)) last.set(row.alarmKey, row);
    before = page.next;
    pages += 1;
  } while (before !== null && pages < mostPages);
  const rows = [...last.values()].flatMap((row) => (row.to === null ? [] : [{ last: row, level: row.to }]));
  return { rows: rows.toSorted((a, b) => rankOf(a.level) - rankOf(b.level)), isWhole: before === null };
}
