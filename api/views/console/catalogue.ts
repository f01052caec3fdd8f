import { createHash } from "node:crypto";
import type { City, Gauge, Station } from "../../../domain/city/city.ts";
import type { PondingListing } from "../../../domain/city/ponding-listing.ts";
import { propertyUnits } from "../../../domain/city/property.ts";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import type { WithheldFields } from "../../../domain/people/withheld-fields.ts";
import { hazardNames, levelNames, propertyNames } from "../../../locales/names.ts";
import type { PondingView, RulesView } from "../../ports.ts";
import { catalogue } from "../../schemas/console/catalogue.ts";
import type { Scope } from "../../scope/scope.ts";
import { withoutFields } from "../../scope/withhold-fields.ts";
import { cityIndex } from "./city-index.ts";

/** All that changes seldom, in one answer, and the digest by which a client knows whether it has it. */
export interface Catalogue {
  readonly digest: string;
  /** JSON of the shape `catalogue` in schemas/console/catalogue.ts. */
  readonly text: string;
}

/** What a catalogue is made of beside the city. */
interface CatalogueParts {
  readonly ponding: PondingView;
  readonly map: object | null;
  rules(): RulesView;
}

const undigested = catalogue.omit({ digest: true });

/** The catalogue of each city that somebody sees, made once for each set of rules and each state of the list of ponding places. */
const kept = new WeakMap<City | WithheldFields, { readonly version: string; readonly catalogue: Catalogue }>();

export function catalogueOf({ city, fields }: Pick<Scope, "city" | "fields">, parts: CatalogueParts): Catalogue {
  const rules = parts.rules();
  const version = `${rules.running.digest} ${parts.ponding.changes}`;
  // Whole cities are one object for all, also for those who may not see all of its fields.
  const seen = fields.isAny ? fields : city;
  const known = kept.get(seen);
  if (known?.version === version) return known.catalogue;
  const catalogue = makeCatalogue({ city, fields }, rules, parts);
  kept.set(seen, { version, catalogue });
  return catalogue;
}

function makeCatalogue(
  { city, fields }: Pick<Scope, "city" | "fields">,
  { rules }: RulesView,
  { ponding, map }: CatalogueParts,
): Catalogue {
  const { stations, gauges, stationAt } = cityIndex(city);
  const whole = {
    city: { code: city.code, name: city.name, timeZone: city.timeZone },
    areas: [...city.areas.values()],
    units: [...city.units.values()],
    stations: stations.map((station) => stationRow(station, ponding.recordOf(station).listing)),
    gauges: gauges.map((gauge) => gaugeRow(gauge, stationAt.get(gauge.stationId) ?? -1)),
    rules: rules.map(({ ruleId, hazard, title, conditionKind, isShadow }) => {
      return { ruleId, hazard, title, conditionKind, isShadow };
    }),
    words: { levels: levelNames, hazards: hazardNames, properties: propertyNames },
    states: gaugeStates,
    hasMap: map !== null,
  };
  const body = JSON.stringify(withoutFields(undigested, whole, fields));
  const digest = createHash("sha256").update(body).digest("hex").slice(0, 32);
  return { digest, text: `{"digest":"${digest}",${body.slice(1)}` };
}

function stationRow(station: Station, ponding: PondingListing | null) {
  const { id, kind, name, areaCode, longitude, latitude, ...others } = station;
  const { importance, unitId, tags, caseClass, isExercise, isDemonstration } = others;
  return {
    stationId: id,
    ...{ kind, name, areaCode, longitude, latitude, importance, unitId, tags, caseClass },
    ...(isExercise === undefined ? {} : { isExercise }),
    ...(isDemonstration === undefined ? {} : { isDemonstration }),
    ...(ponding === null ? {} : { ponding }),
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
