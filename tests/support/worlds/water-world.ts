import type { Area, City, Device, Gauge, Station } from "../../../domain/city/city.ts";
import type { Property } from "../../../domain/city/property.ts";
import type { AreaCode, DeviceId, GaugeId, StationId } from "../../../domain/ids.ts";
import { createCityWater } from "../../../simulators/physics/city-water.ts";
import type { CityWater, CityWaterOptions, Hyetograph, StormCell } from "../../../simulators/physics/water.ts";
import { gauge, smallCity, station } from "../alarm-builders.ts";

export interface PlaceSketch {
  readonly id: string;
  readonly kind: Station["kind"];
  readonly tags?: readonly string[];
  readonly districtCode?: string;
  /** Kilometres east and north of 113.65, 34.76. */
  readonly at?: readonly [eastKm: number, northKm: number];
  readonly upstream?: readonly (readonly [stationId: string, minutes: number])[];
  readonly isExercise?: true;
  /** Gauge `<id>.<property>` each, with changes. */
  readonly gauges: Readonly<Partial<Record<Property, Partial<Gauge>>>>;
}

/** A city of two districts, 410105 and 410103, with the places sketched. */
export function waterCity(sketches: readonly PlaceSketch[]): City {
  const base = smallCity();
  const second: Area = {
    code: "410103" as AreaCode,
    kind: "district",
    name: { zh: "二七区", en: "Erqi" },
    parent: base.code,
  };
  const stations = sketches.map(stationOf);
  const gauges = sketches.flatMap(gaugesOf);
  const devices = stations.map((at): Device => ({ id: `${at.id}-1` as DeviceId, stationId: at.id }));
  return {
    ...base,
    areas: new Map([...base.areas, [second.code, second]]),
    stations: new Map(stations.map((at) => [at.id, at])),
    devices: new Map(devices.map((device) => [device.id, device])),
    gauges: new Map(gauges.map((each) => [each.id, each])),
  };
}

function stationOf(sketch: PlaceSketch): Station {
  const [eastKm, northKm] = sketch.at ?? [0, 0];
  return station({
    id: sketch.id as StationId,
    kind: sketch.kind,
    tags: sketch.tags ?? [],
    areaCode: (sketch.districtCode ?? "410105") as AreaCode,
    longitude: 113.65 + eastKm / 91.3,
    latitude: 34.76 + northKm / 111.2,
    upstream: (sketch.upstream ?? []).map(([id, minutes]) => ({
      stationId: id as StationId,
      travelTimeMs: minutes * 60_000,
    })),
    ...(sketch.isExercise === true ? { isExercise: true } : {}),
  });
}

function gaugesOf(sketch: PlaceSketch): readonly Gauge[] {
  return Object.entries(sketch.gauges).map(([property, changes]) =>
    gauge({
      id: `${sketch.id}.${property}` as GaugeId,
      stationId: sketch.id as StationId,
      property: property as Property,
      channel: property,
      range: { min: 0, max: 8 },
      ...changes,
    }),
  );
}

/** A tunnel, an underpass with its pump station, a road, two rivers that join, a dam, a manhole, a lamp and a rain gauge. */
export const everyKind: readonly PlaceSketch[] = [
  { id: "tunnel", kind: "waterlogging", tags: ["underpass", "tunnel"], gauges: { depth: {} } },
  { id: "underpass", kind: "waterlogging", tags: ["underpass"], at: [3, 0], gauges: { depth: {} } },
  { id: "road", kind: "waterlogging", tags: ["road"], at: [0, 4], districtCode: "410103", gauges: { depth: {} } },
  { id: "pumps", kind: "pump-station", at: [3.1, 0], gauges: { depth: {}, running: {}, flow: {} } },
  { id: "upper", kind: "river", tags: ["urban-river"], at: [1, 1], gauges: { stage: {}, flow: {}, velocity: {} } },
  { id: "side", kind: "river", tags: ["river"], at: [-4, 2], districtCode: "410103", gauges: { stage: {}, flow: {} } },
  {
    id: "lower",
    kind: "river",
    tags: ["river"],
    at: [14, -3],
    districtCode: "410103",
    upstream: [
      ["upper", 150],
      ["side", 200],
    ],
    gauges: { stage: {}, flow: {} },
  },
  { id: "dam", kind: "rubber-dam", at: [1.2, 1], gauges: { stage: {}, pressure: {} } },
  {
    id: "manhole",
    kind: "manhole",
    tags: ["sewer"],
    at: [0.1, 0],
    gauges: { depth: {}, hydrogenSulfide: {}, oxygen: {} },
  },
  { id: "lamp", kind: "power-supply", at: [0, 0.1], gauges: { current: {}, voltage: { range: { min: 0, max: 300 } } } },
  { id: "rain", kind: "rain", gauges: { rain: {} } },
];

/** Rain that falls on the whole city alike. */
export function evenly(hyetograph: Hyetograph, startsAt = 0): StormCell {
  return { hyetograph, startsAt, axesKm: [5_000, 5_000], heading: 0, speedKmh: 0 };
}

export const chicago = (returnPeriodYears: number): Hyetograph => ({
  kind: "chicago",
  returnPeriodYears,
  minutes: 120,
  peakAt: 0.4,
});

export function waterOf(options: Partial<CityWaterOptions> = {}): CityWater {
  return createCityWater({
    city: waterCity(everyKind),
    weather: { cells: [] },
    events: [],
    seed: 1,
    ...options,
  });
}

/** Values of one gauge, read every `every` seconds from 0 up to and with `until`. */
export function seriesOf(water: CityWater, gaugeId: string, span: { readonly until: number; readonly every: number }) {
  const index = water.gaugeIds.indexOf(gaugeId as GaugeId);
  const values: number[] = [];
  for (let at = 0; at <= span.until; at += span.every) {
    water.advanceTo(at);
    values.push(water.trueValues()[index] ?? Number.NaN);
  }
  return values;
}
