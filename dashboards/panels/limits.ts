import { levels } from "../../domain/city/level.ts";
import type { Language } from "../../domain/text.ts";
import { type InfluxQuery, seriesOf } from "../influx-query.ts";
import { type Look, levelLooks } from "../level-looks.ts";

/** A limit as a plot draws it. */
export interface LimitLine {
  readonly name: string;
  readonly colour: string;
}

export interface LimitsSpec {
  readonly language: Language;
  /** Which gauges, as a WHERE clause. */
  readonly where: string;
  /** Whether what rises is grave, or what runs short. */
  readonly direction?: "above" | "below";
}

/**
 * What rules hold the values of some gauges against: a line a level, the gravest first, each where the first of the
 * gauges comes to it.
 */
export function limitsOf({ language, where, direction = "above" }: LimitsSpec): readonly InfluxQuery[] {
  const [first, sign] = direction === "above" ? ["min", 1] : ["max", -1];
  return levelLooks
    .map((look) =>
      seriesOf(
        `SELECT ${first}("${levels[look.rank - 1]}") FROM "rule_limit" WHERE ${where} AND "direction" = ${sign} AND $timeFilter GROUP BY time($__interval) fill(none)`,
        nameOf(look, language),
      ),
    )
    .toReversed();
}

/** How the lines of `limitsOf` look: their level's colour, and its mark and name. */
export function limitLines(language: Language): readonly LimitLine[] {
  return levelLooks.map((look) => ({ name: nameOf(look, language), colour: look.colour }));
}

function nameOf({ mark, name }: Look, language: Language): string {
  return `${mark} ${name[language]}`;
}
