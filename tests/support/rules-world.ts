import type { City, Device, Gauge, NamedThreshold, Station } from "../../domain/city/city.ts";
import type { Property } from "../../domain/city/property.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { AreaCode, DeviceId, GaugeId, GaugeKey, StationId } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observation.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import { RuleEngine } from "../../rules/engine/engine.ts";
import { type Rule, ruleSchema } from "../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import type { HubStart, JournalReader, ModeChange } from "../../store/ports.ts";
import { gauge, smallCity, station } from "./alarm-builders.ts";

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

/** The journal in memory: what ObservationLog promises, by looking through every row. */
export function memoryJournal(
  rows: readonly JournalledObservation[],
  starts: readonly HubStart[] = [],
  modes: readonly ModeChange[] = [],
): JournalReader {
  const judged = (row: JournalledObservation, flags: number): boolean =>
    ((flags >> row.flag) & 1) === 1 && (row.checks & 8) === 0;
  return {
    readAfter: async (after, limit) => rows.filter((row) => row.journalSeq > after).slice(0, limit),
    async recent(gauge, sinceMs, upTo, flags = 0b1110) {
      const own = rows.filter((row) => row.gauge === gauge && row.journalSeq <= upTo && judged(row, flags));
      const newest = Math.max(...own.map((row) => row.observedAt));
      return own.filter((row) => row.observedAt >= newest - sinceMs).sort((a, b) => a.observedAt - b.observedAt);
    },
    async newest(gauge, count, upTo) {
      const own = rows.filter((row) => row.gauge === gauge && row.journalSeq <= upTo);
      return own.sort((a, b) => a.observedAt - b.observedAt).slice(-count);
    },
    async lastReceivedAt(gauge, upTo) {
      const own = rows.filter((row) => row.gauge === gauge && row.journalSeq <= upTo);
      return own.length === 0 ? null : Math.max(...own.map((row) => row.receivedAt));
    },
    starts: async (after) => starts.filter((start) => start.journalSeq > after),
    modes: async (after) => modes.filter((change) => change.journalSeq > after),
  };
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
