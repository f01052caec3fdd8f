import type { City } from "../domain/city/city.ts";
import { hourMs } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../domain/ids.ts";
import type { FlagSet } from "../domain/inputs/acts/flag-set.ts";
import type { ReadingsRefused } from "../domain/inputs/readings-refused.ts";
import type { ReadingsRepeated } from "../domain/inputs/readings-repeated.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { type FlagChange, isJudged } from "../domain/observations/quality.ts";
import type { Unusable } from "../domain/observations/usable.ts";
import type { Position } from "../domain/position.ts";
import type { BilingualText } from "../domain/text.ts";
import { blindSpotTexts } from "../locales/blindspots.ts";
import { fill } from "../locales/fill.ts";
import type { JournalReader } from "../store/ports.ts";
import {
  doesMove,
  type GaugeReception,
  isSameUnusable,
  type NewFlag,
  never,
  newReception,
  noteWhatIsLost,
  recount,
  recountWithout,
  type SavedReception,
  type SavedReceptions,
  unusableOf,
} from "./gauge-reception.ts";
import { addObservation, changeFlag, type HeardReading, isAmong } from "./recent-observations.ts";
import type { BlindSpotSettings } from "./settings.ts";
import { unusableWords } from "./unusable-words.ts";

/** Flags given to readings of one gauge after the journal had them. */
export type SavedFlagChanges = readonly (NewFlag & { readonly observedAt: number })[];

/** An observation that rules were given. */
type GivenObservation = Pick<JournalledObservation, "gauge" | "observedAt">;

/** Where the log stands at a restart, and which observations rules have been given there. */
export interface ReceptionsPoint {
  readonly journal: JournalReader;
  readonly upTo: Position;
  /** False for one that quality holds. */
  isDecided(row: JournalledObservation): boolean;
}

export interface ReceptionSettings extends Pick<BlindSpotSettings, "suspectWindow" | "silentAfterIntervals"> {
  /** What is learnt of later than this after it happened is never live, ms. */
  readonly lateAfterMs: number;
}

/** Gauges whose past is asked of the journal at once. */
const gaugesAtOnce = 256;

const repeated: Unusable = { reason: "repeated", checks: 0, refusal: null };

const noKeys: readonly GaugeKey[] = Object.freeze([]);

/**
 * When each gauge was last heard and when it last said something usable: what rules were given, young enough to say
 * something of the water now, and not taken back since. Silence, blind spots and states of gauges ask here and nowhere
 * else. Reads no clock: same rows and same decisions about them give the same answers, live, after a restart and in a
 * replay.
 */
export class GaugeReceptions {
  /** By gauge key, with holes. */
  readonly #byKey: (GaugeReception | undefined)[] = [];
  readonly #byId = new Map<GaugeId, GaugeReception>();
  /** By device and by gateway. */
  readonly #bySpeaker = new Map<DeviceId, GaugeReception[]>();
  readonly #changed = new Set<GaugeReception>();
  readonly #amended = new Set<GaugeReception>();
  #retracted: GaugeKey[] = [];

  /** @throws {HubError} `rules.gauge_without_key` */
  constructor(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>, settings: ReceptionSettings) {
    const { suspectWindow, silentAfterIntervals, lateAfterMs } = settings;
    for (const gauge of city.gauges.values()) {
      const key = keys.get(gauge.id);
      if (key === undefined) throw withoutKey(gauge.id);
      const maxAgeMs = Math.max(lateAfterMs, silentAfterIntervals * gauge.expectedIntervalMs);
      const reception = newReception(key, gauge, { suspectWindow, maxAgeMs });
      this.#byKey[key] = reception;
      this.#byId.set(gauge.id, reception);
      const { gatewayId } = city.devices.get(gauge.deviceId) ?? {};
      for (const speaker of gatewayId === undefined ? [gauge.deviceId] : [gauge.deviceId, gatewayId]) {
        this.#bySpeaker.set(speaker, [...(this.#bySpeaker.get(speaker) ?? []), reception]);
      }
    }
  }

  of(id: GaugeId): GaugeReception | undefined {
    return this.#byId.get(id);
  }

  ofKey(key: GaugeKey): GaugeReception | undefined {
    return this.#byKey[key];
  }

  /** Reception of the newest usable reading; -Infinity before the first. */
  usableAt(key: GaugeKey): number {
    return this.#byKey[key]?.usableAt ?? never;
  }

  /** The gauge of a row just taken in that was usable; null for any other row. */
  usableGaugeOf({ gauge, receivedAt }: JournalledObservation): GaugeId | null {
    const reception = this.#byKey[gauge];
    return reception?.usableAt === receivedAt ? reception.gauge.id : null;
  }

