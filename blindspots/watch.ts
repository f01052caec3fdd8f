import type { AlarmTransition } from "../domain/alarm.ts";
import type { BlindSpot, ProxyReading } from "../domain/blind-spot.ts";
import type { City } from "../domain/city/city.ts";
import { hourMs } from "../domain/clock.ts";
import type { DeviceId, GaugeId, GaugeKey, StationId } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observation.ts";
import { checks, isJudged, type QualityVerdict } from "../domain/quality.ts";
import type { ObservationLog } from "../store/ports.ts";
import { stepBlindSpot } from "./blind-spot-alarm.ts";
import { findProxy } from "./find-proxy.ts";
import { type GaugeSigns, gaugeStateAt, silentAt } from "./gauge-state.ts";
import { layOutWatch, type WatchLayout } from "./lay-out-watch.ts";
import { addRain, dropRain, rainIn } from "./rain-hour.ts";
import { recallWatch } from "./recall-watch.ts";
import { addReading, amendReading, doubtfulIn } from "./recent-readings.ts";
import type { WatchSettings } from "./settings.ts";
import type { Amendment, WatchedGauge, WatchedStation } from "./watched-gauge.ts";

/** Most rain of the last hour near a station, and where it fell. */
export interface RainNearby {
  readonly rainMm: number;
  readonly rainGaugeId: GaugeId | null;
  readonly rainDistanceM: number | null;
}

/** Flags given to readings of one gauge after the journal had them. */
export type SavedAmendments = readonly (Amendment & { readonly observedAt: number })[];

/** What must outlive the process; all else is the journal's to tell. */
export interface SavedWatch {
  readonly blindSpots: ReadonlyMap<StationId, AlarmTransition>;
  readonly amended: ReadonlyMap<GaugeId, SavedAmendments>;
}

export interface ChangedWatch {
  readonly blindSpots: ReadonlyMap<StationId, AlarmTransition | null>;
  readonly amended: ReadonlyMap<GaugeId, SavedAmendments>;
}

/**
 * Watches which gauges are heard and where it rains, and raises an alarm where an important station goes unseen in the
 * rain. Reads no clock: same rows, same starts and same clock give the same findings, live, after a restart and in a
 * replay. An alarm can begin at a row of a rain gauge or when a gauge falls silent, and at no other moment, so that it
 * does not depend on when somebody looked.
 */
export class Watch {
  readonly #layout: WatchLayout;
  readonly #settings: WatchSettings;
  readonly #isInMaintenance: (device: DeviceId) => boolean;
  /** Transition that brought each raised alarm where it is. */
  readonly #alarms = new Map<StationId, AlarmTransition>();
  /** Important stations where enough rain was seen; only their gauges are waited for. */
  readonly #wet = new Set<WatchedStation>();
  #clock = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** No gauge of a wet station falls silent before it. */
  #nothingDueBefore = Number.POSITIVE_INFINITY;
  #found: AlarmTransition[] = [];
  readonly #changed = new Set<StationId>();
  readonly #amended = new Set<WatchedGauge>();

  /** @param isInMaintenance at this watch's clock */
  constructor(
    city: City,
    keys: ReadonlyMap<GaugeId, GaugeKey>,
    settings: WatchSettings,
    isInMaintenance: (device: DeviceId) => boolean,
  ) {
    this.#layout = layOutWatch(city, keys, settings);
    this.#settings = settings;
    this.#isInMaintenance = isInMaintenance;
  }

