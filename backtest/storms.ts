import { dayMs } from "../domain/clock.ts";
import type { GaugeId } from "../domain/ids.ts";
import type { AlarmName, GaugeOutcome } from "./gauge-outcome.ts";

/** Events of any gauges, each no further than this after the one before, are one storm. */
const sameStormMs = dayMs;

/** What one storm was to one alarm. */
export interface StormScore {
  readonly hits: number;
  /** Median lead of its hits, ms; NaN without one. */
  readonly leadMs: number;
}

/** Gauges that share a storm are not independent: a storm is one trial, however many gauges saw it. */
export interface Storm {
  readonly startedAt: number;
  /** Its last crossing. */
  readonly endedAt: number;
  readonly gauges: readonly GaugeId[];
  readonly events: number;
  readonly alarms: ReadonlyMap<AlarmName, StormScore>;
}

/** What an alarm was worth, counted in storms. Ratios are NaN where nothing was there to divide by. */
export interface StormSkill {
  readonly storms: number;
  /** Storms of which at least half of the events were hits. */
  readonly warned: number;
  /** False alarms more than a day from every storm; those less than a day apart are one. */
  readonly falseStorms: number;
  readonly pod: number;
  /** False storms / (false storms + warned storms). */
  readonly far: number;
}

/** Chains the events of all gauges into storms, in order of time. */
export function stormsOf(gauges: readonly GaugeOutcome[], names: readonly AlarmName[]): readonly Storm[] {
  const all = gauges.flatMap(({ series, events }) => events.map((event) => ({ gaugeId: series.gaugeId, event })));
  all.sort((a, b) => a.event.crossedAt - b.event.crossedAt);
  const chains: (typeof all)[] = [];
  for (const each of all) {
    const chain = chains.at(-1);
    const last = chain?.at(-1)?.event.crossedAt ?? Number.NEGATIVE_INFINITY;
    if (chain !== undefined && each.event.crossedAt - last <= sameStormMs) chain.push(each);
    else chains.push([each]);
  }
  return chains.map((chain) => ({
    startedAt: chain[0]?.event.crossedAt ?? Number.NaN,
    endedAt: chain.at(-1)?.event.crossedAt ?? Number.NaN,
    gauges: [...new Set(chain.map(({ gaugeId }) => gaugeId))],
    events: chain.length,
    alarms: new Map(
      names.map((name) => {
        const hits = chain.flatMap(({ event }) => event.alarms.get(name) ?? []).filter(({ isHit }) => isHit);
        const leads = hits.map(({ leadMs }) => leadMs ?? 0).sort((a, b) => a - b);
        const middle = [leads[(leads.length - 1) >> 1], leads[leads.length >> 1]] as const;
        return [name, { hits: hits.length, leadMs: ((middle[0] ?? Number.NaN) + (middle[1] ?? Number.NaN)) / 2 }];
      }),
    ),
  }));
}

/** Adds up storms for one alarm. */
export function stormSkillOf(storms: readonly Storm[], gauges: readonly GaugeOutcome[], name: AlarmName): StormSkill {
  const warned = storms.filter((storm) => (storm.alarms.get(name)?.hits ?? 0) * 2 >= storm.events).length;
  const falseAt = gauges
    .flatMap(({ alarms }) => alarms.get(name)?.falseAlarms ?? [])
    .map(({ startedAt }) => startedAt)
    .filter(
      (at) => !storms.some(({ startedAt, endedAt }) => at >= startedAt - sameStormMs && at <= endedAt + sameStormMs),
    )
    .sort((a, b) => a - b);
  const falseStorms = falseAt.filter(
    (at, index) => index === 0 || at - (falseAt[index - 1] as number) > sameStormMs,
  ).length;
  return {
    storms: storms.length,
    warned,
    falseStorms,
    pod: warned / storms.length,
    far: falseStorms / (falseStorms + warned),
  };
}
