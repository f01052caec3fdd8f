import type { City, Gauge, NamedThreshold, Station } from "../domain/city/city.ts";
import { type Property, propertyUnits } from "../domain/city/property.ts";
import { HubError } from "../domain/errors.ts";
import type { AreaCode, DeviceId, GaugeId, StationId, UnitId } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { BilingualText } from "../domain/text.ts";
import { backtestErrorTexts } from "../locales/backtest.ts";
import { fill } from "../locales/fill.ts";
import type { RawSeries } from "../recordings/series-builder.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import { type BacktestSeries, type BacktestWorld, usualStepMs } from "./backtest-series.ts";
import { conversion, halfAMetre, type MarkExpressions, markOf, type StationValues } from "./marks.ts";

/** A record as read, with its rows as received where it is the hub's own. */
export interface Recording extends RawSeries {
  readonly received: readonly JournalledObservation[] | null;
}

export interface SetupOptions {
  /** Gauges that records may be of by name. */
  readonly city: City;
  readonly rule: Rule | null;
  /** Of records that are of no gauge of the city. */
  readonly property: Property;
  /** Unit of the values; null for the canonical one. */
  readonly unit: string | null;
  readonly marks: MarkExpressions;
  readonly lowerMarks: MarkExpressions;
  /** Named thresholds of records that are of no gauge of the city, canonical unit. */
  readonly thresholds: Readonly<Record<string, NamedThreshold>>;
  /** Records of fewer values are left out. */
  readonly minRows: number;
}

/** A record in the unit of its file, beside the same one of the world. */
export interface GaugeDisplay {
  readonly unit: string;
  /** Marks as the file counts. */
  readonly mark: number;
  readonly lowerMark: number;
  /** A canonical value as the file counts. */
  toFileUnit(value: number): number;
}

export interface BacktestSetup {
  readonly world: BacktestWorld;
  /** In the order of the world's series. */
  readonly displays: readonly GaugeDisplay[];
  /** The rule, without the ids and areas that records of elsewhere cannot have. */
  readonly rule: Rule | null;
  readonly leftOut: readonly { readonly station: string; readonly values: number }[];
}

/** Makes gauges of records: the city's own where a record bears its id, gauges made up for the occasion elsewhere. */
export function makeSetup(recordings: readonly Recording[], options: SetupOptions): BacktestSetup {
  const { city, rule, minRows } = options;
  const kept = recordings.filter(({ times }) => times.length >= minRows);
  const leftOut = recordings
    .filter(({ times }) => times.length < minRows)
    .map(({ station, times }) => ({ station, values: times.length }));
  if (kept.length === 0) {
    throw setupError(fill(backtestErrorTexts["too-few-values"], { least: minRows, stations: leftOut.length }));
  }
  const made = kept.map((recording, index) => makeGaugeSetup(recording, index, options));
  const stations = new Map([
    ...city.stations,
    ...made.map(({ station }): [StationId, Station] => [station.id, station]),
  ]);
  const gauges = new Map(made.map(({ gauge }): [GaugeId, Gauge] => [gauge.id, gauge]));
  const areas = new Map([
    ...city.areas,
    [city.code, { code: city.code, kind: "city" as const, name: city.name, parent: null }],
  ]);
  return {
    world: { city: { ...city, areas, stations, gauges }, series: made.map(({ series }) => series) },
    displays: made.map(({ shown }) => shown),
    rule: rule !== null && made.some(({ isOfCity }) => !isOfCity) ? withoutIdsAndAreas(rule) : rule,
    leftOut,
  };
}

interface GaugeSetup {
  readonly series: BacktestSeries;
  readonly gauge: Gauge;
  readonly station: Station;
  readonly shown: GaugeDisplay;
  readonly isOfCity: boolean;
}

