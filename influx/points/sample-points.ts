import { unknownRank } from "../../domain/city/level.ts";
import { waterProperties } from "../../domain/city/property.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { isInForce } from "../../domain/governance/warnings/warning-state.ts";
import type { DeviceId, StationId } from "../../domain/ids.ts";
import { clockKinds } from "../../domain/observations/device-clock.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import { type GaugeState, gaugeStates } from "../../domain/observations/gauge-state.ts";
import type { BatchLimits } from "../read-batches.ts";
import type { LineBatch } from "../server/deliver-lines.ts";
import { openCasePoint, openWarningPoint } from "./case-points.ts";
import { ruleLimitPoints, thresholdPoints } from "./limit-points.ts";
import { type Fields, line, seriesKey } from "./line-protocol.ts";
import { type CityPlaces, namesOf, type StationPlace } from "./places.ts";
import type { HubSample } from "./sample.ts";

/** What a sample is made of beside what the hub says: the state as committed, and how the copy stands. */
export interface SampleState {
  readonly openCases: readonly Case[];
  readonly openWarnings: readonly Warning[];
  readonly limits: readonly GaugeLimits[];
  readonly copy: Fields;
}

/** Everything that is as it is now, in requests of a size that InfluxDB takes: a city has many devices and limits. */
export function sampleBatches(
  places: CityPlaces,
  sample: HubSample,
  state: SampleState,
  limits: BatchLimits,
): readonly LineBatch[] {
  const { at } = sample;
  const tally = tallyGauges(places, sample);
  const levels = new Map([...places.city.stations.keys()].map((id, index) => [id, sample.alarmRanks[index] ?? 0]));
  const stations = [...places.byStation.values()].map((place) => sampleStation(place, { tally, levels, state }));
  const points = [
    hubPoint(places, sample, state),
    ...stations.map((now) => stationPoint(now, at)),
    ...districtPoints(places, stations, state, at),
    ...gaugePoints(places, sample),
    ...state.openCases.map((of) => openCasePoint(of, places, at)),
    ...state.openWarnings.map((of) => openWarningPoint(of, places, at)),
    ...(sample.withDevices
      ? [...thresholdPoints(places, at), ...ruleLimitPoints(places, state.limits, at), ...devicePoints(places, sample)]
      : []),
  ].filter((point) => point !== null);
  return inBatches(points, limits);
}

/** Lines joined up as far as `limits` let them; a line that is too long by itself is a batch of its own. */
export function inBatches(lines: readonly string[], { maxLines, maxBytes }: BatchLimits): readonly LineBatch[] {
  const batches: LineBatch[] = [];
  let batch = { body: "", count: 0, bytes: 0 };
  const close = (): void => {
    if (batch.count > 0) batches.push({ body: batch.body, count: batch.count, precision: "ms" });
    batch = { body: "", count: 0, bytes: 0 };
  };
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1;
    if (batch.count === maxLines || batch.bytes + bytes > maxBytes) close();
    batch = { body: `${batch.body}${line}\n`, count: batch.count + 1, bytes: batch.bytes + bytes };
  }
  close();
  return batches;
}

type GaugeTally = Record<"gauges" | `${GaugeState}Gauges`, number>;

const noGauges: Readonly<GaugeTally> = {
  gauges: 0,
  liveGauges: 0,
  staleGauges: 0,
  silentGauges: 0,
  unusableGauges: 0,
  suspectGauges: 0,
  maintenanceGauges: 0,
};

function tallyGauges({ city }: CityPlaces, sample: HubSample): ReadonlyMap<StationId | DeviceId, GaugeTally> {
  const tallies = new Map<StationId | DeviceId, GaugeTally>();
  let index = 0;
  for (const { stationId, deviceId } of city.gauges.values()) {
    const state = gaugeStates[sample.gaugeStates[index++] ?? 0] ?? "silent";
    for (const id of [stationId, deviceId]) {
      const tally = tallies.get(id) ?? { ...noGauges };
      tally.gauges += 1;
      tally[`${state}Gauges`] += 1;
      tallies.set(id, tally);
    }
  }
  return tallies;
}

function sumOf(tallies: readonly GaugeTally[]): GaugeTally {
  const sum = { ...noGauges };
  for (const tally of tallies) for (const name of Object.keys(sum) as (keyof GaugeTally)[]) sum[name] += tally[name];
  return sum;
}

interface StationSample {
  readonly place: StationPlace;
  readonly gauges: GaugeTally;
  readonly level: number;
  readonly state: number;
  readonly openCases: number;
}

function sampleStation(
  place: StationPlace,
  known: {
    readonly tally: ReadonlyMap<StationId | DeviceId, GaugeTally>;
    readonly levels: ReadonlyMap<StationId, number>;
    readonly state: SampleState;
  },
): StationSample {
  const { id } = place.station;
  const gauges = known.tally.get(id) ?? noGauges;
  const level = known.levels.get(id) ?? 0;
  const openCases = known.state.openCases.filter(({ stationId }) => stationId === id).length;
  return { place, gauges, level, state: stateOf(level, gauges), openCases };
}

