import type { GaugeState } from "../../../../domain/observations/gauge-state.ts";
import type { BilingualText } from "../../../../domain/text.ts";
import { mapTexts } from "../../../../locales/console/map.ts";

/** `/state`, as far as tests read it. */
export interface StateOfApi {
  readonly states: string;
  readonly levels: string;
  readonly stationLevels: string;
  readonly values: readonly (number | null)[];
}

/** `/catalogue`, as far as tests read it. */
export interface CatalogueOfApi {
  readonly states: readonly GaugeState[];
  readonly stations: readonly {
    readonly stationId: string;
    readonly name: BilingualText;
    readonly isExercise?: true;
  }[];
  readonly gauges: readonly { readonly gaugeId: string; readonly station: number }[];
}

export interface CaseCounts {
  readonly open: number;
  readonly unacknowledged: number;
  readonly overdue: number;
}

/** What the figures of the map have to say by what the API says now; stations of drills are none of the city. */
export async function figuresByApi(
  get: <T>(path: string) => Promise<T>,
  catalogue: CatalogueOfApi,
): Promise<Readonly<Record<string, string>>> {
  const [state, { counts }] = await Promise.all([
    get<StateOfApi>("/state"),
    get<{ readonly counts: CaseCounts }>("/cases?sort=due&counts=true&limit=1"),
  ]);
  return figuresOf({ state, counts, catalogue });
}

/** The same of answers that are at hand. */
export function figuresOf({
  state: { states, stationLevels },
  counts,
  catalogue,
}: {
  readonly state: Pick<StateOfApi, "states" | "stationLevels">;
  readonly counts: CaseCounts;
  readonly catalogue: CatalogueOfApi;
}): Readonly<Record<string, string>> {
  const isOfCity = (station: number): boolean => catalogue.stations[station]?.isExercise !== true;
  const gauges = [...states].filter((_, place) => isOfCity(catalogue.gauges[place]?.station ?? -1));
  const of = (name: GaugeState): number => gauges.filter((digit) => catalogue.states[Number(digit)] === name).length;
  const levels = [...stationLevels].filter((_, station) => isOfCity(station));
  const at = (level: number): number => levels.filter((digit) => Number(digit) === level).length;
  return {
    [mapTexts["red-alarms"].zh]: String(at(4)),
    [mapTexts.unacknowledged.zh]: String(counts.unacknowledged),
    [mapTexts.overdue.zh]: String(counts.overdue),
    [mapTexts.lesser.zh]: `${at(3)} / ${at(2)} / ${at(1)}`,
    [mapTexts.unknown.zh]: String(gauges.length - of("live") - of("maintenance")),
  };
}