function makeGaugeSetup(recording: Recording, index: number, options: SetupOptions): GaugeSetup {
  const known = options.city.gauges.get(recording.station as GaugeId);
  const property = known?.property ?? options.property;
  const unit = options.unit ?? propertyUnits[property];
  const measured: StationValues = {
    station: recording.station,
    values: recording.values,
    unit,
    property,
    gauge: known ?? null,
  };
  const mark = markOf("--mark", options.marks, measured);
  if (mark === null) {
    throw setupError(fill(backtestErrorTexts["no-mark"], { station: recording.station }));
  }
  const lowerMark = markOf("--lower-mark", options.lowerMarks, measured) ?? defaultLowerMark(mark, measured);
  if (!(lowerMark < mark)) {
    const marks = { station: recording.station, mark, unit, got: lowerMark };
    throw setupError(fill(backtestErrorTexts["lower-mark-above"], marks));
  }
  const { scale, offset } = conversion(property, unit);
  const canonical = (value: number): number => value * scale + offset;
  const intervalMs = usualStepMs(recording.times);
  const series: BacktestSeries = {
    gaugeId: recording.station as GaugeId,
    times: recording.times,
    values: scale === 1 && offset === 0 ? recording.values : recording.values.map(canonical),
    intervalMs,
    mark: canonical(mark),
    lowerMark: canonical(lowerMark),
    received: recording.received,
  };
  const station =
    (known && options.city.stations.get(known.stationId)) ?? stationFor(recording.station, index, options);
  return {
    series,
    station,
    gauge: known ?? gaugeFor(recording.station, station.id, property, intervalMs, options.thresholds),
    shown: { unit, mark, lowerMark, toFileUnit: (value) => Number(((value - offset) / scale).toPrecision(9)) },
    isOfCity: known !== undefined,
  };
}

function defaultLowerMark(mark: number, measured: StationValues): number {
  if (propertyUnits[measured.property] === "m") {
    const below = Number((mark - halfAMetre(measured)).toPrecision(12));
    // A depth has nothing below its floor: there the baseline alerts at the first millimetre of water.
    return measured.property === "depth" && below <= 0 ? Math.min(halfAMetre(measured) / 500, mark / 2) : below;
  }
  throw setupError(fill(backtestErrorTexts["no-lower-mark"], { property: measured.property }));
}

function stationFor(name: string, index: number, { rule, city }: SetupOptions): Station {
  return {
    id: `station ${name}` as StationId,
    kind: rule?.applies.kind[0] ?? "river",
    name: { zh: name, en: name },
    areaCode: city.code,
    // A degree from each other and from nowhere real: nobody knows which of them one shower wets.
    longitude: (index % 360) - 180,
    latitude: Math.floor(index / 360) - 80,
    tags: rule?.applies.tags ?? [],
    importance: 1,
    unitId: "" as UnitId,
    caseClass: null,
    upstream: [],
  };
}

function gaugeFor(
  name: string,
  stationId: StationId,
  property: Property,
  intervalMs: number,
  thresholds: Gauge["thresholds"],
): Gauge {
  return {
    id: name as GaugeId,
    stationId,
    deviceId: `device ${name}` as DeviceId,
    channel: property,
    property,
    unit: propertyUnits[property],
    datumOffset: 0,
    datum: "as recorded",
    range: { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
    expectedIntervalMs: Math.max(1, intervalMs),
    thresholds,
  };
}

function withoutIdsAndAreas(rule: Rule): Rule {
  const { ids: _ids, areas: _areas, ...applies } = rule.applies;
  return { ...rule, applies };
}

/** A city with nothing in it, for records that need none. */
export const emptyCity: City = {
  code: "nowhere" as AreaCode,
  name: backtestErrorTexts.nowhere,
  timeZone: "UTC",
  areas: new Map(),
  units: new Map(),
  stations: new Map(),
  devices: new Map(),
  gauges: new Map(),
};

function setupError(words: BilingualText): HubError {
  return new HubError("hub.bad_backtest", words);
}
