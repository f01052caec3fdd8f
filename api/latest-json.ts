import type { Gauge } from "../domain/city.ts";
import type { Observation } from "../domain/observation.ts";
import { isJudged } from "../domain/quality.ts";
import type { ApiDeps } from "./app.ts";
import { isoInstant } from "./iso-instant.ts";
import { createObservationJson, jsonChecks } from "./observation-json.ts";
import type { ApiSettings } from "./settings.ts";

/** Newest values as JSON text, in the shapes `latest` and `latestList` of schemas/observation.ts. */
export interface LatestJson {
  one(gauge: Gauge): string;
  many(gauges: Iterable<Gauge>): string;
}

export function createLatestJson(settings: ApiSettings, deps: ApiDeps): LatestJson {
  const json = createObservationJson(deps.city);

  function row(gauge: Gauge, now: number): string {
    const observation = deps.latest.of(gauge.id);
    if (observation === null) return `{${json.headOf(gauge)}${neverHeard}}`;
    if (!isJudged(observation.flag)) return `{${json.headOf(gauge)}${failed(observation)}}`;
    const isStale = now - observation.observedAt > gauge.expectedIntervalMs * settings.staleAfterIntervals;
    return `{${json.headOf(gauge)}${json.tailOf(observation)},"state":"${isStale ? "stale" : "live"}"}`;
  }

  return {
    one: (gauge) => row(gauge, deps.clock()),
    many(gauges) {
      const now = deps.clock();
      let rows = "";
      for (const gauge of gauges) rows += rows === "" ? row(gauge, now) : `,${row(gauge, now)}`;
      return `{"asOf":"${isoInstant(now)}","rows":[${rows}]}`;
    },
  };
}

const neverHeard = '"value":null,"observedAt":null,"receivedAt":null,"flag":null,"checks":[],"state":"unknown"';

/** A number that failed its checks is withheld here, so that nobody draws a broken gauge as a dry road. */
function failed({ observedAt, receivedAt, flag, checks }: Observation): string {
  return `"value":null,"observedAt":"${isoInstant(observedAt)}","receivedAt":"${isoInstant(receivedAt)}","flag":${flag},"checks":${jsonChecks(checks)},"state":"failed"`;
}
