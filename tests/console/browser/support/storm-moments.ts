import type { Page } from "playwright-core";
import type { Level } from "../../../../domain/city/level.ts";
import { seeded } from "../../../support/seeded.ts";
import { until } from "../../../support/until.ts";
import { type CaseCounts, type CatalogueOfApi, figuresOf, type StateOfApi } from "./api-figures.ts";
import { figures, goTo, settled } from "./console-page.ts";
import type { StormRoom } from "./storm-room.ts";

export interface ActiveAlarm {
  readonly ruleId: string;
  readonly level: Level | null;
  readonly target: { readonly gaugeId?: string; readonly stationId?: string };
}

/** What page and API said at a moment of a storm. */
export interface Moment {
  readonly at: number;
  readonly figures: Readonly<Record<string, string>>;
  readonly state: StateOfApi;
  readonly counts: CaseCounts;
  readonly alarms: readonly ActiveAlarm[];
  /** Values of the list of stations, by the station's name. */
  readonly list: ReadonlyMap<string, string>;
  /** Values of one station's page, by gauge. */
  readonly station: ReadonlyMap<string, string>;
}

/** Ten minutes of the storm, rising: half of them in the two hours in which water comes, since a calm hour says little. */
export function tenMinutesOf(seed: number): readonly number[] {
  const random = seeded(seed);
  const within = (count: number, from: number, to: number) =>
    Array.from({ length: count }, () => from + Math.floor(random() * (to - from)));
  return [...within(3, 60, 360), ...within(5, 360, 480), ...within(2, 480, 590)].sort((a, b) => a - b);
}

export interface LookOptions {
  readonly at: number;
  readonly catalogue: CatalogueOfApi;
  /** Whose page is opened beside the list. */
  readonly stationId: string;
}

/** Reads the API, and the page once its figures are the API's; the storm's clock stands meanwhile. */
export async function lookAt(page: Page, room: StormRoom, options: LookOptions): Promise<Moment> {
  const { at, catalogue, stationId } = options;
  const [state, { counts }, { rows: alarms }] = await Promise.all([
    room.get<StateOfApi>("/state"),
    room.get<{ readonly counts: CaseCounts }>("/cases?sort=due&counts=true&limit=1"),
    room.get<{ readonly rows: readonly ActiveAlarm[] }>("/alarms"),
  ]);
  await goTo(page, "/");
  const wanted = Object.entries(figuresOf({ state, counts, catalogue }));
  const isOfNow = async () => {
    const shown = await figures(page);
    return wanted.every(([name, figure]) => shown[name] === figure);
  };
  // What the page says in the end is compared by the test, which names the figure that is wrong.
  await until("the figures of the API on the page", isOfNow, 60_000).catch(() => undefined);
  const shown = await figures(page);
  // Figures may be the same for minutes; values that the stream has not brought yet are there from the start of a page.
  await page.reload();
  await goTo(page, "/stations");
  const list = new Map(await page.locator(".station-list ol > li > button").evaluateAll(valuesOfList));
  await goTo(page, `/stations/${stationId}`);
  await settled(page);
  const station = new Map(await page.locator(".station-gauges tbody tr").evaluateAll(valuesOfStation));
  return { at, figures: shown, state, counts, alarms, list, station };
}

/** Runs in the page. */
function valuesOfList(rows: readonly Element[]): readonly [string, string][] {
  return rows.map((row) => [
    row.querySelector("strong")?.textContent ?? "",
    row.querySelector(".station-value")?.textContent ?? "",
  ]);
}

/** Runs in the page. */
function valuesOfStation(rows: readonly Element[]): readonly [string, string][] {
  return rows.map((row) => [
    row.querySelector(".note")?.textContent?.split(" ")[0] ?? "",
    row.querySelector("td.number")?.textContent ?? "",
  ]);
}
