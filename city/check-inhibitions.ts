import type { City } from "../domain/city/city.ts";
import type { GaugeId, GaugeKey, RuleId } from "../domain/ids.ts";
import { sameInBoth } from "../domain/text.ts";
import { cityTexts } from "../locales/city.ts";
import { enumerated, fill, joined } from "../locales/fill.ts";
import { thingNames } from "../locales/shared.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import { possibleBuiltInAlarms } from "../suppression/built-in-alarms.ts";
import { findInhibitionLoops, type PossibleAlarm } from "../suppression/inhibition-loops.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration } from "./city-files.ts";
import { type KnownIds, missingReference } from "./references.ts";

/**
 * What inhibitions name must be there, and they may lead no alarm round to itself: none of a loop would be notified.
 *
 * @param rules sound and bound to the city already
 */
export function checkInhibitions(
  inhibitions: ReadonlyMap<string, Declaration<Inhibition>>,
  rules: ReadonlyMap<string, Declaration<Rule>>,
  city: City,
): readonly ConfigProblem[] {
  if (inhibitions.size === 0) return [];
  const builtIns = possibleBuiltInAlarms(city);
  const ruleIds = [...rules.keys(), ...builtIns.map(({ ruleId }) => ruleId)];
  const known = {
    rules: { kind: thingNames.rule, ids: new Set<string>(ruleIds), isWhole: true },
    areas: { kind: thingNames.area, ids: new Set<string>(city.areas.keys()), isWhole: true },
    stations: { kind: thingNames.station, ids: new Set<string>(city.stations.keys()), isWhole: true },
  };
  const strays = [...inhibitions.values()].flatMap((entry) => unknownNames(entry, known));
  if (strays.length > 0) return strays;
  const alarms = [...alarmsOf(rules, city), ...builtIns];
  const loops = findInhibitionLoops(
    [...inhibitions.values()].map(({ value }) => value),
    city,
    alarms,
  );
  return loops.flatMap(({ inhibitions: ids, alarms: round }) => {
    const first = inhibitions.get(ids[0] ?? "");
    if (first === undefined) return [];
    return [
      {
        where: first.place(),
        path: first.path(),
        wanted: cityTexts["wanted.inhibitions"],
        got: fill(cityTexts["got.inhibition-loop"], {
          inhibitions: enumerated(ids),
          alarms: joined(round.map(sameInBoth), cityTexts["inhibition.explains"]),
        }),
        fix: cityTexts["fix.inhibition-loop"],
      },
    ];
  });
}

function unknownNames(
  entry: Declaration<Inhibition>,
  known: Readonly<Record<"rules" | "areas" | "stations", KnownIds>>,
): readonly ConfigProblem[] {
  return (["source", "target"] as const).flatMap((side) =>
    (["rules", "areas", "stations"] as const).flatMap((key) =>
      (entry.value[side][key] ?? []).flatMap((id, index) =>
        missingReference(entry, [side, key, index], id, known[key]),
      ),
    ),
  );
}

/** Every alarm the rules can raise here. */
function alarmsOf(rules: ReadonlyMap<string, Declaration<Rule>>, city: City): readonly PossibleAlarm[] {
  const keys = new Map([...city.gauges.keys()].map((id, index): [GaugeId, GaugeKey] => [id, index as GaugeKey]));
  const { alarms } = bindRules(
    [...rules.values()].map(({ value }) => value),
    city,
    keys,
  );
  return alarms.map(({ alarmKey, rule, target }) => ({
    alarmKey,
    hazard: rule.hazard,
    ruleId: rule.id as RuleId,
    target,
  }));
}
