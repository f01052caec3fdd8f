import type { City, Gauge } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { thingNames } from "../../locales/shared.ts";
import { type SentAt, unknownId } from "../http/http-problem.ts";

/** @param sent where the id was sent: `id` of the path, unless said @throws {HttpProblem} `api.unknown_id` */
export function requireGauge(city: City, id: GaugeId, sent: SentAt = { in: "path", field: "id" }): Gauge {
  const gauge = city.gauges.get(id);
  if (gauge === undefined) throw unknownId(sent.in, sent.field, id, thingNames.gauge);
  return gauge;
}