  /** Takes up where the last commit left off: alarms and flags from `saved`, all else from the journal up to `cursor`. */
  async restore(saved: SavedWatch, log: ObservationLog, cursor: number, clock: number): Promise<void> {
    this.#clock = clock;
    for (const [stationId, transition] of saved.blindSpots) {
      if (this.#layout.stations.has(stationId)) this.#alarms.set(stationId, transition);
    }
    for (const [gaugeId, amended] of saved.amended) {
      const watched = this.#layout.byId.get(gaugeId);
      for (const { observedAt, flag, checks: failed } of amended)
        watched?.amended.set(observedAt, { flag, checks: failed });
    }
    this.#startedAt = await recallWatch(this.#layout.byId.values(), this.#settings, log, cursor);
    for (const watched of this.#layout.byId.values()) if (watched.rain !== null) this.#noteRain(watched);
  }

  /** The hub listens again from `at`: gauges have their time to be heard afresh. */
  start(at: number): void {
    this.#clock = Math.max(this.#clock, at);
    this.#startedAt = Math.max(this.#startedAt, at);
    for (const station of this.#wet) for (const gauge of station.waterGauges) this.#waitFor(gauge);
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
      for (const station of [...this.#wet]) this.#consider(station);
      this.#nothingDueBefore = this.#nextSilence();
    }
    this.#clock = Math.max(this.#clock, to);
    return this.#take();
  }

  /** Takes in the next row of the journal; what is due before its `receivedAt` must have happened. */
  read(row: JournalledObservation): readonly AlarmTransition[] {
    this.#clock = Math.max(this.#clock, row.receivedAt);
    const watched = this.#layout.byKey[row.gauge];
    if (watched === undefined) return nothing;
    if (watched.heardAt === null || row.receivedAt > watched.heardAt) watched.heardAt = row.receivedAt;
    addReading(watched.recent, row);
    if (this.#wet.has(watched.station)) this.#waitFor(watched);
    if (this.#alarms.has(watched.station.station.id)) this.#consider(watched.station);
    if (watched.rain !== null && isJudged(row.flag) && (row.checks & checks.tooOld) === 0) {
      addRain(watched.rain, row.observedAt, row.value);
      this.#noteRain(watched);
    }
    return this.#take();
  }

  /** Takes in flags given after the journal had the reading, when they were given. */
  amend({ gauge, observedAt, flag, checks: failed }: QualityVerdict): void {
    const watched = this.#layout.byKey[gauge];
    if (watched === undefined) return;
    amendReading(watched.recent, observedAt, flag, failed);
    if (watched.rain !== null && !isJudged(flag)) dropRain(watched.rain, observedAt);
    const { amended, recent } = watched;
    amended.set(observedAt, { flag, checks: failed });
    const keepFrom = Math.min(recent.kept[0]?.observedAt ?? observedAt, observedAt - 2 * hourMs);
    for (const at of amended.keys()) if (at < keepFrom) amended.delete(at);
    this.#amended.add(watched);
  }

  /** Looks again at a device's station after its maintenance began or ended at `at`. */
  reconsider(device: DeviceId, at: number): readonly AlarmTransition[] {
    this.#clock = Math.max(this.#clock, at);
    for (const { gauge, station } of this.#layout.byId.values()) {
      if (gauge.deviceId === device || this.#alarms.has(station.station.id)) this.#consider(station);
    }
    this.#nothingDueBefore = this.#nextSilence();
    return this.#take();
  }

  /** What moved since the last call; null for an alarm that ended. */
  takeChanged(): ChangedWatch {
    const blindSpots = new Map([...this.#changed].map((id) => [id, this.#alarms.get(id) ?? null]));
    const amended = new Map(
      [...this.#amended].map((watched) => [
        watched.gauge.id,
        [...watched.amended].map(([observedAt, amendment]) => ({ observedAt, ...amendment })),
      ]),
    );
    this.#changed.clear();
    this.#amended.clear();
    return { blindSpots, amended };
  }

  /** Last reception of a gauge, or the hub's own start where that is later; -Infinity before both. */
  waitedSince(id: GaugeId): number {
    return Math.max(this.#layout.byId.get(id)?.heardAt ?? Number.NEGATIVE_INFINITY, this.#startedAt);
  }

  gaugeIdOf(key: GaugeKey): GaugeId | null {
    return this.#layout.byKey[key]?.gauge.id ?? null;
  }

  heardAt(id: GaugeId): number | null {
    return this.#layout.byId.get(id)?.heardAt ?? null;
  }

  /** All that the state of a gauge is judged by; null for a gauge that is not in the city. */
  signsOf(id: GaugeId): GaugeSigns | null {
    const watched = this.#layout.byId.get(id);
    return watched === undefined ? null : this.#signs(watched);
  }

  rainNear(stationId: StationId, now: number): RainNearby {
    const station = this.#layout.stations.get(stationId);
    return station === undefined ? noRain : rainNearby(station, now);
  }

  /** The nearest live gauge of the same property; null for none. */
  proxyFor(id: GaugeId, now: number): ProxyReading | null {
    const watched = this.#layout.byId.get(id);
    return watched === undefined ? null : this.#proxy(watched, now);
  }

  #consider(station: WatchedStation): void {
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

  #blindSpot(station: WatchedStation): BlindSpot | null {
    const silent = station.waterGauges.filter((watched) => this.#isSilent(watched));
    const first = silent[0];
    if (first === undefined) return null;
    const gaugeIds = silent.map(({ gauge }) => gauge.id);
    const { importance } = station.station;
    const rain = rainNearby(station, this.#clock);
    return { gaugeIds, importance, ...rain, proxy: this.#proxy(first, this.#clock) };
  }

  #isSilent(watched: WatchedGauge): boolean {
    return this.#clock >= this.#silentAt(watched) && !this.#isInMaintenance(watched.gauge.deviceId);
  }

  #silentAt({ heardAt, gauge: { expectedIntervalMs } }: WatchedGauge): number {
    return silentAt({ heardAt, startedAt: this.#startedAt, expectedIntervalMs }, this.#settings);
  }

  #proxy(watched: WatchedGauge, now: number): ProxyReading | null {
    const others = this.#layout.byProperty.get(watched.gauge.property) ?? [];
    return findProxy(watched, others, (gauge) => this.#stateOf(gauge, now) === "live", now);
  }

  #stateOf(watched: WatchedGauge, now: number) {
    return gaugeStateAt(this.#signs(watched), this.#settings, now);
  }

  #signs({ gauge, recent, heardAt }: WatchedGauge): GaugeSigns {
    return {
      expectedIntervalMs: gauge.expectedIntervalMs,
      newest: recent.kept.at(-1) ?? null,
      heardAt,
      startedAt: this.#startedAt,
      recent: doubtfulIn(recent),
      isInMaintenance: this.#isInMaintenance(gauge.deviceId),
    };
  }

  #noteRain({ rain, rainedOn }: WatchedGauge): void {
    if (rain === null || rainedOn.length === 0 || rainIn(rain, this.#clock) < this.#settings.rainMm) return;
    for (const station of rainedOn) {
      if (!this.#wet.has(station)) {
        this.#wet.add(station);
        for (const gauge of station.waterGauges) this.#waitFor(gauge);
      }
      this.#consider(station);
    }
  }

  #waitFor(watched: WatchedGauge): void {
    this.#nothingDueBefore = Math.min(this.#nothingDueBefore, this.#silentAt(watched));
  }

  /** When the next gauge of a wet station falls silent; stations where the rain has passed are let go. */
  #nextSilence(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const station of this.#wet) {
      if (rainNearby(station, this.#clock).rainMm < this.#settings.rainMm) {
        this.#wet.delete(station);
        continue;
      }
      for (const gauge of station.waterGauges) {
        const dueAt = this.#silentAt(gauge);
        if (dueAt > this.#clock) next = Math.min(next, dueAt);
      }
    }
    return next;
  }

  #take(): readonly AlarmTransition[] {
    if (this.#found.length === 0) return nothing;
    const found = this.#found;
    this.#found = [];
    return found;
  }
}

const nothing: readonly AlarmTransition[] = Object.freeze([]);

const noRain: RainNearby = { rainMm: 0, rainGaugeId: null, rainDistanceM: null };

function rainNearby({ rainGauges }: WatchedStation, now: number): RainNearby {
  let most = noRain;
  for (const { gauge, distanceM } of rainGauges) {
    const rainMm = gauge.rain === null ? 0 : rainIn(gauge.rain, now);
    if (rainMm > most.rainMm) most = { rainMm, rainGaugeId: gauge.gauge.id, rainDistanceM: distanceM };
  }
  return most;
}
