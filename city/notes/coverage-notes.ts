import type { City, Station } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { cityNotes } from "../../locales/city.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import type { BoundAlarm } from "../../rules/binding/bound-alarm.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import { placeholderKeys } from "../check-rules.ts";

/** Ids named in one note; of the rest the note says how many. */
const shown = 12;

/** What no rule looks at: gauges whose values nothing judges, and stations whose silence nobody hears of. */
export function coverageNotes(city: City, rules: readonly Rule[]): readonly BilingualText[] {
  const keys = placeholderKeys(city);
  const acting = bindRules(rules, city, keys).alarms.filter(({ rule }) => !rule.shadow);
  const judged = gaugesOf(acting.filter(({ rule }) => rule.hazard !== "blind-spot"));
  const heard = gaugesOf(acting.filter(({ rule }) => rule.condition.kind === "silence"));
  const gaugeIn = (among: ReadonlySet<number>) => (id: GaugeId) => among.has(keys.get(id) ?? -1);
  const unjudged = [...city.gauges.keys()].filter((id) => !gaugeIn(judged)(id));
  const byStation = Map.groupBy(city.gauges.values(), ({ stationId }) => stationId);
  const unheard = [...city.stations.values()].filter(({ id, isExercise }) => {
    if (isExercise === true) return false;
    const own = byStation.get(id) ?? [];
    return own.length > 0 && !own.some((gauge) => gaugeIn(heard)(gauge.id));
  });
  const [important, ordinary] = [unheard.filter(isImportant), unheard.filter((station) => !isImportant(station))];
  return [
    ...noteOf(unjudged, (gauges) => fill(cityNotes["no-rule-for-gauges"], { count: unjudged.length, gauges })),
    ...noteOf(idsOf(important), (stations) =>
      fill(cityNotes["unheard-important"], { count: important.length, stations }),
    ),
    ...noteOf(idsOf(ordinary), (stations) => fill(cityNotes["unheard-ordinary"], { count: ordinary.length, stations })),
  ];
}

function gaugesOf(alarms: readonly BoundAlarm[]): ReadonlySet<number> {
  return new Set(alarms.flatMap(({ inputs }) => inputs.map(({ gauge }) => gauge)));
}

function isImportant({ importance }: Station): boolean {
  return importance > 1;
}

function idsOf(stations: readonly Station[]): readonly string[] {
  return stations.map(({ id }) => id);
}

function noteOf(ids: readonly string[], words: (listed: BilingualText) => BilingualText): readonly BilingualText[] {
  if (ids.length === 0) return [];
  const rest = ids.length > shown ? ["..."] : [];
  return [words(enumerated([...ids.slice(0, shown), ...rest]))];
}
