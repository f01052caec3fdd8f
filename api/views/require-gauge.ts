import type { City, Gauge } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { unknownId } from "../http/http-problem.ts";

/** @throws {Problem} `api.unknown_id` */
export function requireGauge(city: City, id: GaugeId): Gauge {
  const gauge = city.gauges.get(id);
  if (gauge === undefined) throw unknownId("path", "id", id, { zh: "监测项", en: "a gauge" });
  return gauge;
}
