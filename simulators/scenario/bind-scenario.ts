import type { City, Gauge, Station } from "../../domain/city/city.ts";
import { areaOfKind } from "../../domain/city/city.ts";
import { isExerciseStation } from "../../domain/governance/exercise.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { scenarioTexts } from "../../locales/simulation/scenarios.ts";
import { type ConfigProblem, pathText } from "../../yaml/problem.ts";
import type { YamlSource } from "../../yaml/read-yaml.ts";
import { middleOf } from "../physics/network/sites.ts";
import type { Hyetograph, StormCell, WaterEvent } from "../physics/water.ts";
import { centreBefore } from "./cell-path.ts";
import { placesOf, stationsChosen } from "./places.ts";
import type { ExerciseCurve, FaultRule, Scenario } from "./scenario.ts";
import type {
  CellSpec,
  EventSpec,
  ExerciseSpec,
  FaultSpec,
  HyetographSpec,
  PlacesSpec,
  ScenarioFile,
} from "./scenario-schema.ts";

type Path = readonly PropertyKey[];

/** A scenario file bound to the stations of a city, and what in it does not fit that city. */
export interface BoundScenario {
  readonly scenario: Scenario;
  readonly problems: readonly ConfigProblem[];
}

/** @param source where the file's parts were written, for problems */
export function bindScenario(
  file: ScenarioFile,
  { name, city, source }: { readonly name: string; readonly city: City; readonly source: YamlSource },
): BoundScenario {
  const binder = new Binder(city, source, file.lasts);
  const scenario: Scenario = {
    name,
    title: file.title,
    note: file.note,
    startsAt: binder.moment(file.starts, ["starts"]),
    seconds: file.lasts,
    stepSeconds: file.step,
    weather: {
      antecedentWetness: file.weather.antecedentWetness,
      cells: file.weather.cells.map((cell, index) => binder.cell(cell, ["weather", "cells", index])),
    },
    events: file.events.flatMap((event, index) => binder.events(event, ["events", index])),
    faults: file.faults.map((fault, index) => binder.fault(fault, ["faults", index])),
    people: file.people,
    isDrill: file.drill,
    exercise: file.exercise.flatMap((each, index) => binder.exercise(each, ["exercise", index])),
  };
  if (file.exercise.length > 0 && !file.drill) {
    binder.refuse(["exercise"], scenarioTexts["wanted.drill"], "drill: false");
  }
  return { scenario, problems: binder.problems };
}

/** Binds parts of a file to one city and gathers what does not fit. */
class Binder {
  readonly problems: ConfigProblem[] = [];
  readonly #city: City;
  readonly #source: YamlSource;
  readonly #lasts: number;

  constructor(city: City, source: YamlSource, lasts: number) {
    this.#city = city;
    this.#source = source;
    this.#lasts = lasts;
  }

  refuse(path: Path, wanted: BilingualText, got: BilingualText | string, fix: BilingualText | null = null): void {
    this.problems.push({ where: this.#source.placeOf(path), path: pathText(path), wanted, got, fix });
  }

  /** A local time as ms since 1970. */
  moment(text: string, path: Path): number {
    const { timeZone } = this.#city;
    try {
      return Temporal.PlainDateTime.from(text.replace(" ", "T")).toZonedDateTime(timeZone).epochMilliseconds;
    } catch {
      this.refuse(path, fill(scenarioTexts["wanted.time-that-is"], { zone: timeZone }), text);
      return 0;
    }
  }

  places(choice: PlacesSpec, path: Path): readonly Station[] {
    const found = stationsChosen(choice, this.#city);
    if (found.length === 0) {
      const got = fill(scenarioTexts["no-such-places"], { choice: JSON.stringify(choice) });
      this.refuse(path, placesOf(this.#city), got, scenarioTexts["fix.no-such-places"]);
    }
    return found;
  }

  cell({ rain, after, over, overAt, axesKm, heading, speedKmh }: CellSpec, path: Path): StormCell {
    const made: StormCell = { hyetograph: hyetographOf(rain), startsAt: after, axesKm, heading, speedKmh };
    if (over === undefined || overAt === undefined) return made;
    const stations = this.places(over, [...path, "over"]);
    if (stations.length === 0) return made;
    return { ...made, centre: centreBefore(middleOf(stations), { heading, speedKmh, seconds: overAt - after }) };
  }

  events(event: EventSpec, path: Path): readonly WaterEvent[] {
    this.#checkSpan(event, path);
    switch (event.kind) {
      case "baseflow-recession":
        return [event];
      case "power-cut": {
        const { districtOf, ...others } = event;
        const [first] = this.places(districtOf, [...path, "districtOf"]);
        if (first === undefined) return [];
        const areaCode = areaOfKind(this.#city, first.areaCode, "district")?.code ?? first.areaCode;
        return [{ ...others, areaCode }];
      }
      case "pump-failure":
      case "dam-collapse":
      case "upstream-flood":
      case "sludge-stirred":
      case "cable-fault": {
        const { at, ...others } = event;
        return this.places(at, [...path, "at"]).map(({ id }) => ({ ...others, stationId: id }));
      }
    }
  }

  fault({ at, share, count, size, ...fault }: FaultSpec, path: Path): FaultRule {
    this.#checkSpan(fault, path);
    return {
      ...fault,
      ...(share === undefined ? {} : { share }),
      ...(count === undefined ? {} : { count }),
      ...(size === undefined ? {} : { size }),
      ...(at === undefined ? {} : { stations: this.places(at, [...path, "at"]).map(({ id }) => id) }),
    };
  }

  exercise({ property, points }: ExerciseSpec, path: Path): readonly ExerciseCurve[] {
    const city = this.#city;
    const gauges = [...city.gauges.values()].filter(
      (gauge) => gauge.property === property && isExerciseStation(city, gauge.stationId),
    );
    if (gauges.length === 0) {
      const wanted = fill(scenarioTexts["wanted.exercise-gauge"], { property });
      this.refuse([...path, "property"], wanted, scenarioTexts["got.none"], scenarioTexts["fix.no-such-places"]);
    }
    return gauges.map((gauge) => ({
      gaugeId: gauge.id,
      points: points.map(({ after, value, ofHighestLimit = 0 }, index) => ({
        seconds: after,
        value: value ?? ofHighestLimit * this.#highestLimit(gauge, [...path, "points", index, "ofHighestLimit"]),
      })),
    }));
  }

  #highestLimit({ id, thresholds }: Gauge, path: Path): number {
    const limits = Object.values(thresholds).map(({ value }) => value);
    if (limits.length === 0) this.refuse(path, scenarioTexts["wanted.limit"], id);
    return Math.max(0, ...limits);
  }

  #checkSpan({ from, to }: { readonly from: number; readonly to?: number }, path: Path): void {
    if (to !== undefined && to <= from)
      this.refuse([...path, "to"], scenarioTexts["wanted.before-end"], `${from} s, ${to} s`);
    const last = to ?? from;
    if (last <= this.#lasts) return;
    const wanted = fill(scenarioTexts["wanted.within"], { lasts: this.#lasts });
    this.refuse([...path, to === undefined ? "from" : "to"], wanted, `${last} s`);
  }
}

function hyetographOf(spec: HyetographSpec): Hyetograph {
  switch (spec.kind) {
    case "zhengzhou-2021-07-20":
      return spec;
    case "chicago": {
      const { lasts, ...others } = spec;
      return { ...others, minutes: lasts / 60 };
    }
    case "block": {
      const { lasts, ...others } = spec;
      return { ...others, minutes: lasts / 60 };
    }
  }
}
