import type { City, Gauge } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { thingNames } from "../../locales/shared.ts";
import { unknownId } from "../http/http-problem.ts";

/** @throws {HttpProblem} `api.unknown_id` */
export function requireGauge(city: City, id: GaugeId): Gauge {
  const gauge = city.gauges.get(id);
  if (gauge === undefined) throw unknownId("path", "id", id, thingNames.gauge);
  return gauge;
}
