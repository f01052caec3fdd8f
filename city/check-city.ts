import type { BilingualText } from "../domain/text.ts";
import { cityNotes } from "../locales/city.ts";
import { enumerated, fill } from "../locales/fill.ts";
import type { Endpoint } from "../webhooks/endpoints/endpoint-schema.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration } from "./city-files.ts";
import { dutyNotes } from "./duty/duty-notes.ts";
import { calendarNotes } from "./notes/calendar-notes.ts";
import { coverageNotes } from "./notes/coverage-notes.ts";
import { listedIds } from "./notes/listed-ids.ts";
import { spansWithoutRoom } from "./notes/note-spans.ts";
import { routingNotes } from "./notes/routing-notes.ts";
import { type CityDeclarations, readCity } from "./read-city.ts";

/** What `guanlan check` says of a city folder. */
export interface CityReport {
  readonly isSound: boolean;
  /** How many there are of each; empty when not sound. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly ConfigProblem[];
  /** Worth knowing and no mistake. */
  readonly notes: readonly BilingualText[];
  /** Those of a sound city. */
  readonly endpoints: readonly Endpoint[];
}

/**
 * Reads a city folder without throwing: all mistakes, or counts and notes.
 *
 * @param now our clock, ms since 1970: what lies ahead is noted; left out where nobody asks
 */
export function checkCity(
  folder: string,
  keepObservationsMs: number = Number.POSITIVE_INFINITY,
  now: number | null = null,
): CityReport {
  const { city, declared, problems, notes, alarms } = readCity(folder, null, keepObservationsMs);
  if (city === null || declared === null) return { isSound: false, counts: {}, problems, notes: [], endpoints: [] };
  const counts = {
    areas: city.areas.size,
    units: city.units.size,
    stations: city.stations.size,
    devices: city.devices.size,
    gauges: city.gauges.size,
    rules: declared.rules.size,
    alarms,
    endpoints: declared.endpoints.size,
  };
  return {
    isSound: true,
    counts,
    problems,
    notes: [
      ...unsetThresholds(declared),
      ...notes,
      ...spansWithoutRoom([...declared.gauges.values()].map(({ value }) => value.entry)),
      ...(declared.rules.size === 0 ? [] : coverageNotes(city, valuesOf(declared.rules))),
      ...emptyLists(declared),
      ...unitsWithoutPhone(declared),
      ...routingNotes(city),
      ...calendarNotes(city, now),
      ...demonstration(declared),
      ...(now === null ? [] : dutyNotes(city, now)),
      ...(declared.groups.casePolicy?.value.isDemonstration === true ? [cityNotes["demonstration-policy"]] : []),
    ],
    endpoints: valuesOf(declared.endpoints),
  };
}

function valuesOf<T>(declarations: ReadonlyMap<string, Declaration<T>>): readonly T[] {
  return [...declarations.values()].map(({ value }) => value);
}

/** Gauges that lack the same ones are one note, at the first of them. */
function unsetThresholds(declared: CityDeclarations): readonly BilingualText[] {
  const lacking = [...declared.gauges.values()].flatMap((gauge) => {
    const { id, thresholds } = gauge.value.entry;
    const unset = Object.keys(thresholds).filter((name) => thresholds[name] === "unset");
    return unset.length === 0 ? [] : [{ id, unset, place: gauge.place }];
  });
  return [...Map.groupBy(lacking, ({ unset }) => unset.join(" ")).values()].flatMap((gauges) => {
    const [first] = gauges;
    if (first === undefined) return [];
    const ids = listedIds(gauges.map(({ id }) => id));
    const note = fill(cityNotes["unset-thresholds"], { gauge: ids, thresholds: enumerated(first.unset) });
    return [fill(cityNotes["at-place"], { place: first.place(["thresholds"], "key"), note })];
  });
}

function emptyLists(declared: CityDeclarations): readonly BilingualText[] {
  return [
    ...(declared.rules.size === 0 ? [cityNotes["no-rules"]] : []),
    ...(declared.endpoints.size === 0 ? [cityNotes["no-endpoints"]] : []),
  ];
}

/** Units that some station has and that nobody can ring from a webhook. */
function unitsWithoutPhone({ units, stations }: CityDeclarations): readonly BilingualText[] {
  const rung = [...stations.values()].filter(({ value }) => value.phone === undefined).map(({ value }) => value.unit);
  const silent = [...new Set(rung)].filter((id) => units.get(id)?.value.phone === undefined);
  return silent.length === 0 ? [] : [fill(cityNotes["no-phone"], { units: enumerated(silent) })];
}

function demonstration(declared: CityDeclarations): readonly BilingualText[] {
  const rules = [...declared.rules.values()].filter((rule) => rule.value.isDemonstration).length;
  const units = [...declared.units.values()].filter((unit) => unit.value.isDemonstration).length;
  const thresholds = [...declared.gauges.values()]
    .flatMap((gauge) => Object.values(gauge.value.entry.thresholds))
    .filter((threshold) => threshold !== "unset" && threshold.isDemonstration).length;
  if (rules + units + thresholds === 0) return [];
  return [fill(cityNotes.demonstration, { rules, thresholds, units })];
}
