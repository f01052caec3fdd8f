import type { AlarmKey } from "../../../domain/ids.ts";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import { isJudged } from "../../../domain/observations/quality.ts";
import type { History, NewestAt, StateQueries, StoredTransition } from "../../../store/ports.ts";
import { cityIndex } from "./city-index.ts";
import { addLevels, emptyColumns, type Seen, type StateColumns } from "./state-columns.ts";

/** What a past state is read from. */
export interface Kept {
  readonly city: Seen["city"];
  readonly history: Pick<History, "newestAtEach">;
  readonly state: Pick<StateQueries, "transitions">;
}

/** How everything stood at some moments that have passed. */
export interface PastColumns {
  /** In the order of the moments. */
  readonly frames: readonly StateColumns[];
  /** False where older alarms than were looked at may still have been up. */
  readonly levelsWhole: boolean;
}

/** After so many of its expected intervals without a reading a gauge counts as silent then. */
const silentIntervals = 3;

/** Gauges times moments read at once, so that others' questions get their turn. */
const mostAtOnce = 20_000;

/** Transitions from before the first moment that are looked through for what was up: pages of 1,000. */
const mostPages = 20;

/**
 * How everything stood at times that have passed, from what is kept: readings under their newest flags, and alarms as they moved.
 * What only the running hub knows, maintenance and doubts of that hour, is not told: a gauge was live, silent, or said nothing usable.
 *
 * @param moments ascending, at least one
 */
export async function columnsThen(kept: Kept, moments: readonly number[]): Promise<PastColumns> {
  const frames = moments.map(() => emptyColumns(kept.city));
  await addReadings(frames, kept, moments);
  const levelsWhole = await addLevelsThen(frames, kept, moments);
  return { frames, levelsWhole };
}

async function addReadings(
  frames: readonly StateColumns[],
  { city, history }: Kept,
  moments: readonly number[],
): Promise<void> {
  const ids = cityIndex(city).gauges.map(({ id }) => id);
  const ends = moments.map((at) => at + 1);
  const atOnce = Math.ceil(mostAtOnce / moments.length);
  for (let from = 0; from < ids.length; from += atOnce) {
    const told = await history.newestAtEach(ids.slice(from, from + atOnce), ends);
    for (const [i, row] of told.entries()) {
      const next = told[i + 1];
      hold(frames, row, { city, moments, until: next?.gaugeId === row.gaugeId ? next.moment : moments.length });
    }
  }
}

/** Writes a reading into every frame that it is the newest of, as long as it is good for. */
function hold(
  frames: readonly StateColumns[],
  row: NewestAt,
  {
    city,
    moments,
    until,
  }: { readonly city: Kept["city"]; readonly moments: readonly number[]; readonly until: number },
): void {
  const at = cityIndex(city).gaugeAt.get(row.gaugeId);
  const gauge = city.gauges.get(row.gaugeId);
  if (at === undefined || gauge === undefined) return;
  const goodUntil = row.observedAt + silentIntervals * gauge.expectedIntervalMs;
  for (let moment = row.moment; moment < until; moment++) {
    const columns = frames[moment];
    if (columns !== undefined && (moments[moment] ?? 0) <= goodUntil) place(columns, at, row);
  }
}

function place(columns: StateColumns, at: number, { value, observedAt, flag }: NewestAt): void {
  const isUsable = isJudged(flag);
  columns.states[at] = gaugeStates.indexOf(isUsable ? "live" : "unusable");
  columns.observedAt[at] = observedAt;
  if (isUsable) columns.values[at] = value;
}

/** Alarms that were up at each moment, by the last that each of them did up to then. @returns whether none was left out */
async function addLevelsThen(
  frames: readonly StateColumns[],
  { city, state }: Kept,
  moments: readonly number[],
): Promise<boolean> {
  const { rows, isWhole } = await transitionsUpTo(state, moments);
  const last = new Map<AlarmKey, StoredTransition>();
  let next = 0;
  for (const [moment, columns] of frames.entries()) {
    for (let row = rows[next]; row !== undefined && row.at <= (moments[moment] ?? 0); row = rows[++next])
      last.set(row.alarmKey, row);
    const up = [...last.values()].flatMap((row) => (row.to === null ? [] : [{ last: row, level: row.to }]));
    addLevels(columns, city, up);
  }
  return isWhole;
}

/** Transitions of alarms that count, oldest first: all between the moments, and as many of before as are looked through. */
async function transitionsUpTo(state: Kept["state"], moments: readonly number[]) {
  const [first = 0] = moments;
  const rows: StoredTransition[] = [];
  let before: string | null = null;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<StateQueries["transitions"]>> = await state.transitions(
      { to: (moments.at(-1) ?? first) + 1 },
      { limit: 1_000, before },
    );
    for (const row of page.rows) if (row.effect === "live") rows.push(row);
    before = page.next;
    if ((page.rows.at(-1)?.at ?? 0) <= first) pages += 1;
  } while (before !== null && pages < mostPages);
  return { rows: rows.reverse().toSorted((a, b) => a.at - b.at), isWhole: before === null };
}
