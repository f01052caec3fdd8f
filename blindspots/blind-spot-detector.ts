import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { DeviceId, GaugeId, GaugeKey, StationId } from "../domain/ids.ts";
import type { BlindSpot, ProxyGauge, UnusableGauge } from "../domain/observations/blind-spot.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { checks, type FlagChange, isJudged } from "../domain/observations/quality.ts";
import type { Unusable } from "../domain/observations/usable.ts";
import type { Position } from "../domain/position.ts";
import type { JournalReader } from "../store/ports.ts";
import { stepBlindSpot } from "./blind-spot-alarm.ts";
import { findProxy } from "./find-proxy.ts";
import { never, nullIfNever } from "./gauge-reception.ts";
import { type GaugeReceptions, unusableSince } from "./gauge-receptions.ts";
import { blindAt, type GaugeStateInputs, gaugeStateAt } from "./gauge-state.ts";
import { type DetectorLayout, layOutDetector } from "./lay-out-detector.ts";
import { type MonitoredGauge, type MonitoredStation, movedByRain } from "./monitored-gauge.ts";
import { addRain, clearRain, dropRain, type RainHour, rainIn } from "./rain-hour.ts";
import { recallDetector } from "./recall-detector.ts";
import { doubtfulIn } from "./recent-observations.ts";
import type { BlindSpotSettings } from "./settings.ts";
import { unusableWords } from "./unusable-words.ts";

/** Most rain of the last hour near a station, and where it fell. */
export interface RainNearby {
  readonly rainMm: number;
  readonly rainGaugeId: GaugeId | null;
  readonly rainDistanceM: number | null;
}

export type BlindSpotAlarms = ReadonlyMap<StationId, AlarmTransition>;

/**
 * Watches which gauges say something usable and where it rains, and raises an alarm where an important station goes
 * unseen in the rain. Reads no clock: same rows, same starts and same clock give the same findings, live, after a restart and in a
 * replay. An alarm can begin at a row of a rain gauge, when a gauge goes blind, or when what it said is taken back, and at no other moment,
 * so that it does not depend on when somebody looked.
 */
export class BlindSpotDetector {
  readonly #layout: DetectorLayout;
  readonly #receptions: GaugeReceptions;
  readonly #settings: BlindSpotSettings;
  readonly #isInMaintenance: (device: DeviceId) => boolean;
  /** Transition that brought each raised alarm where it is. */
  readonly #alarms = new Map<StationId, AlarmTransition>();
  /** Important stations where enough rain was seen; only their gauges are waited for. */
  readonly #rainyStations = new Set<MonitoredStation>();
  #clock = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** No gauge of a wet station goes blind before it. */
  #nothingDueBefore = Number.POSITIVE_INFINITY;
  #found: AlarmTransition[] = [];
  readonly #changed = new Set<StationId>();

  /**
   * @param receptions of the same city, brought up to each input before this is
   * @param isInMaintenance at this detector's clock
   */
  constructor(
    city: City,
    receptions: GaugeReceptions,
    settings: BlindSpotSettings,
    isInMaintenance: (device: DeviceId) => boolean,
  ) {
    this.#layout = layOutDetector(city, receptions, settings);
    this.#receptions = receptions;
    this.#settings = settings;
    this.#isInMaintenance = isInMaintenance;
  }

