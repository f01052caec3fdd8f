import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import { levelOfRank } from "../domain/city/level.ts";
import { locationOf } from "./alarm-location.ts";
import { type AlarmLinks, inhibitionLinks, maxRankOf, minRankOf } from "./inhibition-links.ts";
import type { Inhibition } from "./inhibition-schema.ts";

/** Any alarm the city's rules can raise. */
export type PossibleAlarm = Pick<AlarmTransition, "alarmKey" | "hazard" | "ruleId" | "target">;

/** Inhibitions by which alarms explain each other round, so that none of them would be notified. */
export interface InhibitionLoop {
  /** Ids of the inhibitions, each once, in the order of the loop. */
  readonly inhibitions: readonly string[];
  /** Alarms on it, with the levels at which they explain each other: `key at level`, the first again at the end. */
  readonly alarms: readonly string[];
}

interface LoopStep {
  readonly node: string;
  /** Inhibition that leads here; null where the node is an alarm and the step came from a link. */
  readonly by: string;
}

/**
 * Finds a loop among the alarms that can be raised: exact, level by level, so that orange explaining blue of the same
 * kind at the same station is none.
 *
 * @returns empty when there is none; each set of inhibitions once
 */
export function findInhibitionLoops(
  inhibitions: readonly Inhibition[],
  city: City,
  alarms: readonly PossibleAlarm[],
): readonly InhibitionLoop[] {
  if (inhibitions.length === 0) return [];
  const next = graphOf(inhibitions, city, alarms);
  const settled = new Set<string>();
  const loops = new Map<string, InhibitionLoop>();
  for (const start of next.keys()) {
    const loop = loopFrom(start, next, settled);
    if (loop === null) continue;
    const name = [...loop.inhibitions].sort().join(" ");
    if (!loops.has(name)) loops.set(name, loop);
  }
  return [...loops.values()];
}

/** From an alarm at a level to the links it is a source of, and from a link to the alarms it explains. */
function graphOf(
  inhibitions: readonly Inhibition[],
  city: City,
  alarms: readonly PossibleAlarm[],
): ReadonlyMap<string, readonly LoopStep[]> {
  const next = new Map<string, LoopStep[]>();
  const join = (from: string, step: LoopStep): void => {
    const steps = next.get(from);
    if (steps === undefined) next.set(from, [step]);
    else steps.push(step);
  };
  const { linksOf } = inhibitionLinks(inhibitions, city);
  for (const alarm of alarms) {
    const links: AlarmLinks = linksOf(alarm, locationOf(alarm.target, city));
    for (let rank = 1; rank <= 4; rank += 1) {
      const node = `${alarm.alarmKey} at ${levelOfRank(rank)}`;
      for (const { key, inhibition } of links.explains) {
        if (rank >= minRankOf(inhibition)) join(node, { node: key, by: inhibition.id });
      }
      for (const { key, inhibition } of links.explainedBy) {
        if (rank <= maxRankOf(inhibition)) join(key, { node, by: inhibition.id });
      }
    }
  }
  return next;
}

/** Walks on from `start` until it meets its own path or runs out; iterative, as paths may be long. */
function loopFrom(
  start: string,
  next: ReadonlyMap<string, readonly LoopStep[]>,
  settled: Set<string>,
): InhibitionLoop | null {
  const path: { readonly step: LoopStep; taken: number }[] = [{ step: { node: start, by: "" }, taken: 0 }];
  const onPath = new Set([start]);
  while (path.length > 0) {
    const top = path.at(-1) as { readonly step: LoopStep; taken: number };
    const steps = settled.has(top.step.node) ? [] : (next.get(top.step.node) ?? []);
    const step = steps[top.taken];
    if (step === undefined) {
      settled.add(top.step.node);
      onPath.delete(top.step.node);
      path.pop();
      continue;
    }
    top.taken += 1;
    if (onPath.has(step.node)) {
      for (const node of onPath) settled.add(node);
      return loopOf([...path.map((each) => each.step), step]);
    }
    if (settled.has(step.node)) continue;
    onPath.add(step.node);
    path.push({ step, taken: 0 });
  }
  return null;
}

function loopOf(walk: readonly LoopStep[]): InhibitionLoop {
  const end = walk.at(-1) as LoopStep;
  const round = walk.slice(walk.findIndex((step) => step.node === end.node));
  const ids = round.slice(1).map((step) => step.by);
  const alarms = round.map((step) => step.node).filter((node) => / at \w+$/.test(node));
  return { inhibitions: [...new Set(ids)], alarms };
}