/** Where a gauge has no current value, no alarm does not mean no danger: the missing one may be the gas. */
function stateOf(level: number, { gauges, liveGauges }: GaugeTally): number {
  return level === 0 && (gauges === 0 || liveGauges < gauges) ? unknownRank : level;
}

function stationPoint({ place, gauges, level, state, openCases }: StationSample, at: number): string | null {
  const { kind, importance } = place.station;
  const fields: Fields = { state, level, openCases, importance, ...gauges, ...place.fields };
  return line(seriesKey("station_state", { ...place.tags, kind }), fields, at);
}

function districtPoints(
  places: CityPlaces,
  all: readonly StationSample[],
  { openWarnings }: SampleState,
  at: number,
): readonly (string | null)[] {
  return places.districts.map((district) => {
    const stations = all.filter(({ place }) => place.district?.code === district.code);
    const gauges = sumOf(stations.map((station) => station.gauges));
    const level = Math.max(0, ...stations.map((station) => station.level));
    const warnings = openWarnings.filter(({ areaCode }) => places.districtOf(areaCode) === district.code);
    const fields: Fields = {
      state: stateOf(level, gauges),
      level,
      stations: stations.length,
      alarmedStations: stations.filter((station) => station.level > 0).length,
      unknownStations: stations.filter((station) => station.state === unknownRank).length,
      openCases: stations.reduce((sum, station) => sum + station.openCases, 0),
      openWarnings: warnings.length,
      warningsInForce: warnings.filter(isInForce).length,
      ...gauges,
      districtZh: district.name.zh,
      districtEn: district.name.en,
    };
    return line(seriesKey("district_state", { district: district.code }), fields, at);
  });
}

/** Gauges that show how high the water stands. */
function gaugePoints({ city, byStation }: CityPlaces, sample: HubSample): readonly (string | null)[] {
  return [...city.gauges.values()].map(({ id, stationId, property }, index) => {
    if (!waterProperties.has(property)) return null;
    const place = byStation.get(stationId);
    const value = sample.values[index] ?? Number.NaN;
    const fields: Fields = {
      known: Number.isNaN(value) ? 0 : 1,
      value,
      state: gaugeStates[sample.gaugeStates[index] ?? 0],
      observedAgeMs: Math.max(0, sample.at - (sample.observedAt[index] ?? Number.NaN)),
      ...(place === undefined ? {} : namesOf(place)),
    };
    const tags = { ...place?.tags, gauge: id, property, kind: place?.station.kind };
    return line(seriesKey("gauge_state", tags), fields, sample.at);
  });
}

function devicePoints(places: CityPlaces, sample: HubSample): readonly (string | null)[] {
  const { city, byStation } = places;
  const tallies = tallyGauges(places, sample);
  const heard = new Map<DeviceId, number>();
  let gauge = 0;
  for (const { deviceId } of city.gauges.values()) {
    const at = sample.heardAt[gauge++] ?? Number.NaN;
    if (!Number.isNaN(at)) heard.set(deviceId, Math.max(heard.get(deviceId) ?? 0, at));
  }
  return [...city.devices.values()].map(({ id, stationId }, index) => {
    const place = byStation.get(stationId);
    const { gauges, liveGauges, silentGauges, unusableGauges } = tallies.get(id) ?? noGauges;
    const heardAt = heard.get(id);
    const fields: Fields = {
      online: sample.onlineDevices[index],
      heardAgeMs: heardAt === undefined ? null : Math.max(0, sample.at - heardAt),
      ...clockFields(sample, index),
      gauges,
      liveGauges,
      silentGauges,
      unusableGauges,
      ...(place === undefined ? {} : namesOf(place)),
    };
    const tags = { device: id, ...place?.tags, kind: place?.station.kind };
    return line(seriesKey("device_health", tags), fields, sample.at);
  });
}

/** Nothing but that it is not wrong where the device has never said a time. */
function clockFields({ clockKinds: kinds, clockOffsetsMs }: HubSample, index: number): Fields {
  const kind = clockKinds[kinds[index] ?? clockKinds.length];
  if (kind === undefined) return { clockWrong: 0 };
  return { clockWrong: kind === "right" ? 0 : 1, clockKind: kind, clockOffsetMs: clockOffsetsMs[index] };
}

function hubPoint({ city }: CityPlaces, sample: HubSample, { copy }: SampleState): string | null {
  const gauges = { ...noGauges };
  for (const index of sample.gaugeStates) {
    const state = gaugeStates[index] ?? "silent";
    gauges.gauges += 1;
    gauges[`${state}Gauges`] += 1;
  }
  const fields: Fields = {
    atMs: sample.at,
    ...sample.numbers,
    ...copy,
    ...gauges,
    devices: city.devices.size,
    onlineDevices: sample.onlineDevices.reduce((sum, online) => sum + online, 0),
  };
  return line("hub_health", fields, sample.at);
}
