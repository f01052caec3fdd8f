import type { City } from "../../domain/city.ts";
import { type Level, levels } from "../../domain/level.ts";
import { type InfluxQuery, seriesOf } from "../influx-query.ts";
import type { Language } from "../languages.ts";
import { levelLooks, unknown } from "../level-looks.ts";

/** The limits of some gauges over time, as the hub writes them; a series each, named after the limit. */
export function limitsOf(where: string): InfluxQuery {
  return seriesOf(
    `SELECT last("value") FROM "threshold" WHERE ${where} AND $timeFilter GROUP BY time($__interval), "name" fill(none)`,
    "$tag_name",
  );
}

/** A limit as a plot draws it. */
export interface LimitLine {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

/** Every limit gauges of the city may have: the four levels, and the names of thresholds in its files. */
export function limitLines(city: City, language: Language): readonly LimitLine[] {
  const names = new Set([...city.gauges.values()].flatMap((gauge) => Object.keys(gauge.thresholds)));
  return [...new Set([...levels, ...names])].map((id) => {
    const look = levelLooks[levelIn(id)];
    return {
      id,
      name: look === undefined ? id : `${look.mark} ${look.name[language]}`,
      colour: look?.colour ?? unknown,
    };
  });
}

/** Which level a limit is named after, such as `demoBlue`; -1 for none. */
function levelIn(name: string): number {
  return levels.findIndex((level: Level) => name.toLowerCase().endsWith(level));
}
