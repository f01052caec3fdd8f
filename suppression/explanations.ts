import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import { type Level, rankOf } from "../domain/city/level.ts";
import type { AlarmLocation } from "./alarm-location.ts";
import { type AlarmLinks, inhibitionLinks, maxRankOf, minRankOf } from "./inhibition-links.ts";
import type { Inhibition } from "./inhibition-schema.ts";

/** What explains an alarm. */
export interface Explanation {
  readonly inhibition: Inhibition;
  /** Key of the alarm that does. */
  readonly by: string;
}

/** Which alarms explain which at this moment. */
export class Explanations {
  readonly #linksOf: (alarm: AlarmTransition, place: AlarmLocation) => AlarmLinks;
  readonly #links = new Map<string, AlarmLinks>();
  /** Rank shown by each alarm that is up, by the link it explains through. */
  readonly #sources = new Map<string, Map<string, number>>();
  /** Alarms that are up, by the link they may be explained through. */
  readonly #targets = new Map<string, Set<string>>();

  constructor(inhibitions: readonly Inhibition[], city: City) {
    this.#linksOf = inhibitionLinks(inhibitions, city).linksOf;
  }

  /**
   * Notes where an alarm stands and what people see of it.
   *
   * @returns alarms that may be explained otherwise now, in the order of their keys
   */
  update(alarm: AlarmTransition, place: AlarmLocation, shown: Level | null): readonly string[] {
    const { alarmKey, to } = alarm;
    const { explains, explainedBy } = this.#of(alarm, place);
    for (const { key } of explainedBy) updateTarget(this.#targets, key, alarmKey, to !== null);
    const touched = new Set<string>();
    for (const { key } of explains) {
      if (!updateSource(this.#sources, key, alarmKey, rankOf(shown))) continue;
      for (const target of this.#targets.get(key) ?? []) if (target !== alarmKey) touched.add(target);
    }
    if (to === null && shown === null) this.#links.delete(alarmKey);
    return [...touched].sort();
  }

  /** The first inhibition, in the city's order, by which something that is up explains the alarm; null for none. */
  of(alarm: AlarmTransition, place: AlarmLocation): Explanation | null {
    const rank = rankOf(alarm.to);
    if (rank === 0) return null;
    for (const { key, inhibition } of this.#of(alarm, place).explainedBy) {
      // Red is never explained away; where something explains it, it goes out saying so.
      if (rank > maxRankOf(inhibition) && rank < 4) continue;
      const by = [...(this.#sources.get(key) ?? [])]
        .filter(([source, shown]) => source !== alarm.alarmKey && shown >= minRankOf(inhibition))
        .map(([source]) => source)
        .sort()[0];
      if (by !== undefined) return { inhibition, by };
    }
    return null;
  }

  #of(alarm: AlarmTransition, place: AlarmLocation): AlarmLinks {
    const known = this.#links.get(alarm.alarmKey);
    if (known !== undefined) return known;
    const links = this.#linksOf(alarm, place);
    this.#links.set(alarm.alarmKey, links);
    return links;
  }
}

function updateTarget(targets: Map<string, Set<string>>, link: string, alarmKey: string, isUp: boolean): void {
  const known = targets.get(link);
  if (isUp) targets.set(link, (known ?? new Set()).add(alarmKey));
  else if (known?.delete(alarmKey) === true && known.size === 0) targets.delete(link);
}

/** @returns whether the rank shown has changed */
function updateSource(
  sources: Map<string, Map<string, number>>,
  link: string,
  alarmKey: string,
  rank: number,
): boolean {
  const known = sources.get(link) ?? new Map<string, number>();
  if ((known.get(alarmKey) ?? 0) === rank) return false;
  if (rank === 0) known.delete(alarmKey);
  else known.set(alarmKey, rank);
  if (known.size === 0) sources.delete(link);
  else sources.set(link, known);
  return true;
}
