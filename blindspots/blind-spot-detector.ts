import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import { hourMs } from "../domain/clock.ts";
import type { DeviceId, GaugeId, GaugeKey, StationId } from "../domain/ids.ts";
import type { BlindSpot, ProxyGauge } from "../domain/observations/blind-spot.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { checks, type FlagChange, isJudged } from "../domain/observations/quality.ts";
import type { Position } from "../domain/position.ts";
import type { JournalReader } from "../store/ports.ts";
import { stepBlindSpot } from "./blind-spot-alarm.ts";
import { findProxy } from "./find-proxy.ts";
import { type GaugeStateInputs, gaugeStateAt, silentAt } from "./gauge-state.ts";
import { type DetectorLayout, layOutDetector } from "./lay-out-detector.ts";
import type { MonitoredGauge, MonitoredStation, NewFlag } from "./monitored-gauge.ts";

import { addRain, clearRain, dropRain, type RainHour, rainIn } from "./rain-hour.ts";
import { recallDetector } from "./recall-detector.ts";
import { addObservation, changeFlag, doubtfulIn } from "./recent-observations.ts";
import type { BlindSpotSettings } from "./settings.ts";

/** Most rain of the last hour near a station, and where it fell. */
export interface RainNearby {
  readonly rainMm: number;
  readonly rainGaugeId: GaugeId | null;
  readonly rainDistanceM: number | null;
}

/** Flags given to readings of one gauge after the journal had them. */
export type SavedFlagChanges = readonly (NewFlag & { readonly observedAt: number })[];

/** What must outlive the process; all else is read from the journal. */
export interface SavedBlindSpots {
  readonly blindSpots: ReadonlyMap<StationId, AlarmTransition>;
  readonly amended: ReadonlyMap<GaugeId, SavedFlagChanges>;
}

export interface BlindSpotChanges {
  readonly blindSpots: ReadonlyMap<StationId, AlarmTransition | null>;
  readonly amended: ReadonlyMap<GaugeId, SavedFlagChanges>;
}

/**
 * Watches which gauges are heard and where it rains, and raises an alarm where an important station goes unseen in the
 * rain. Reads no clock: same rows, same starts and same clock give the same findings, live, after a restart and in a
 * replay. An alarm can begin at a row of a rain gauge or when a gauge falls silent, and at no other moment, so that it
 * does not depend on when somebody looked.
 */
export class BlindSpotDetector {
  readonly #layout: DetectorLayout;
  readonly #settings: BlindSpotSettings;
  readonly #isInMaintenance: (device: DeviceId) => boolean;
  /** Transition that brought each raised alarm where it is. */
  readonly #alarms = new Map<StationId, AlarmTransition>();
  /** Important stations where enough rain was seen; only their gauges are waited for. */
  readonly #rainyStations = new Set<MonitoredStation>();
  #clock = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** No gauge of a wet station falls silent before it. */
  #nothingDueBefore = Number.POSITIVE_INFINITY;
  #found: AlarmTransition[] = [];
  readonly #changed = new Set<StationId>();
  readonly #amended = new Set<MonitoredGauge>();

  /** @param isInMaintenance at this detector's clock */
  constructor(
    city: City,
    keys: ReadonlyMap<GaugeId, GaugeKey>,
    settings: BlindSpotSettings,
    isInMaintenance: (device: DeviceId) => boolean,
  ) {
    this.#layout = layOutDetector(city, keys, settings);
    this.#settings = settings;
    this.#isInMaintenance = isInMaintenance;
  }

