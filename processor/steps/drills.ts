import type { AlarmTransition, MissedPeak } from "../../domain/alarms/alarm.ts";
import type { City } from "../../domain/city/city.ts";
import type { Drill } from "../../domain/governance/drill.ts";
import { isExerciseAlarm } from "../../domain/governance/exercise.ts";
import type { AreaCode } from "../../domain/ids.ts";
import type { DrillAction } from "../../domain/inputs/acts/drill-action.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { Draft } from "../draft.ts";
import { readValues, saveValues } from "../saved-values.ts";
import { following, newDue, newMeter, type Step } from "../step.ts";
import { refuseDrillAction } from "./drill-refusals.ts";

const drillsSaved = "drills";
const alarmsSaved = "drill-alarms";

/**
 * Which drills are under way. An alarm of a station that is there for drills alone goes on to cases while a drill of its area
 * is under way, and from then on until it clears; without a drill it opens nothing. Alarms of real stations pass as they are,
 * whatever drill there is.
 */
export class DrillsStep implements Step {
  readonly name = "drills";
  readonly meter = newMeter();
  readonly due = newDue({ isAfterRows: false });
  readonly on: Step["on"];
  readonly #city: City;
  readonly #drills = new Map<string, Drill>();
  /** Alarms that a drill let pass and that have not cleared, each with its drill. */
  readonly #passing = new Map<string, string>();
  readonly #changedDrills = new Map<string, Drill>();
  readonly #changedAlarms = new Map<string, string | null>();

  constructor(city: City) {
    this.#city = city;
    this.on = {
      ...following((draft) => this.#follow(draft)),
      tick: ({ at }, draft) => {
        this.#endOver(at);
        this.#follow(draft);
      },
      "drill-action": ({ logged }, draft) => this.#act(logged, draft),
    };
  }

  /** Every drill there was, oldest first. */
  get drills(): readonly Drill[] {
    return [...this.#drills.values()];
  }

  restore: Step["restore"] = async ({ state }) => {
    for (const drill of readValues<string, Drill>(state, drillsSaved).values()) this.#drills.set(drill.drillId, drill);
    for (const [alarm, drill] of readValues<string, string>(state, alarmsSaved)) this.#passing.set(alarm, drill);
    this.#sort();
    this.#plan();
  };

  save: Step["save"] = ({ effects }) => {
    effects.saved.push(
      ...saveValues(drillsSaved, this.#changedDrills),
      ...saveValues(alarmsSaved, this.#changedAlarms),
    );
    this.#changedDrills.clear();
    this.#changedAlarms.clear();
  };

  #act({ entry, at, entrySeq }: LoggedEntry<DrillAction>, draft: Draft): void {
    const known = this.#drills.get(entry.drillId) ?? null;
    const refusal = refuseDrillAction(entry, { known, at, city: this.#city });
    if (refusal !== null) {
      draft.refusals.set(entrySeq, refusal);
      return;
    }
    const { drillId, by, action } = entry;
    this.meter.findings += 1;
    if (action.do === "start") {
      const { title, areaCodes, until: untilAt } = action;
      this.#change({ drillId, title, areaCodes, startedAt: at, startedBy: by, untilAt, endedAt: null, endedBy: null });
    } else if (known !== null) this.#change({ ...known, endedAt: at, endedBy: by });
    this.#plan();
  }

  #endOver(at: number): void {
    if (this.due.nextAt > at) return;
    for (const drill of this.#drills.values()) {
      if (drill.endedAt === null && drill.untilAt <= at) this.#change({ ...drill, endedAt: drill.untilAt });
    }
    this.#plan();
  }

  #follow({ found: { notified, chattering, missedPeaks } }: Draft): void {
    keepOnly(notified, (transition) => this.#passes(transition));
    keepOnly(chattering, ({ alarmKey, target }) => !isExerciseAlarm(this.#city, target) || this.#passing.has(alarmKey));
    // A drill is not gone through again from what came late.
    keepOnly(missedPeaks, ({ target }) => !isExerciseAlarm(this.#city, target));
  }

  #passes({ alarmKey, target, to }: AlarmTransition): boolean {
    if (target.kind === "area" || !isExerciseAlarm(this.#city, target)) return true;
    const isPassing = this.#passing.has(alarmKey);
    if (to === null) {
      if (isPassing) this.#pass(alarmKey, null);
      return isPassing;
    }
    if (isPassing) return true;
    const drill = this.#under(this.#city.stations.get(target.stationId)?.areaCode);
    if (drill === null) return false;
    this.#pass(alarmKey, drill.drillId);
    return true;
  }

  #pass(alarmKey: string, drillId: string | null): void {
    if (drillId === null) this.#passing.delete(alarmKey);
    else this.#passing.set(alarmKey, drillId);
    this.#changedAlarms.set(alarmKey, drillId);
  }

  /** The drill under way in an area or around it; null for none. */
  #under(code: AreaCode | undefined): Drill | null {
    for (let area = code === undefined ? undefined : this.#city.areas.get(code); area !== undefined; ) {
      const { code: here, parent } = area;
      for (const drill of this.#drills.values())
        if (drill.endedAt === null && drill.areaCodes.includes(here)) return drill;
      area = parent === null ? undefined : this.#city.areas.get(parent);
    }
    return null;
  }

  #change(drill: Drill): void {
    this.#drills.set(drill.drillId, drill);
    this.#changedDrills.set(drill.drillId, drill);
  }

  #plan(): void {
    const running = this.drills.filter(({ endedAt }) => endedAt === null);
    this.due.nextAt = Math.min(Number.POSITIVE_INFINITY, ...running.map(({ untilAt }) => untilAt));
  }

  /** Saved values come back in the order of their keys. */
  #sort(): void {
    const inOrder = this.drills.toSorted((a, b) => a.startedAt - b.startedAt);
    this.#drills.clear();
    for (const drill of inOrder) this.#drills.set(drill.drillId, drill);
  }
}

/** Leaves out in place what does not pass. */
function keepOnly<Each extends AlarmTransition | MissedPeak>(list: Each[], passes: (each: Each) => boolean): void {
  if (list.length === 0) return;
  const kept = list.filter(passes);
  if (kept.length < list.length) list.splice(0, list.length, ...kept);
}
