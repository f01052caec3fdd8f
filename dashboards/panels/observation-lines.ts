import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import type { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { StationKind } from "../../domain/city/city.ts";
import { type Property, propertyUnits } from "../../domain/city/property.ts";
import type { BoardContext } from "../board.ts";
import { atKind, gaugeNames } from "../city-names.ts";
import { seriesOf } from "../influx-query.ts";
import { limitLines, limitsOf } from "./limits.ts";
import { lines } from "./lines.ts";

/** Canonical units as people write them; Grafana's own ids would turn metres into kilometres. */
const unitSigns: Partial<Record<string, string>> = {
  "m3/s": "m³/s",
  "%vol": "%VOL",
  "%lel": "%LEL",
  degC: "°C",
  deg: "°",
  "1": "",
};

/** Sign of a property's unit. */
export function unitSign(property: Property): string {
  const unit = propertyUnits[property];
  return unitSigns[unit] ?? unit;
}

/** Unit of a property as Grafana takes it. */
export function unitOf(property: Property): string {
  return `suffix: ${unitSign(property)}`;
}

export interface ObservationLinesSpec {
  readonly title: string;
  readonly place: GridPos;
  readonly property: Property;
  readonly kind: StationKind;
  readonly min?: number;
  /** Draws what rules hold these gauges against; where limits differ from gauge to gauge, the first that is reached. */
  readonly withLimits?: boolean;
}

/** What kills by running short; of all else it is too much. */
const shortages: readonly Property[] = ["oxygen"];

/** Every gauge of one property at one kind of station: its worst in each interval. Failed readings are left out. */
export function observationLines(context: BoardContext, spec: ObservationLinesSpec): PanelBuilder {
  const { language, city } = context;
  const { property, kind } = spec;
  const isShortage = shortages.includes(property);
  const worst = isShortage ? "min" : "max";
  const where = `"property" = '${property}'${atKind(city, property, kind)}`;
  // Too much oxygen is no better: it sets things on fire.
  const directions = isShortage ? (["below", "above"] as const) : (["above"] as const);
  return lines({
    language,
    title: `${spec.title} (${unitSign(property)})`,
    place: spec.place,
    unit: unitOf(property),
    decimals: 2,
    ...(spec.min === undefined ? {} : { min: spec.min }),
    names: gaugeNames(city, language, property),
    queries: [
      seriesOf(
        `SELECT ${worst}("value") FROM "observation" WHERE ${where} AND "flag" <= 3 AND $timeFilter GROUP BY time($__interval), "gauge" fill(none)`,
        "$tag_gauge",
      ),
      ...(spec.withLimits === true ? directions.flatMap((direction) => limitsOf({ language, where, direction })) : []),
    ],
    limits: spec.withLimits === true ? limitLines(language) : [],
  });
}
