import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { City, Station } from "../../domain/city/city.ts";
import { type Level, rankOf } from "../../domain/city/level.ts";
import { DueQueue } from "../../domain/due-queue.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { AlarmKey, RuleId, StationId } from "../../domain/ids.ts";
import type { AlertReceived } from "../../domain/inputs/alert-received.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { alertRefusals, alertTexts } from "../../locales/duty/alerts.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";

/** An alert that is up. A JSON value: it is saved as it is. */
export interface AlertUp {
  /** The transition that brought it where it is. */
  readonly last: AlarmTransition;
  /** Our clock at which it is over unless it is repeated; null for never. */
  readonly until: number | null;
  /** Our clock from which that time counts: when it was heard last, or the hub's start since; absent where older hubs kept it. */
  readonly countedFrom?: number;
}

/** What came of an alert: nothing where it only repeats what is known. */
export interface AlertAnswer {
  readonly transition: AlarmTransition | null;
  readonly refusal: Refusal | null;
}

const nothing: AlertAnswer = { transition: null, refusal: null };

/**
 * Alerts of other systems as alarms of the stations that they are about: raised, moved and ended as the sender says, or ended
 * where it falls silent. One alarm for each alert, so that cases follow the gravest.
 */
export class ReceivedAlerts {
  readonly #city: Pick<City, "stations" | "duty">;
  readonly #up = new Map<AlarmKey, AlertUp>();
  readonly #dues = new DueQueue();
  readonly #changed = new Set<AlarmKey>();

  constructor(city: Pick<City, "stations" | "duty">) {
    this.#city = city;
  }

  /** Infinity for never. */
  get nextDueAt(): number {
    return this.#dues.nextAt;
  }

  /** @param at our clock when it was entered, ms since 1970: an alert speaks of now, whatever its own times say */
  receive(alert: AlertReceived, at: number): AlertAnswer {
    const { stationId, level, until } = alert;
    const station = this.#city.stations.get(stationId);
    if (station === undefined) return { transition: null, refusal: unknownStation(stationId) };
    const alarmKey = keyOf(alert);
    const up = this.#up.get(alarmKey);
    if (level === null) return up === undefined ? nothing : this.#end(up.last, at, "observation");
    if (up?.last.to === level) {
      this.#set(alarmKey, { ...up, until, countedFrom: at });
      return nothing;
    }
    const last = this.#raised(alert, station, { at, level, before: up?.last ?? null });
    this.#set(alarmKey, { last, until, countedFrom: at });
    return { transition: last, refusal: null };
  }

  /** Marks a start of the hub: senders have as long from here as they had, for over its own absence it hears nobody. */
  start(at: number): void {
    for (const [alarmKey, up] of this.#up) {
      const { until, countedFrom = until } = up;
      if (until === null || countedFrom === null || countedFrom >= at) continue;
      this.#set(alarmKey, { ...up, until: until + at - countedFrom, countedFrom: at });
    }
  }

  /** Ends what has not been repeated in time. */
  advance(to: number, at: number): readonly AlarmTransition[] {
    const ended: AlarmTransition[] = [];
    for (let due = this.#dues.popDue(to); due !== null; due = this.#dues.popDue(to)) {
      const up = this.#up.get(due.name as AlarmKey);
      const { transition } = up === undefined ? nothing : this.#end(up.last, at, "clock");
      if (transition !== null) ended.push(transition);
    }
    return ended;
  }

  restore(saved: ReadonlyMap<AlarmKey, AlertUp>): void {
    for (const [alarmKey, up] of saved) {
      this.#up.set(alarmKey, up);
      this.#dues.set(alarmKey, up.until);
    }
  }

  /** What changed since the last call; null for what is over. */
  drainChanges(): ReadonlyMap<AlarmKey, AlertUp | null> {
    const drained = new Map([...this.#changed].map((key) => [key, this.#up.get(key) ?? null]));
    this.#changed.clear();
    return drained;
  }

  #set(alarmKey: AlarmKey, up: AlertUp): void {
    this.#up.set(alarmKey, up);
    this.#dues.set(alarmKey, up.until);
    this.#changed.add(alarmKey);
  }

  #end(last: AlarmTransition, at: number, cause: "observation" | "clock"): AlertAnswer {
    this.#up.delete(last.alarmKey);
    this.#dues.set(last.alarmKey, null);
    this.#changed.add(last.alarmKey);
    const statement = alertTexts[cause === "clock" ? "statement-silent" : "statement-over"];
    const { reason: _, ...rest } = last;
    const source = this.#nameOf(last.ruleId.slice(ruleHead.length));
    const moved = { from: last.to, to: null, at, receivedAt: at, cause, signal: 0, reason: null } as const;
    return { transition: { ...rest, ...moved, statement: fill(statement, { source }) }, refusal: null };
  }

  #raised(
    alert: AlertReceived,
    station: Station,
    { at, level, before }: { readonly at: number; readonly level: Level; readonly before: AlarmTransition | null },
  ): AlarmTransition {
    const source = this.#nameOf(alert.sourceId);
    const signal = rankOf(level);
    const words = { source, level: levelNames[level], summary: alert.summary };
    return {
      alarmKey: keyOf(alert),
      ruleId: `${ruleHead}${alert.sourceId}` as RuleId,
      ruleVersion: "built-in",
      hazard: before?.hazard ?? alert.hazard,
      target: { kind: "station", stationId: station.id },
      ...{ from: before?.to ?? null, to: level, at, receivedAt: at },
      episodeStartedAt: before?.episodeStartedAt ?? at,
      cause: "observation",
      ...{ signal, unit: "level", limit: signal },
      peakSignal: Math.max(signal, before?.peakSignal ?? signal),
      isLate: false,
      effect: "live",
      revisesFromAt: null,
      reason: null,
      title: fill(alertTexts.title, { station: station.name, level: levelNames[level], source }),
      advice: alertTexts.advice,
      placeName: station.name,
      statement: fill(alertTexts.statement, words),
      opensCase: true,
      draftsWarning: false,
    };
  }

  #nameOf(sourceId: string): BilingualText {
    return this.#city.duty?.alertSources.find(({ id }) => id === sourceId)?.name ?? sameInBoth(sourceId);
  }
}

const ruleHead = "alert-";

function keyOf({ sourceId, fingerprint, stationId }: AlertReceived): AlarmKey {
  return `${ruleHead}${sourceId}.${fingerprint}|${stationId}` as AlarmKey;
}

function unknownStation(stationId: StationId): Refusal {
  return { code: "calls.unknown_station", words: fill(alertRefusals["unknown-station"], { station: stationId }) };
}
