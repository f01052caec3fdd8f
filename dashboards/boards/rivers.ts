import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import type { City, Gauge } from "../../domain/city/city.ts";
import { riversBoardTexts } from "../../locales/dashboards/rivers.ts";
import type { Board, BoardContext } from "../board.ts";
import { gaugeNames } from "../city-names.ts";
import { seriesOf } from "../influx-query.ts";
import { freshness } from "../panels/freshness.ts";
import { limitLines, limitsOf } from "../panels/limits.ts";
import { lines } from "../panels/lines.ts";
import { observationLines, unitOf } from "../panels/observation-lines.ts";
import { at } from "../panels/panel-spec.ts";
import { stationBands, stationTable, stationTiles } from "../panels/station-panels.ts";

/** Rivers: stage and flow of each section, and the rain. */
export function riversBoard(context: BoardContext): Board {
  const { say, city } = context;
  const sections = riverSections(city);
  const inARow = sections.length === 4 || sections.length < 3 ? 2 : 3;
  const below = 4 + Math.ceil(sections.length / inARow) * 8;
  return {
    name: "rivers",
    title: say(riversBoardTexts.title),
    description: say(riversBoardTexts.why),
    isWall: false,
    range: "24h",
    panels: [
      freshness(context, at(0, 0, 5, 4)),
      stationTiles(context, "river", at(5, 0, 19, 4)),
      ...sections.map((gauge, index) =>
        stage(context, gauge, at((index % inARow) * (24 / inARow), 4 + Math.floor(index / inARow) * 8, 24 / inARow, 8)),
      ),
      hourlyRain(context, at(0, below, 12, 9)),
      rainSoFar(context, at(12, below, 12, 9)),
      stationBands(context, "river", at(0, below + 9, 12, 8)),
      observationLines(context, {
        title: say(riversBoardTexts.flow),
        place: at(12, below + 9, 12, 8),
        property: "flow",
        kind: "river",
        min: 0,
      }),
      stationTable(context, "river", at(0, below + 17, 24, 7)),
    ],
  };
}

/** Sections with a plot of their own, most important first; datums differ, so that one scale cannot serve two. */
const mostSections = 9;

function riverSections(city: City): readonly Gauge[] {
  const importanceOf = (gauge: Gauge): number => city.stations.get(gauge.stationId)?.importance ?? 0;
  return [...city.gauges.values()]
    .filter((gauge) => gauge.property === "stage" && city.stations.get(gauge.stationId)?.kind === "river")
    .toSorted((a, b) => importanceOf(b) - importanceOf(a))
    .slice(0, mostSections);
}

function stage(context: BoardContext, gauge: Gauge, place: GridPos) {
  const { language, say, city } = context;
  const name = city.stations.get(gauge.stationId)?.name[language] ?? gauge.stationId;
  return lines({
    language,
    title: `${name} · ${say(riversBoardTexts.stage)} (m)`,
    description: gauge.datum,
    place,
    unit: unitOf("stage"),
    decimals: 2,
    names: [{ id: gauge.id, name: say(riversBoardTexts.stage) }],
    isLegendBelow: true,
    queries: [
      seriesOf(
        `SELECT max("value") FROM "observation" WHERE "gauge" = '${gauge.id}' AND "flag" <= 3 AND $timeFilter GROUP BY time($__interval), "gauge" fill(none)`,
        "$tag_gauge",
      ),
      ...limitsOf({ language, where: `"gauge" = '${gauge.id}'` }),
    ],
    limits: limitLines(language),
  });
}

function hourlyRain(context: BoardContext, place: GridPos) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say(riversBoardTexts["hourly-rain"]),
    place,
    style: "bars",
    names: gaugeNames(city, language, "rain"),
    unit: unitOf("rain"),
    decimals: 1,
    min: 0,
    queries: [
      seriesOf(
        `SELECT sum("value") FROM "observation" WHERE "property" = 'rain' AND "flag" <= 3 AND $timeFilter GROUP BY time(1h), "gauge" fill(none)`,
        "$tag_gauge",
      ),
    ],
  });
}

function rainSoFar(context: BoardContext, place: GridPos) {
  const { language, say, city } = context;
  return lines({
    language,
    title: say(riversBoardTexts["rain-so-far"]),
    place,
    names: gaugeNames(city, language, "rain"),
    unit: unitOf("rain"),
    decimals: 1,
    min: 0,
    queries: [
      seriesOf(
        `SELECT cumulative_sum(sum("value")) FROM "observation" WHERE "property" = 'rain' AND "flag" <= 3 AND $timeFilter GROUP BY time($__interval), "gauge" fill(0)`,
        "$tag_gauge",
      ),
    ],
  });
}