  /** Why a gauge that is heard is not seen, in words; null where nothing came after its newest usable reading. */
  unusableWords(key: GaugeKey | undefined): BilingualText | null {
    const reception = key === undefined ? undefined : this.#byKey[key];
    const unusable = reception === undefined ? null : unusableSince(reception);
    return unusable === null ? null : fill(blindSpotTexts["heard-but"], { why: unusableWords(unusable) });
  }

  /**
   * Takes in the next row of the journal.
   *
   * @param judgeable what rules are given in its place; null for the row as it is
   * @param flagChanges what became of the row's own flag and of others' with it
   */
  read(
    row: JournalledObservation,
    judgeable: readonly GivenObservation[] | null,
    flagChanges: readonly FlagChange[],
  ): void {
    const reception = this.#byKey[row.gauge];
    if (reception !== undefined) {
      if (row.receivedAt > reception.receivedAt) reception.receivedAt = row.receivedAt;
      addObservation(reception.recent, row);
    }
    if (judgeable === null && flagChanges.length === 0) {
      if (reception !== undefined) this.#use(reception, row);
      return;
    }
    if (reception !== undefined && judgeable !== null) holdUnlessGiven(reception, row, judgeable);
    this.decide(judgeable ?? [row], flagChanges, row);
  }

  /**
   * Takes in what was decided about readings that are in the journal: which rules are given, and new flags.
   *
   * @param row the one that has just come, where one has
   */
  decide(
    judgeable: readonly GivenObservation[],
    flagChanges: readonly FlagChange[],
    row: JournalledObservation | null = null,
  ): void {
    for (const change of flagChanges) this.#changeFlag(change);
    for (const { gauge, observedAt } of judgeable) {
      const reception = this.#byKey[gauge];
      if (reception === undefined) continue;
      if (reception.heldAt === observedAt) reception.heldAt = null;
      const kept = reception.recent.kept.findLast((each) => each.observedAt === observedAt);
      const isRow = row !== null && row.gauge === gauge && row.observedAt === observedAt;
      const reading = kept ?? (isRow ? row : null);
      if (reading !== null) this.#use(reception, reading);
    }
  }

  /** Takes in a flag that a person has set. */
  setFlag({ gaugeId, observedAt, flag, by }: FlagSet): void {
    const reception = this.#byId.get(gaugeId);
    if (reception === undefined) return;
    this.#changeFlag({ gauge: reception.key, gaugeId, observedAt, flag, checks: 0 }, by);
  }

  /** Forgets what a gauge showed, not when it was heard: its values from now on are not comparable with those before. */
  startAfresh(key: GaugeKey): void {
    const reception = this.#byKey[key];
    if (reception === undefined) return;
    reception.recent.kept.length = 0;
    if (noteWhatIsLost(reception)) this.#changed.add(reception);
  }

  /** Takes in a refusal: its gauges are heard, and nothing of it can be used. */
  refuse({ deviceId, gaugeIds, reason, detail }: ReadingsRefused, at: number): void {
    const unusable: Unusable = { reason: "refused", checks: 0, refusal: { reason, detail } };
    for (const reception of this.#bySpeaker.get(deviceId) ?? []) {
      if (gaugeIds !== undefined && !gaugeIds.includes(reception.gauge.id)) continue;
      reception.refusedAt = at;
      reception.unusable = unusable;
      this.#changed.add(reception);
    }
  }

  /** Takes in that what came was there already: its gauges are heard, and what they last said grows old. */
  repeat({ gaugeIds }: ReadingsRepeated, at: number): void {
    for (const id of gaugeIds) {
      const reception = this.#byId.get(id);
      if (reception === undefined) continue;
      reception.repeatedAt = at;
      reception.unusable = repeated;
      this.#changed.add(reception);
    }
  }