  /** Takes up where the last commit left off: alarms and flags from `saved`, all else from the journal up to `upTo`. */
  async restore(
    saved: SavedBlindSpots,
    { journal, upTo, clock }: { readonly journal: JournalReader; readonly upTo: Position; readonly clock: number },
  ): Promise<void> {
    this.#clock = clock;
    for (const [stationId, transition] of saved.blindSpots) {
      if (this.#layout.stations.has(stationId)) this.#alarms.set(stationId, transition);
    }
    for (const [gaugeId, amended] of saved.amended) {
      const monitored = this.#layout.byId.get(gaugeId);
      for (const { observedAt, flag, checks: failed } of amended)
        monitored?.amended.set(observedAt, { flag, checks: failed });
    }
    this.#startedAt = await recallDetector(this.#layout.byId.values(), this.#settings, journal, upTo);
    for (const monitored of this.#layout.byId.values()) if (monitored.rain !== null) this.#trackRain(monitored);
  }

  /** The hub listens again from `at`: gauges have their time to be heard afresh. */
  start(at: number): void {
    this.#clock = Math.max(this.#clock, at);
    this.#startedAt = Math.max(this.#startedAt, at);
    for (const station of this.#rainyStations) for (const gauge of station.waterGauges) this.#scheduleSilence(gauge);
  }

  /** The next moment at which `advance` may find something. */
  get nextDueAt(): number {
    return this.#nothingDueBefore;
  }

  /** Lets time pass up to `to`, which no row still to come was received before. */
  advance(to: number): readonly AlarmTransition[] {
    while (this.#nothingDueBefore <= to) {
      const dueAt = this.#nextSilence();
      this.#nothingDueBefore = dueAt;
      if (dueAt > to) break;
      this.#clock = Math.max(this.#clock, dueAt);
      for (const station of [...this.#rainyStations]) this.#stepStation(station);
      this.#nothingDueBefore = this.#nextSilence();
    }
    this.#clock = Math.max(this.#clock, to);
    return this.#drainFound();
  }

  /**
   * Takes in the next row of the journal; what is due before its `receivedAt` must have happened.
   *
   * @param flagChanges what became of the row's own flag and of others' with it
   */
  read(row: JournalledObservation, flagChanges: readonly FlagChange[] = []): readonly AlarmTransition[] {
    this.#clock = Math.max(this.#clock, row.receivedAt);
    const monitored = this.#layout.byKey[row.gauge];
    if (monitored === undefined) return nothing;
    if (monitored.heardAt === null || row.receivedAt > monitored.heardAt) monitored.heardAt = row.receivedAt;
    addObservation(monitored.recent, row);
    if (flagChanges.length > 0) for (const change of flagChanges) this.applyFlagChange(change);
    if (this.#rainyStations.has(monitored.station)) this.#scheduleSilence(monitored);
    if (this.#alarms.has(monitored.station.station.id)) this.#stepStation(monitored.station);
    if (monitored.rain !== null) this.#addRain(monitored, monitored.rain, row);
    return this.#drainFound();
  }

  /** Takes in flags given after the journal had the reading, when they were given. */
  applyFlagChange({ gauge, observedAt, flag, checks: failed }: FlagChange): void {
    const monitored = this.#layout.byKey[gauge];
    if (monitored === undefined) return;
    changeFlag(monitored.recent, observedAt, flag, failed);
    if (monitored.rain !== null && !isJudged(flag)) dropRain(monitored.rain, observedAt);
    const { amended, recent } = monitored;
    amended.set(observedAt, { flag, checks: failed });
    const keepFrom = Math.min(recent.kept[0]?.observedAt ?? observedAt, observedAt - 2 * hourMs);
    for (const at of amended.keys()) if (at < keepFrom) amended.delete(at);
    this.#amended.add(monitored);
  }

  /** Forgets what a gauge showed, not when it was heard: its values from now on are not comparable. */
  startAfresh(key: GaugeKey): void {
    const monitored = this.#layout.byKey[key];
    if (monitored === undefined) return;
    monitored.recent.kept.length = 0;
    if (monitored.rain !== null) clearRain(monitored.rain);
  }

  /** Looks again at a device's station after its maintenance began or ended at `at`. */
  reconsider(device: DeviceId, at: number): readonly AlarmTransition[] {
    this.#clock = Math.max(this.#clock, at);
    for (const { gauge, station } of this.#layout.byId.values()) {
      if (gauge.deviceId === device || this.#alarms.has(station.station.id)) this.#stepStation(station);
    }
    this.#nothingDueBefore = this.#nextSilence();
    return this.#drainFound();
  }

  /** What moved since the last call; null for an alarm that ended. */
  drainChanges(): BlindSpotChanges {
    const blindSpots = new Map([...this.#changed].map((id) => [id, this.#alarms.get(id) ?? null]));
    const amended = new Map(
      [...this.#amended].map((monitored) => [
        monitored.gauge.id,
        [...monitored.amended].map(([observedAt, flagChange]) => ({ observedAt, ...flagChange })),
      ]),
    );
    this.#changed.clear();
    this.#amended.clear();
    return { blindSpots, amended };
  }

  /** Last reception of a gauge, or the hub's own start where that is later; -Infinity before both. */
  heardOrStartedAt(id: GaugeId): number {
    return Math.max(this.#layout.byId.get(id)?.heardAt ?? Number.NEGATIVE_INFINITY, this.#startedAt);
  }

  gaugeIdOf(key: GaugeKey): GaugeId | null {
    return this.#layout.byKey[key]?.gauge.id ?? null;
  }

  heardAt(id: GaugeId): number | null {
    return this.#layout.byId.get(id)?.heardAt ?? null;
  }

  /** All that the state of a gauge is judged by; null for a gauge that is not in the city. */
  stateInputsOf(id: GaugeId): GaugeStateInputs | null {
    const monitored = this.#layout.byId.get(id);
    return monitored === undefined ? null : this.#stateInputs(monitored);
  }

  rainNear(stationId: StationId, now: number): RainNearby {
    const station = this.#layout.stations.get(stationId);
    return station === undefined ? noRain : rainNearby(station, now);
  }

  /** The nearest live gauge of the same property; null for none. */
  proxyFor(id: GaugeId, now: number): ProxyGauge | null {
    const monitored = this.#layout.byId.get(id);
    return monitored === undefined ? null : this.#proxy(monitored, now);
  }

  #stepStation(station: MonitoredStation): void {
    const { id } = station.station;
    const last = this.#alarms.get(id) ?? null;
    const blind = this.#blindSpot(station);
    const moved = stepBlindSpot(station.station, last, blind, this.#settings, this.#clock);
    if (moved === null) return;
    if (moved.to === null) this.#alarms.delete(id);
    else this.#alarms.set(id, moved);
    this.#changed.add(id);
    this.#found.push(moved);
  }

  #blindSpot(station: MonitoredStation): BlindSpot | null {
    const silent = station.waterGauges.filter((monitored) => this.#isSilent(monitored));
    const first = silent[0];
    if (first === undefined) return null;
    const gaugeIds = silent.map(({ gauge }) => gauge.id);
    const { importance } = station.station;
    const rain = rainNearby(station, this.#clock);
    return { gaugeIds, importance, ...rain, proxy: this.#proxy(first, this.#clock) };
  }

  #isSilent(monitored: MonitoredGauge): boolean {
    return this.#clock >= this.#silentAt(monitored) && !this.#isInMaintenance(monitored.gauge.deviceId);
  }

  #silentAt({ heardAt, gauge: { expectedIntervalMs } }: MonitoredGauge): number {
    return silentAt({ heardAt, startedAt: this.#startedAt, expectedIntervalMs }, this.#settings);
  }

  #proxy(monitored: MonitoredGauge, now: number): ProxyGauge | null {
    const others = this.#layout.byProperty.get(monitored.gauge.property) ?? [];
    return findProxy(monitored, others, (gauge) => this.#stateOf(gauge, now) === "live", now);
  }

  #stateOf(monitored: MonitoredGauge, now: number) {
    return gaugeStateAt(this.#stateInputs(monitored), this.#settings, now);
  }

  #stateInputs({ gauge, recent, heardAt }: MonitoredGauge): GaugeStateInputs {
    return {
      expectedIntervalMs: gauge.expectedIntervalMs,
      newest: recent.kept.at(-1) ?? null,
      heardAt,
      startedAt: this.#startedAt,
      recent: doubtfulIn(recent),
      isInMaintenance: this.#isInMaintenance(gauge.deviceId),
    };
  }

  #addRain(
    monitored: MonitoredGauge,
    rain: RainHour,
    { observedAt, value, flag, checks: failed }: JournalledObservation,
  ) {
    const given = monitored.amended.get(observedAt) ?? { flag, checks: failed };
    if (!isJudged(given.flag) || (given.checks & checks.tooOld) !== 0) return;
    addRain(rain, observedAt, value);
    this.#trackRain(monitored);
  }

  #trackRain({ rain, rainedOn }: MonitoredGauge): void {
    if (rain === null || rainedOn.length === 0 || rainIn(rain, this.#clock) < this.#settings.rainMm) return;
    for (const station of rainedOn) {
      if (!this.#rainyStations.has(station)) {
        this.#rainyStations.add(station);
        for (const gauge of station.waterGauges) this.#scheduleSilence(gauge);
      }
      this.#stepStation(station);
    }
  }

  #scheduleSilence(monitored: MonitoredGauge): void {
    this.#nothingDueBefore = Math.min(this.#nothingDueBefore, this.#silentAt(monitored));
  }

  /** When the next gauge of a wet station falls silent; stations where the rain has passed are let go. */
  #nextSilence(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const station of this.#rainyStations) {
      if (rainNearby(station, this.#clock).rainMm < this.#settings.rainMm) {
        this.#rainyStations.delete(station);
        continue;
      }
      for (const gauge of station.waterGauges) {
        const dueAt = this.#silentAt(gauge);
        if (dueAt > this.#clock) next = Math.min(next, dueAt);
      }
    }
    return next;
  }

  #drainFound(): readonly AlarmTransition[] {
    if (this.#found.length === 0) return nothing;
    const found = this.#found;
    this.#found = [];
    return found;
  }
}

const nothing: readonly AlarmTransition[] = Object.freeze([]);

const noRain: RainNearby = { rainMm: 0, rainGaugeId: null, rainDistanceM: null };

function rainNearby({ rainGauges }: MonitoredStation, now: number): RainNearby {
  let most = noRain;
  for (const { gauge, distanceM } of rainGauges) {
    const rainMm = gauge.rain === null ? 0 : rainIn(gauge.rain, now);
    if (rainMm > most.rainMm) most = { rainMm, rainGaugeId: gauge.gauge.id, rainDistanceM: distanceM };
  }
  return most;
}
