import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import { areaOfKind, type City, type Gauge, type Station } from "../../domain/city/city.ts";
import { rankOf } from "../../domain/city/level.ts";
import { isExerciseAlarm } from "../../domain/governance/exercise.ts";
import type { AlarmKey, RuleId, StationId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { sameInBoth } from "../../domain/text.ts";
import type { AlarmPart, CombinedCondition } from "../conditions/condition.ts";
import type { Rule } from "../language/rule-schema.ts";
import type { AlarmInput, BoundAlarm } from "./bound-alarm.ts";
import type { ResolveLimits } from "./limits-resolver.ts";
import { combinedPlace } from "./resolve-limits.ts";
import { targetId } from "./target-id.ts";

export interface CombinedBinding {
  readonly rule: Rule;
  readonly ruleVersion: string;
  readonly condition: CombinedCondition;
  readonly city: City;
  /** Gauges that the rule's `applies` fits. */
  readonly gauges: readonly Gauge[];
  /** Alarms of every rule it names. */
  readonly alarmsByRule: ReadonlyMap<RuleId, readonly BoundAlarm[]>;
  readonly resolve: ResolveLimits;
}

/** What one alarm is about, with the alarms it is made of. */
interface CombinedTarget {
  readonly id: string;
  readonly target: AlarmTarget;
  readonly name: BilingualText;
  readonly members: readonly Member[];
}

interface Member {
  readonly alarm: BoundAlarm;
  readonly term: number;
  readonly lookBackMs: number;
}

/** One alarm for each station or area where there is enough to combine. */
export function bindCombined(given: CombinedBinding): readonly BoundAlarm[] {
  const { rule, ruleVersion, condition, resolve } = given;
  return combinedTargetsOf(given).flatMap((place) => {
    const parts = place.members.map((member) => partOf(member, condition));
    const red = rankOf("red");
    const tally = condition.tally();
    for (const part of parts) tally.change(part, null, { low: red, held: red, high: red });
    const resolved = tally.signal() === null ? null : resolve(condition, combinedPlace(place.target));
    if (resolved === null) return [];
    return [
      {
        alarmKey: `${rule.id}|${place.id}` as AlarmKey,
        rule,
        ruleVersion,
        target: place.target,
        placeName: place.name,
        signalName: condition.words,
        property: null,
        inputs: inputsOf(place.members),
        parts,
        condition,
        sign: 1 as const,
        ...resolved,
        flags: 0,
        unit: condition.unit,
      },
    ];
  });
}

function combinedTargetsOf({ condition, city, gauges, alarmsByRule }: CombinedBinding): readonly CombinedTarget[] {
  const { partsAt, lookBackMs } = condition;
  const named = condition.rules.flatMap(({ rule }, term) =>
    (alarmsByRule.get(rule) ?? []).map((alarm): Member => ({ alarm, term, lookBackMs })),
  );
  const inScope = new Set(gauges.map(({ stationId }) => stationId));
  const isOfDrill = ({ alarm }: Member): boolean => isExerciseAlarm(city, alarm.target);
  if (partsAt === "upstream") {
    // Water of a drill reaches no real station.
    const real = named.filter((member) => !isOfDrill(member));
    const byStation = Map.groupBy(real, ({ alarm }) => stationOf(alarm));
    return [...inScope].map((id) => downstreamTarget(city, id, byStation));
  }
  const scopeIds = new Set<string>(gauges.map(({ id }) => id));
  const within = named.filter(({ alarm }) => isInScope(alarm, scopeIds, inScope));
  if (partsAt === "station") {
    const byStation = Map.groupBy(within, ({ alarm }) => stationOf(alarm));
    return [...inScope].map((id) => stationTarget(city, id, byStation.get(id) ?? []));
  }
  const byArea = Map.groupBy(
    within.filter((member) => !isOfDrill(member)),
    ({ alarm }) => {
      const code = areaOf(alarm, city);
      return code === undefined ? null : areaOfKind(city, code, partsAt);
    },
  );
  return [...byArea].flatMap(([area, members]) =>
    area === null
      ? []
      : [{ id: area.code, target: { kind: "area" as const, areaCode: area.code }, name: area.name, members }],
  );
}

function stationTarget(city: City, stationId: StationId, members: readonly Member[]): CombinedTarget {
  const name = city.stations.get(stationId)?.name ?? sameInBoth(stationId);
  return { id: stationId, target: { kind: "station", stationId }, name, members };
}

function downstreamTarget(
  city: City,
  stationId: StationId,
  byStation: ReadonlyMap<StationId | null, readonly Member[]>,
): CombinedTarget {
  const links = city.stations.get(stationId)?.upstream ?? [];
  const members = links.flatMap(({ stationId: from, travelTimeMs }) =>
    (byStation.get(from) ?? []).map((member) => ({ ...member, lookBackMs: travelTimeMs })),
  );
  return stationTarget(city, stationId, members);
}

function partOf({ alarm, term, lookBackMs }: Member, { countedBy }: CombinedCondition): AlarmPart {
  const { alarmKey, target, placeName } = alarm;
  const station = stationOf(alarm);
  const countsAs = countedBy === "stations" && station !== null ? station : targetId(target);
  return { alarmKey, term, lookBackMs, countsAs, placeName };
}

/** A gauge's own alarm is in scope with its gauge; one that is made of others, with its station, or always. */
function isInScope({ target }: BoundAlarm, gaugeIds: ReadonlySet<string>, stations: ReadonlySet<StationId>): boolean {
  if (target.kind === "gauge") return gaugeIds.has(target.gaugeId);
  return target.kind === "area" || stations.has(target.stationId);
}

function stationOf({ target }: BoundAlarm): StationId | null {
  return target.kind === "area" ? null : target.stationId;
}

function areaOf({ target }: BoundAlarm, city: City): Station["areaCode"] | undefined {
  return target.kind === "area" ? target.areaCode : city.stations.get(target.stationId)?.areaCode;
}

function inputsOf(members: readonly Member[]): readonly AlarmInput[] {
  const byGauge = new Map(members.flatMap(({ alarm }) => alarm.inputs).map((input) => [input.gauge, input]));
  return [...byGauge.values()];
}
