import { createHash } from "node:crypto";
import type { City, Gauge, Station } from "../../../domain/city/city.ts";
import { propertyUnits } from "../../../domain/city/property.ts";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import { hazardNames, levelNames, propertyNames } from "../../../locales/names.ts";
import type { RulesView } from "../../ports.ts";
import { cityIndex } from "./city-index.ts";

/** All that changes seldom, in one answer, and the digest by which a client knows whether it has it. */
export interface Catalogue {
  readonly digest: string;
  /** JSON of the shape `catalogue` in schemas/console/catalogue.ts. */
  readonly text: string;
}

/** The catalogue of each city that somebody sees, made once for each set of rules. */
const kept = new WeakMap<City, { readonly rules: string; readonly catalogue: Catalogue }>();

export function catalogueOf(city: City, rules: RulesView): Catalogue {
  const known = kept.get(city);
  if (known?.rules === rules.running.digest) return known.catalogue;
  const catalogue = makeCatalogue(city, rules);
  kept.set(city, { rules: rules.running.digest, catalogue });
  return catalogue;
}

function makeCatalogue(city: City, { rules }: RulesView): Catalogue {
  const { stations, gauges, stationAt } = cityIndex(city);
  const body = JSON.stringify({
    city: { code: city.code, name: city.name, timeZone: city.timeZone },
    areas: [...city.areas.values()],
    units: [...city.units.values()],
    stations: stations.map(stationRow),
    gauges: gauges.map((gauge) => gaugeRow(gauge, stationAt.get(gauge.stationId) ?? -1)),
    rules: rules.map(({ ruleId, hazard, title, conditionKind, isShadow }) => {
      return { ruleId, hazard, title, conditionKind, isShadow };
    }),
    words: { levels: levelNames, hazards: hazardNames, properties: propertyNames },
    states: gaugeStates,
  });
  const digest = createHash("sha256").update(body).digest("hex").slice(0, 32);
  return { digest, text: `{"digest":"${digest}",${body.slice(1)}` };
}

function stationRow({ id, kind, name, areaCode, longitude, latitude, ...others }: Station) {
  const { importance, unitId, tags, caseClass, isExercise, isDemonstration, ponding } = others;
  return {
    stationId: id,
    ...{ kind, name, areaCode, longitude, latitude, importance, unitId, tags, caseClass },
    ...(isExercise === undefined ? {} : { isExercise }),
    ...(isDemonstration === undefined ? {} : { isDemonstration }),
    ...(ponding === undefined ? {} : { ponding }),
  };
}

function gaugeRow({ id, property, datum, range, expectedIntervalMs, thresholds, deviceId }: Gauge, station: number) {
  const limits = Object.entries(thresholds).map(([name, { value }]) => [name, value]);
  return {
    gaugeId: id,
    station,
    deviceId,
    property,
    unit: propertyUnits[property],
    datum,
    min: range.min,
    max: range.max,
    expectedIntervalMs,
    thresholds: Object.fromEntries(limits),
  };
}