  /** Takes up where the last commit left off: alarms as `saved`, all else from the journal up to `upTo`. */
  async restore(
    saved: BlindSpotAlarms,
    { journal, upTo, clock }: { readonly journal: JournalReader; readonly upTo: Position; readonly clock: number },
  ): Promise<void> {
    this.#clock = clock;
    for (const [stationId, transition] of saved) {
      if (this.#layout.stations.has(stationId)) this.#alarms.set(stationId, transition);
    }
    this.#startedAt = await recallDetector(this.#layout.byId.values(), journal, upTo);
    for (const monitored of this.#layout.byId.values()) if (monitored.rain !== null) this.#trackRain(monitored);
  }

  /** The hub listens again from `at`: gauges have their time to be heard afresh. */
  start(at: number): void {
    this.#clock = Math.max(this.#clock, at);
    this.#startedAt = Math.max(this.#startedAt, at);
    for (const station of this.#rainyStations) for (const gauge of station.waterGauges) this.#scheduleBlindness(gauge);
  }

  /** The next moment at which `advance` may find something. */
  get nextDueAt(): number {
    return this.#nothingDueBefore;
  }

  /** Lets time pass up to `to`, which no row still to come was received before. */
  advance(to: number): readonly AlarmTransition[] {
    while (this.#nothingDueBefore <= to) {
      const dueAt = this.#nextBlindness();
      this.#nothingDueBefore = dueAt;
      if (dueAt > to) break;
      this.#clock = Math.max(this.#clock, dueAt);
      for (const station of [...this.#rainyStations]) this.#stepStation(station);
      this.#nothingDueBefore = this.#nextBlindness();
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
    for (const change of flagChanges) this.applyFlagChange(change);
    // In dry weather both are empty, and to ask them costs more than all else here.
    if (this.#rainyStations.size > 0 && this.#rainyStations.has(monitored.station)) this.#look(monitored);
    if (this.#alarms.size > 0 && this.#alarms.has(monitored.station.station.id)) this.#stepStation(monitored.station);
    if (monitored.rain !== null) this.#addRain(monitored, monitored.rain, row);
    return this.#drainFound();
  }

  /** Takes in flags given after the journal had the reading: rain that was none does not count. */
  applyFlagChange({ gauge, observedAt, flag }: FlagChange): void {
    const rain = this.#layout.byKey[gauge]?.rain ?? null;
    if (rain !== null && !isJudged(flag)) dropRain(rain, observedAt);
  }

  /** Looks again at stations where what a gauge said was taken back at `at`: it may have been blind for a while. */
  takeBack(gauges: readonly GaugeKey[], at: number): readonly AlarmTransition[] {
    this.#clock = Math.max(this.#clock, at);
    for (const key of gauges) {
      const monitored = this.#layout.byKey[key];
      if (monitored !== undefined && this.#rainyStations.has(monitored.station)) this.#look(monitored);
    }
    return this.#drainFound();
  }

  /** Forgets the rain of a gauge whose values from now on are not comparable. */
  startAfresh(key: GaugeKey): void {
    const rain = this.#layout.byKey[key]?.rain ?? null;
    if (rain !== null) clearRain(rain);
  }

  /** Looks again at a device's station after its maintenance began or ended at `at`. */
  reconsider(device: DeviceId, at: number): readonly AlarmTransition[] {
    this.#clock = Math.max(this.#clock, at);
    for (const { gauge, station } of this.#layout.byId.values()) {
      if (gauge.deviceId === device || this.#alarms.has(station.station.id)) this.#stepStation(station);
    }
    this.#nothingDueBefore = this.#nextBlindness();
    return this.#drainFound();
  }

  /** What moved since the last call; null for an alarm that ended. */
  drainChanges(): ReadonlyMap<StationId, AlarmTransition | null> {
    const blindSpots = new Map([...this.#changed].map((id) => [id, this.#alarms.get(id) ?? null]));
    this.#changed.clear();
    return blindSpots;
  }

  /** Reception of a gauge's newest usable reading, or the hub's own start where that is later; -Infinity before both. */
  usableOrStartedAt(id: GaugeId): number {
    return Math.max(this.#receptions.of(id)?.usableAt ?? Number.NEGATIVE_INFINITY, this.#startedAt);
  }

  gaugeIdOf(key: GaugeKey): GaugeId | null {
    return this.#layout.byKey[key]?.gauge.id ?? null;
  }

  /** Last reception of anything, new or there already. */
  heardAt(id: GaugeId): number | null {
    const { receivedAt = never, repeatedAt = null } = this.#receptions.of(id) ?? {};
    return nullIfNever(Math.max(receivedAt, repeatedAt ?? never));
  }

  /** All that the state of a gauge is judged by at `now`; null for a gauge that is not in the city. */
  stateInputsOf(id: GaugeId, now: number): GaugeStateInputs | null {
    const monitored = this.#layout.byId.get(id);
    return monitored === undefined ? null : this.#stateInputs(monitored, now);
  }

  /** Why a gauge that is heard says nothing usable at `now`; null where nothing unusable came since. */
  unusableOf(id: GaugeId, now: number): Unusable | null {
    const monitored = this.#layout.byId.get(id);
    return monitored === undefined ? null : this.#unusable(monitored, now);
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
    const blind = station.waterGauges.filter((monitored) => this.#isBlind(monitored));
    const first = blind[0];
    if (first === undefined) return null;
    const gaugeIds = blind.map(({ gauge }) => gauge.id);
    const unusable = blind.flatMap((monitored) => this.#unusableGauge(monitored));
    const { importance } = station.station;
    const rain = rainNearby(station, this.#clock);
    const proxy = this.#proxy(first, this.#clock);
    return { gaugeIds, ...(unusable.length === 0 ? {} : { unusable }), importance, ...rain, proxy };
  }

  #isBlind(monitored: MonitoredGauge): boolean {
    if (this.#isInMaintenance(monitored.gauge.deviceId)) return false;
    const signs = this.#usableSigns(monitored, this.#clock);
    // A start of the hub gives gauges time before an alarm, and ends none: an alarm stays until something usable comes.
    const isUp = this.#alarms.has(monitored.station.station.id);
    const since = isUp ? { ...signs, startedAt: Number.NEGATIVE_INFINITY } : signs;
    return this.#clock >= blindAt(since, this.#settings);
  }

  #blindAt(monitored: MonitoredGauge): number {
    return blindAt(this.#usableSigns(monitored, this.#clock), this.#settings);
  }

  #unusableGauge(monitored: MonitoredGauge): readonly UnusableGauge[] {
    const state = gaugeStateAt(this.#stateInputs(monitored, this.#clock), this.#settings, this.#clock);
    const unusable = state === "unusable" ? this.#unusable(monitored, this.#clock) : null;
    if (unusable === null) return [];
    return [{ gaugeId: monitored.gauge.id, reason: unusable.reason, words: unusableWords(unusable) }];
  }

  #unusable({ gauge, station, reception }: MonitoredGauge, now: number): Unusable | null {
    const isStuck = reception.movedAt !== reception.usableAt && movedByRain.has(gauge.property);
    return unusableSince(reception) ?? (isStuck && this.#isWet(station, now) ? stuck : null);
  }

  /** Since when nothing usable came: in the rain a depth that stands still is of no use. */
  #usableSigns({ gauge, station, reception }: MonitoredGauge, now: number) {
    const { usableAt, movedAt } = reception;
    const mustMove = usableAt !== movedAt && movedByRain.has(gauge.property) && this.#isWet(station, now);
    const { expectedIntervalMs } = gauge;
    return { usableAt: mustMove ? movedAt : usableAt, startedAt: this.#startedAt, expectedIntervalMs };
  }

  /** Whether so much rain fell nearby that water must have moved; also as long as nobody has seen it since. */
  #isWet(station: MonitoredStation, now: number): boolean {
    return this.#alarms.has(station.station.id) || rainNearby(station, now).rainMm >= this.#settings.rainMm;
  }

  #proxy(monitored: MonitoredGauge, now: number): ProxyGauge | null {
    const others = this.#layout.byProperty.get(monitored.gauge.property) ?? [];
    return findProxy(monitored, others, (gauge) => this.#stateOf(gauge, now) === "live", now);
  }

  #stateOf(monitored: MonitoredGauge, now: number) {
    return gaugeStateAt(this.#stateInputs(monitored, now), this.#settings, now);
  }

  #stateInputs(monitored: MonitoredGauge, now: number): GaugeStateInputs {
    const { gauge, reception } = monitored;
    const { recent, receivedAt, refusedAt, repeatedAt } = reception;
    return {
      ...this.#usableSigns(monitored, now),
      newest: recent.kept.at(-1) ?? null,
      receivedAt,
      refusedAt,
      repeatedAt,
      recent: doubtfulIn(recent),
      isInMaintenance: this.#isInMaintenance(gauge.deviceId),
    };
  }

  #addRain(
    monitored: MonitoredGauge,
    rain: RainHour,
    { observedAt, value, flag, checks: failed }: JournalledObservation,
  ) {
    const given = monitored.reception.amended.get(observedAt) ?? { flag, checks: failed };
    if (!isJudged(given.flag) || (given.checks & checks.tooOld) !== 0) return;
    addRain(rain, observedAt, value);
    this.#trackRain(monitored);
  }

  #trackRain({ rain, rainedOn }: MonitoredGauge): void {
    if (rain === null || rainedOn.length === 0 || rainIn(rain, this.#clock) < this.#settings.rainMm) return;
    for (const station of rainedOn) {
      if (!this.#rainyStations.has(station)) {
        this.#rainyStations.add(station);
        for (const gauge of station.waterGauges) this.#scheduleBlindness(gauge);
      }
      this.#stepStation(station);
    }
  }

  /** After something came of a gauge of a wet station: it may be blind now, or later. */
  #look(monitored: MonitoredGauge): void {
    if (this.#isBlind(monitored)) this.#stepStation(monitored.station);
    else this.#scheduleBlindness(monitored);
  }

  #scheduleBlindness(monitored: MonitoredGauge): void {
    this.#nothingDueBefore = Math.min(this.#nothingDueBefore, this.#blindAt(monitored));
  }

  /** When the next gauge of a wet station goes blind; stations where the rain has passed are let go. */
  #nextBlindness(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const station of this.#rainyStations) {
      if (rainNearby(station, this.#clock).rainMm < this.#settings.rainMm) {
        this.#rainyStations.delete(station);
        continue;
      }
      for (const gauge of station.waterGauges) {
        const dueAt = this.#blindAt(gauge);
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

const stuck: Unusable = { reason: "stuck", checks: checks.flatLine, refusal: null };

const noRain: RainNearby = { rainMm: 0, rainGaugeId: null, rainDistanceM: null };

function rainNearby({ rainGauges }: MonitoredStation, now: number): RainNearby {
  let most = noRain;
  for (const { gauge, distanceM } of rainGauges) {
    const rainMm = gauge.rain === null ? 0 : rainIn(gauge.rain, now);
    if (rainMm > most.rainMm) most = { rainMm, rainGaugeId: gauge.gauge.id, rainDistanceM: distanceM };
  }
  return most;
}
