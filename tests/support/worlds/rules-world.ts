import type { City, Device, Gauge, NamedThreshold, Station } from "../../../domain/city/city.ts";
import type { Mode } from "../../../domain/city/mode.ts";
import type { Property } from "../../../domain/city/property.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { AreaCode, DeviceId, GaugeId, GaugeKey, StationId } from "../../../domain/ids.ts";
import type { Entry, LoggedEntry } from "../../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import type { Position } from "../../../domain/position.ts";
import { bindRules } from "../../../rules/binding/bind-rules.ts";
import type { Findings } from "../../../rules/engine/engine.ts";
import { type EnginePoint, RuleEngine } from "../../../rules/engine/engine.ts";
import { type Rule, ruleSchema } from "../../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../../rules/language/settings.ts";
import type { JournalReader, SavedEntry } from "../../../store/ports.ts";
import { gauge, smallCity, station } from "../alarm-builders.ts";

export interface GaugeSketch {
  readonly id: string;
  /** A station of the same name with `at-` in front, unless given. */
  readonly stationId?: string;
  readonly kind?: Station["kind"];
  readonly areaCode?: string;
  readonly tags?: readonly string[];
  readonly property?: Property;
  readonly expectedIntervalMs?: number;
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Stations above its own, each with how long water takes from there, minutes. */
  readonly upstream?: readonly (readonly [stationId: string, minutes: number])[];
}

/** The small city's one district, 410105, with the gauges sketched; waterlogging depth once a minute where nothing is said. */
export function cityOf(sketches: readonly GaugeSketch[]): City {
  const base = smallCity();
  const stations = new Map<StationId, Station>();
  const devices = new Map<DeviceId, Device>();
  const gauges = new Map<GaugeId, Gauge>();
  for (const sketch of sketches) {
    const stationId = (sketch.stationId ?? `at-${sketch.id}`) as StationId;
    const deviceId = `device-${sketch.id}` as DeviceId;
    stations.set(
      stationId,
      station({
        id: stationId,
        kind: sketch.kind ?? "waterlogging",
        name: { zh: "京广路隧道", en: "Jingguang tunnel" },
        areaCode: (sketch.areaCode ?? "410105") as AreaCode,
        tags: sketch.tags ?? [],
        upstream: (sketch.upstream ?? []).map(([id, minutes]) => ({
          stationId: id as StationId,
          travelTimeMs: minutes * minuteMs,
        })),
      }),
    );
    devices.set(deviceId, { id: deviceId, stationId });
    gauges.set(sketch.id as GaugeId, gaugeOf(sketch, stationId, deviceId));
  }
  return { ...base, stations, devices, gauges };
}

/** Keys 0, 1, 2 in the city's order. */
export function keysOf(city: City): ReadonlyMap<GaugeId, GaugeKey> {
  return new Map([...city.gauges.keys()].map((id, index) => [id, index as GaugeKey]));
}

/** What a rule file may say, with everything it must say filled in: waterlogging depth in metres. */
export function ruleText(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const isSilence = (changes.condition as { kind?: string } | undefined)?.kind === "silence";
  return {
    id: "road-depth",
    hazard: "waterlogging",
    title: { zh: "{station}积水{level}报警", en: "Water on the road at {station}, {level}" },
    advice: { zh: "绕行", en: "Take another road" },
    source: "docs/standards.md",
    applies: { kind: "waterlogging", property: "depth" },
    condition: { kind: "threshold" },
    ...(isSilence ? {} : { unit: "m" }),
    levels: { blue: { raise: 0.15 } },
    ...changes,
  };
}

export function ruleFrom(changes: Readonly<Record<string, unknown>> = {}): Rule {
  return ruleSchema.parse(ruleText(changes));
}

/** An engine over a city; the bound rules must have no error. */
export function engineOver(city: City, rules: readonly Rule[], settings: Record<string, number> = {}): RuleEngine {
  const { alarms, problems } = bindRules(rules, city, keysOf(city));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return new RuleEngine(alarms, rulesSettings.parse(settings));
}

/** A good observation of gauge 0, received when it was taken, unless said otherwise. */
export function observationOf(
  given: Partial<Omit<JournalledObservation, "gauge">> & { observedAt: number; value: number; gauge?: number },
): JournalledObservation {
  return {
    receivedAt: given.observedAt,
    flag: 1,
    checks: 0,
    deviceTime: null,
    seq: null,
    journalSeq: 1,
    ...given,
    gauge: (given.gauge ?? 0) as GaugeKey,
  };
}

/** A start of the hub behind row `journalSeq`. */
export interface StartSketch {
  readonly journalSeq: number;
  readonly startedAt: number;
  readonly countedUpTo?: number;
}

/** A change of mode behind row `journalSeq`. */
export interface ModeSketch {
  readonly journalSeq: number;
  readonly at: number;
  readonly mode: Mode;
}

export interface TestJournal extends JournalReader {
  /** The place behind row `row` and every entry up to there. */
  placeAt(row: number): Position;
}

