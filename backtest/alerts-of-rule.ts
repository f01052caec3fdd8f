import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import { type Level, rankOf } from "../domain/city/level.ts";
import type { AlarmKey, GaugeId, GaugeKey } from "../domain/ids.ts";
import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { startOfLog } from "../domain/position.ts";
import { stepList } from "../processor/decide.ts";
import { newDraft } from "../processor/draft.ts";
import { inputsAmong, replay } from "../processor/replay.ts";
import type { Step } from "../processor/step.ts";
import { observeStep } from "../processor/steps/observe.ts";
import { OrdersStep } from "../processor/steps/orders.ts";
import { qualityStep } from "../processor/steps/quality.ts";
import { RulesStep } from "../processor/steps/rules.ts";
import { suppressionStep } from "../processor/steps/suppression.ts";
import { type BoundQuality, bindQuality } from "../quality/bind-quality.ts";
import { QualityGate } from "../quality/quality-gate.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import type { BindingNote, BindingProblem } from "../rules/binding/binding-problem.ts";
import type { BoundAlarm } from "../rules/binding/bound-alarm.ts";
import { makeCondition } from "../rules/conditions/condition-kinds.ts";
import { RuleEngine } from "../rules/engine/engine.ts";
import { allGiven } from "../rules/engine/recall.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { RulesSettings } from "../rules/language/settings.ts";
import { suppressionSettings } from "../suppression/settings.ts";
import { SuppressionControl } from "../suppression/suppression-control.ts";
import type { BacktestSeries, BacktestWorld } from "./backtest-series.ts";
import type { Alert } from "./skill/score-alerts.ts";

/**
 * An alert, and how often it would have called an officer: when it began, and at each graver level it then came to, unless
 * a silence or maintenance held that back.
 */
export interface PagingAlert extends Alert {
  readonly pages: number;
  /** Gravest level it came to; null for an alarm without levels. */
  readonly level: Level | null;
}

export interface RuleBacktest {
  readonly rule: Rule;
  /** Rules that it may be made of. */
  readonly others: readonly Rule[];
  /** The level at which an episode counts as an alert; the mildest the rule has, unless said otherwise. */
  readonly atLevel: Level;
  readonly settings: RulesSettings;
  /** True where doubtful readings are held and refused as they are live. */
  readonly isChecked: boolean;
  /** What was entered in the log, where the record is the hub's own history. */
  readonly entries: readonly LoggedEntry[];
}

export interface RuleAlerts {
  /** One list a series, in the order of the world's. */
  readonly alerts: readonly (readonly PagingAlert[])[];
  readonly problems: readonly BindingProblem[];
  readonly notes: readonly BindingNote[];
  /** How many alarms the rule came to; 0 where it watches none of these gauges. */
  readonly watched: number;
}

/**
 * What a rule would have done on these records, by the engine that runs live. A rule of single gauges judges each record
 * on its own; one that looks at several gauges gets all records merged in time, and so does every rule where a gauge may
 * speak for another's sudden change.
 *
 * @param onGauge called before each record that is judged on its own
 */
export function alertsOfRule(
  trial: RuleBacktest,
  world: BacktestWorld,
  onGauge: (index: number) => void = () => {},
): RuleAlerts {
  const { city, series } = world;
  const keys = new Map(series.map(({ gaugeId }, index): [GaugeId, GaugeKey] => [gaugeId, index as GaugeKey]));
  const { rule, others, isChecked } = trial;
  const isCombined = makeCondition(rule.condition).movedBy === "alarms";
  const rules = isCombined ? [rule, ...others.filter(({ id }) => id !== rule.id)] : [rule];
  const recorded = onlyRecorded(city, keys);
  const bound = bindRules(rules, recorded, keys);
  const quality = isChecked ? bindQuality(recorded, keys) : [];
  const areAlone = quality.every(({ rain, alike }) => rain.length + alike.length === 0);
  const { alarms } = bound;
  const problems = bound.problems.filter(({ ruleId }) => ruleId === rule.id);
  const notes = bound.notes.filter(({ ruleId }) => ruleId === rule.id);
  const checked = { city: recorded, keys, quality };
  if (!isCombined && areAlone) {
    const alerts = series.map((each, index) => {
      onGauge(index);
      const own = alarms.filter(({ inputs }) => inputs[0]?.gauge === index);
      const checks = quality.filter(({ gauge }) => gauge === index);
      return alertsIn(
        atNotifiedTimes(
          transitionsOn(own, rowsOf(each, index as GaugeKey), trial, { ...checked, quality: checks }),
          each,
        ),
        trial.atLevel,
      );
    });
    return { alerts, problems, notes, watched: alarms.length };
  }
  const transitions = transitionsOn(alarms, merged(series), trial, checked).filter(({ ruleId }) => ruleId === rule.id);
  return {
    alerts: series.map((each) => {
      const own = transitions.filter((one) => isAbout(one, each, city));
      return alertsIn(atNotifiedTimes(own, each), trial.atLevel);
    }),
    problems,
    notes,
    watched: alarms.filter((alarm) => alarm.rule.id === rule.id).length,
  };
}

/** Gauges that rows are of, and how they are checked. */
export interface CheckedGauges {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  /** None where every reading is judged as it stands. */
  readonly quality: readonly BoundQuality[];
}

