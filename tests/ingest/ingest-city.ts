import type { City, Device, Gauge, Station, StationKind } from "../../domain/city/city.ts";
import type { Property } from "../../domain/city/property.ts";
import type { AreaCode, DeviceId, GaugeId, GaugeKey, StationId, UnitId } from "../../domain/ids.ts";

/** One row a gauge: device, station kind, channel, property, unit. Ids are made of them. */
export interface GaugeRow {
  readonly device: string;
  /** Gateway that speaks for the device. */
  readonly gateway?: string;
  readonly kind?: StationKind;
  readonly importance?: 1 | 2 | 3;
  readonly channel: string;
  readonly property: Property;
  readonly unit: string;
  readonly datumOffset?: number;
  readonly range?: { readonly min: number; readonly max: number };
  readonly limits?: readonly number[];
}

/** A city of nothing but what ingest and simulators look at. Gauge ids are `device.channel`. */
export function cityOf(rows: readonly GaugeRow[]): City {
  const code = "410100" as AreaCode;
  const name = { zh: "试验市", en: "Test City" };
  const stations = new Map<StationId, Station>();
  const devices = new Map<DeviceId, Device>();
  const gauges = new Map<GaugeId, Gauge>();
  for (const row of rows) {
    const stationId = `st-${row.device}` as StationId;
    const deviceId = row.device as DeviceId;
    const id = `${row.device}.${row.channel}` as GaugeId;
    const gateway = row.gateway === undefined ? {} : { gatewayId: row.gateway as DeviceId };
    devices.set(deviceId, { id: deviceId, stationId, ...gateway });
    stations.set(stationId, {
      id: stationId,
      kind: row.kind ?? "waterlogging",
      name,
      areaCode: code,
      longitude: 113.6,
      latitude: 34.7,
      tags: [],
      importance: row.importance ?? 1,
      unitId: "unit" as UnitId,
      caseClass: null,
      upstream: [],
    });
    gauges.set(id, {
      id,
      stationId,
      deviceId,
      channel: row.channel,
      property: row.property,
      unit: row.unit,
      datumOffset: row.datumOffset ?? 0,
      datum: "local zero",
      range: row.range ?? { min: -1000, max: 1000 },
      expectedIntervalMs: 300_000,
      thresholds: Object.fromEntries(
        (row.limits ?? []).map((value, i) => [`mark${i + 1}`, { value, source: "test", isDemonstration: true }]),
      ),
    });
  }
  const areas = new Map([[code, { code, kind: "city" as const, name, parent: null }]]);
  return { code, name, timeZone: "Asia/Shanghai", areas, units: new Map(), stations, devices, gauges };
}

/** Keys 1, 2, 3... in the order of the gauges. */
export function keysOf(city: City): ReadonlyMap<GaugeId, GaugeKey> {
  return new Map([...city.gauges.keys()].map((id, i) => [id, (i + 1) as GaugeKey]));
}
