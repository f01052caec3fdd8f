import type { Gauge } from "../../domain/city/city.ts";
import type { Clock } from "../../domain/clock.ts";
import type { GaugeState } from "../../domain/observations/gauge-state.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { isJudged } from "../../domain/observations/quality.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { Scope } from "../scope/scope.ts";
import { observationJson as json, jsonChecks, jsonNumber } from "./observation-json.ts";

/** Newest values as JSON text, in the shapes `latest` and `latestList` of schemas/observation.ts. */
export interface LatestJson {
  one(gauge: Gauge): string;
  many(gauges: Iterable<Gauge>): string;
}

export function createLatestJson(
  { latest, suppression }: Pick<Scope, "latest" | "suppression">,
  clock: Clock,
): LatestJson {
  function row(gauge: Gauge, now: number): string {
    const observation = latest.of(gauge.id);
    const state = suppression.stateOf(gauge.id, now);
    return `{${json.headOf(gauge)}${observation === null ? emptyMembers : valueMembers(observation, state)},"state":"${state}"}`;
  }

  return {
    one: (gauge) => row(gauge, clock()),
    many(gauges) {
      const now = clock();
      let rows = "";
      for (const gauge of gauges) rows += rows === "" ? row(gauge, now) : `,${row(gauge, now)}`;
      return `{"asOf":"${isoInstant(now)}","rows":[${rows}]}`;
    },
  };
}

const emptyMembers = '"value":null,"lastValue":null,"observedAt":null,"receivedAt":null,"flag":null,"checks":[]';

/**
 * The number stands as `value` while the gauge is live and is never mistaken for now otherwise; one that failed its
 * checks is withheld, so that nobody draws a broken gauge as a dry road.
 */
function valueMembers({ value, observedAt, receivedAt, flag, checks }: Observation, state: GaugeState): string {
  const last = isJudged(flag) ? jsonNumber(value) : "null";
  return `"value":${state === "live" ? last : "null"},"lastValue":${last},"observedAt":"${isoInstant(observedAt)}","receivedAt":"${isoInstant(receivedAt)}","flag":${flag},"checks":${jsonChecks(checks)}`;
}