/** The transitions of the hub's own steps fed these rows, with what orders of operators made of them. */
export function transitionsOn(
  alarms: readonly BoundAlarm[],
  rows: Iterable<JournalledObservation>,
  { settings, entries }: Pick<RuleBacktest, "settings" | "entries">,
  gauges: CheckedGauges | null = null,
): readonly AlarmTransition[] {
  const moved: AlarmTransition[] = [];
  const hasOrders = entries.some(({ entry }) => entry.kind === "order-given");
  const steps = [
    ...judges(new RuleEngine(alarms, settings), gauges),
    ...(gauges !== null && hasOrders ? suppressors(gauges) : []),
    observeStep(({ found, effects }) => {
      const recorded = effects.transitions.splice(0);
      moved.push(...(hasOrders ? recorded : found.transitions));
    }),
  ];
  replay(stepList(steps), inputsAmong(rows, entries), newDraft(startOfLog, Number.NEGATIVE_INFINITY));
  return moved;
}

function judges(engine: RuleEngine, gauges: CheckedGauges | null): readonly Step[] {
  if (gauges === null || gauges.quality.length === 0) return [new RulesStep(engine, { given: allGiven })];
  const gate = new QualityGate(gauges.quality);
  return [qualityStep({ gate, keys: gauges.keys }), new RulesStep(engine, { given: gate })];
}

function suppressors({ city, keys }: CheckedGauges): readonly Step[] {
  const orders = new OrdersStep(city);
  const ids = new Map<GaugeKey, GaugeId>([...keys].map(([id, key]) => [key, id]));
  const suppression = new SuppressionControl({
    city,
    inhibitions: [],
    settings: suppressionSettings.parse({}),
    orders: orders.orders,
    // A record of some gauges does not say whether their gateway was heard.
    usableOrStartedAt: () => Number.POSITIVE_INFINITY,
    unusableWords: () => null,
  });
  return [orders, suppressionStep({ suppression, usableGaugeOf: ({ gauge }) => ids.get(gauge) ?? null })];
}

/** Episodes at or above a level, each alarm's own, in order of their starts. */
export function alertsIn(transitions: readonly AlarmTransition[], atLevel: Level): readonly PagingAlert[] {
  const open = new Map<AlarmKey, { startedAt: number; pages: number; gravest: Level }>();
  const alerts: PagingAlert[] = [];
  for (const { alarmKey, to, at, effect, noise } of transitions) {
    // What was only recorded after the fact called nobody.
    if (effect === "record") continue;
    const alert = open.get(alarmKey);
    const page = noise?.outcome === "held" ? 0 : 1;
    if (to === null || rankOf(to) < rankOf(atLevel)) {
      if (alert === undefined) continue;
      alerts.push({ startedAt: alert.startedAt, endedAt: at, pages: alert.pages, level: alert.gravest });
      open.delete(alarmKey);
    } else if (alert === undefined) open.set(alarmKey, { startedAt: at, pages: page, gravest: to });
    else if (rankOf(to) > rankOf(alert.gravest)) {
      alert.pages += page;
      alert.gravest = to;
    }
  }
  for (const { startedAt, pages, gravest } of open.values()) {
    alerts.push({ startedAt, endedAt: Number.POSITIVE_INFINITY, pages, level: gravest });
  }
  return alerts.sort((a, b) => a.startedAt - b.startedAt);
}

/**
 * Transitions at the times at which people were notified: a reading that was held warned nobody before it was believed. The hub's own
 * history may have come in long after the fact, replayed or backfilled, and keeps its times.
 */
function atNotifiedTimes(
  transitions: readonly AlarmTransition[],
  { received }: BacktestSeries,
): readonly AlarmTransition[] {
  return received !== null ? transitions : transitions.map((one) => ({ ...one, at: Math.max(one.at, one.receivedAt) }));
}

/** Gauges without a record take no part: the rest of the city says nothing here. */
function onlyRecorded(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>): City {
  return { ...city, gauges: new Map([...city.gauges].filter(([id]) => keys.has(id))) };
}

function* rowsOf({ times, values, received }: BacktestSeries, gauge: GaugeKey): Generator<JournalledObservation> {
  if (received !== null) {
    for (const row of received) yield { ...row, gauge };
    return;
  }
  for (let index = 0; index < times.length; index++) {
    yield rowOf(gauge, times[index] as number, values[index] as number, index + 1);
  }
}

function merged(series: readonly BacktestSeries[]): readonly JournalledObservation[] {
  const rows = series.flatMap((each, index) => [...rowsOf(each, index as GaugeKey)]);
  const isHistory = series.some(({ received }) => received !== null);
  rows.sort((a, b) => (isHistory ? a.journalSeq - b.journalSeq : a.receivedAt - b.receivedAt || a.gauge - b.gauge));
  return isHistory ? rows : rows.map((row, index) => ({ ...row, journalSeq: index + 1 }));
}

function rowOf(gauge: GaugeKey, at: number, value: number, journalSeq: number): JournalledObservation {
  return { gauge, observedAt: at, receivedAt: at, value, flag: 1, checks: 0, deviceTime: null, seq: null, journalSeq };
}

/** An alarm of a station or an area counts at each of its gauges. */
function isAbout({ target }: AlarmTransition, { gaugeId }: BacktestSeries, city: City): boolean {
  const gauge = city.gauges.get(gaugeId);
  const station = gauge === undefined ? undefined : city.stations.get(gauge.stationId);
  switch (target.kind) {
    case "gauge":
      return target.gaugeId === gaugeId;
    case "station":
      return target.stationId === station?.id;
    case "area":
      for (let area = station && city.areas.get(station.areaCode); area !== undefined; ) {
        if (area.code === target.areaCode) return true;
        area = area.parent === null ? undefined : city.areas.get(area.parent);
      }
      return false;
  }
}
