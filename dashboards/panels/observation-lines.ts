import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import type { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { StationKind } from "../../domain/city.ts";
import { type Property, properties } from "../../domain/property.ts";
import type { BoardContext } from "../board.ts";
import { atKind, gaugeNames } from "../city-names.ts";
import { seriesOf } from "../influx-query.ts";
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
  const { unit } = properties[property];
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
}

/** Every gauge of one property at one kind of station: its worst in each interval. Failed readings are left out. */
export function observationLines(context: BoardContext, spec: ObservationLinesSpec): PanelBuilder {
  const { language, city } = context;
  const { property, kind } = spec;
  // Too little oxygen is what kills, too much of all else.
  const worst = property === "oxygen" ? "min" : "max";
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
        `SELECT ${worst}("value") FROM "observation" WHERE "property" = '${property}'${atKind(city, property, kind)} AND "flag" <= 3 AND $timeFilter GROUP BY time($__interval), "gauge" fill(none)`,
        "$tag_gauge",
      ),
    ],
  });
}