  /** Gauges whose newest usable reading is an earlier one than it was at the last call. */
  drainRetracted(): readonly GaugeKey[] {
    if (this.#retracted.length === 0) return noKeys;
    const retracted = this.#retracted;
    this.#retracted = [];
    return retracted;
  }

  /** What changed since the last call that the journal does not hold. */
  drainChanges(): { readonly receptions: SavedReceptions; readonly amended: ReadonlyMap<GaugeId, SavedFlagChanges> } {
    const receptions = new Map([...this.#changed].map((each) => [each.gauge.id, savedOf(each)]));
    const amended = new Map([...this.#amended].map((each) => [each.gauge.id, flagsOf(each)]));
    this.#changed.clear();
    this.#amended.clear();
    return { receptions, amended };
  }

  /** Takes up where the last commit left off; what is not saved comes from the journal. */
  async restore(
    saved: { readonly receptions: SavedReceptions; readonly amended: ReadonlyMap<GaugeId, SavedFlagChanges> },
    point: ReceptionsPoint,
  ): Promise<void> {
    for (const [id, reception] of saved.receptions) {
      const known = this.#byId.get(id);
      if (known !== undefined) Object.assign(known, reception);
    }
    for (const [id, flags] of saved.amended) {
      const { amended } = this.#byId.get(id) ?? {};
      for (const { observedAt, ...flag } of flags) amended?.set(observedAt, flag);
    }
    const all = [...this.#byId.values()];
    for (let from = 0; from < all.length; from += gaugesAtOnce) {
      await Promise.all(all.slice(from, from + gaugesAtOnce).map((each) => recallReception(each, point)));
    }
  }

  /** A reading that rules are given, or that is not fit to be. */
  #use(reception: GaugeReception, reading: HeardReading): void {
    const unusable = unusableOf(reception, reading);
    if (unusable !== null) {
      this.#note(reception, unusable);
      return;
    }
    const { receivedAt } = reading;
    // Older than all that is looked at, it says something of now only where it is young all the same.
    if (receivedAt > reception.usableAt) reception.usableAt = receivedAt;
    const isMoving = doesMove(reading);
    if (isMoving && receivedAt > reception.movedAt) reception.movedAt = receivedAt;
    if ((!isMoving || !isAmong(reception.recent, reading.observedAt)) && noteWhatIsLost(reception))
      this.#changed.add(reception);
  }

  #note(reception: GaugeReception, unusable: Unusable): void {
    const isNews = !isSameUnusable(reception.unusable, unusable);
    if (isNews) reception.unusable = unusable;
    if (noteWhatIsLost(reception) || isNews) this.#changed.add(reception);
  }

  #changeFlag({ gauge, observedAt, flag, checks: failed }: FlagChange, by?: string): void {
    const reception = this.#byKey[gauge];
    if (reception === undefined) return;
    const { recent, amended, usableAt, movedAt } = reception;
    changeFlag(recent, observedAt, flag, failed);
    amended.set(observedAt, { flag, checks: failed });
    const keepFrom = Math.min(recent.kept[0]?.observedAt ?? observedAt, observedAt - 2 * hourMs);
    for (const at of amended.keys()) if (at < keepFrom) amended.delete(at);
    this.#amended.add(reception);
    if (isJudged(flag) && by === undefined) return;
    if (reception.heldAt === observedAt) reception.heldAt = null;
    recountWithout(reception);
    if (noteWhatIsLost(reception)) this.#changed.add(reception);
    const changed = recent.kept.find((each) => each.observedAt === observedAt);
    const unusable = changed === undefined ? null : unusableOf(reception, changed);
    if (unusable !== null) this.#note(reception, unusable);
    if (reception.usableAt < usableAt || reception.movedAt < movedAt) this.#retracted.push(gauge);
  }
}

/** What came after the newest usable reading and cannot be used; null where nothing did. */
export function unusableSince(reception: GaugeReception): Unusable | null {
  const { receivedAt, refusedAt, repeatedAt, usableAt, unusable } = reception;
  return Math.max(receivedAt, refusedAt ?? never, repeatedAt ?? never) > usableAt ? unusable : null;
}

function holdUnlessGiven(
  reception: GaugeReception,
  { gauge, observedAt }: JournalledObservation,
  judgeable: readonly GivenObservation[],
): void {
  if (judgeable.some((each) => each.gauge === gauge && each.observedAt === observedAt)) return;
  reception.heldAt = observedAt;
}

function savedOf({ refusedAt, repeatedAt, usableBefore, movedBefore, unusable }: GaugeReception): SavedReception {
  return { refusedAt, repeatedAt, usableBefore, movedBefore, unusable };
}

function flagsOf({ amended }: GaugeReception): SavedFlagChanges {
  return [...amended].map(([observedAt, flag]) => ({ observedAt, ...flag }));
}

async function recallReception(
  reception: GaugeReception,
  { journal, upTo, isDecided }: ReceptionsPoint,
): Promise<void> {
  const { key, recent, amended } = reception;
  const [newest, receivedAt] = await Promise.all([
    journal.newest(key, recent.size, upTo),
    journal.lastReceivedAt(key, upTo),
  ]);
  for (const row of newest) {
    const reading = { ...row, ...amended.get(row.observedAt) };
    addObservation(recent, reading);
    if (isJudged(reading.flag) && !isDecided(row)) reception.heldAt = row.observedAt;
  }
  reception.receivedAt = receivedAt ?? never;
  recount(reception);
}

function withoutKey(id: GaugeId): HubError {
  return new HubError("rules.gauge_without_key", fill(blindSpotTexts["gauge-without-key"], { gauge: id }));
}