/** Starts and modes as entries of the log, in their order. */
function entriesFrom(starts: readonly StartSketch[], modes: readonly ModeSketch[] = []): readonly LoggedEntry[] {
  const placed = [
    ...starts.map(({ journalSeq, startedAt, countedUpTo = null }) => {
      const entry: Entry = { kind: "hub-started", countedUpTo };
      return { journalSeq, at: startedAt, entry };
    }),
    ...modes.map(({ journalSeq, at, mode }) => {
      const entry: Entry = { kind: "mode-set", mode, by: null };
      return { journalSeq, at, entry };
    }),
  ].sort((a, b) => a.journalSeq - b.journalSeq);
  return placed.map(({ journalSeq, at, entry }, index) => ({ entrySeq: index + 1, afterRow: journalSeq, at, entry }));
}

/** The log in memory: what `JournalReader` promises, by looking through every row. */
export function memoryJournal(
  rows: readonly JournalledObservation[],
  starts: readonly StartSketch[] = [],
  modes: readonly ModeSketch[] = [],
): TestJournal {
  const entries = entriesFrom(starts, modes);
  const judged = (row: JournalledObservation, flags: number): boolean =>
    ((flags >> row.flag) & 1) === 1 && (row.checks & 8) === 0;
  return {
    placeAt: (row) => ({ row, entry: entries.filter(({ afterRow }) => afterRow <= row).length }),
    async readAfter(after, limit) {
      const found = rows.filter((row) => row.journalSeq > after.row).slice(0, limit);
      const last = found.length < limit ? Number.POSITIVE_INFINITY : (found.at(-1)?.journalSeq ?? after.row);
      const among = entries.filter(({ entrySeq, afterRow }) => entrySeq > after.entry && afterRow < last);
      return { rows: found, entries: among };
    },
    async entriesOf<Kind extends Entry["kind"]>(kind: Kind, upTo: Position) {
      const isOfKind = (logged: LoggedEntry): logged is LoggedEntry<Extract<Entry, { kind: Kind }>> =>
        logged.entry.kind === kind;
      return entries.filter(({ entrySeq }) => entrySeq <= upTo.entry).filter(isOfKind);
    },
    async recent(gauge, sinceMs, upTo, flags = 0b1110) {
      const own = rows.filter((row) => row.gauge === gauge && row.journalSeq <= upTo.row && judged(row, flags));
      const newest = Math.max(...own.map((row) => row.observedAt));
      return own.filter((row) => row.observedAt >= newest - sinceMs).sort((a, b) => a.observedAt - b.observedAt);
    },
    async newest(gauge, count, upTo) {
      const own = rows.filter((row) => row.gauge === gauge && row.journalSeq <= upTo.row);
      return own.sort((a, b) => a.observedAt - b.observedAt).slice(-count);
    },
    async lastReceivedAt(gauge, upTo) {
      const own = rows.filter((row) => row.gauge === gauge && row.journalSeq <= upTo.row);
      return own.length === 0 ? null : Math.max(...own.map((row) => row.receivedAt));
    },
    async positionAt(at) {
      const first = rows.find(({ receivedAt }) => receivedAt >= at);
      const row = first === undefined ? (rows.at(-1)?.journalSeq ?? 0) : first.journalSeq - 1;
      return { row, entry: entries.filter(({ afterRow }) => afterRow <= row).length };
    },
    index: async () => {},
  };
}

/** Takes changes into what is saved, as the state store does: by step and key, the later stands, null removes. */
export function keepSaved(saved: Map<string, string>, changed: readonly SavedEntry[]): void {
  for (const each of changed) {
    const name = `${each.step} ${each.key}`;
    if (each.state === null) saved.delete(name);
    else saved.set(name, JSON.stringify(each));
  }
}

export function savedIn(saved: ReadonlyMap<string, string>): readonly SavedEntry[] {
  return [...saved.values()].map((text): SavedEntry => JSON.parse(text));
}

/** Lets an engine take up behind row `row`. */
export function restoreEngine(
  engine: RuleEngine,
  saved: readonly SavedEntry[],
  journal: TestJournal,
  row: number,
  clock: number,
  more: Pick<EnginePoint, "before" | "given"> = {},
): Promise<Findings> {
  return engine.restore(saved, { journal, position: journal.placeAt(row), clock, ...more });
}

function gaugeOf(sketch: GaugeSketch, stationId: StationId, deviceId: DeviceId): Gauge {
  const property = sketch.property ?? "depth";
  const thresholds: Record<string, NamedThreshold> = {};
  for (const [name, value] of Object.entries(sketch.thresholds ?? {})) {
    thresholds[name] = { value, source: "a test", isDemonstration: true };
  }
  return gauge({
    id: sketch.id as GaugeId,
    stationId,
    deviceId,
    channel: property,
    property,
    expectedIntervalMs: sketch.expectedIntervalMs ?? minuteMs,
    thresholds,
  });
}
