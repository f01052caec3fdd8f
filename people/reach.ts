import type { City, Gauge, Station } from "../domain/city/city.ts";
import { type DataClass, isRestricted } from "../domain/city/data-class.ts";
import type { AreaCode, DeviceId, GaugeId, StationId } from "../domain/ids.ts";
import { type Grant, isOfWholeCity } from "../domain/people/grant.ts";
import { areaKey, type PlaceKey, publicKey, stationKey } from "../domain/people/place-key.ts";
import { type WithheldFields, withheldFields } from "../domain/people/withheld-fields.ts";
import { mayDo } from "./rights.ts";

/** The part of a city that a grant reaches. */
export interface Reach {
  /** False where a part of the city is out of reach. */
  readonly isWholeCity: boolean;
  /** The city as far as it is in reach: areas, units, stations, devices and gauges out of it are not there. */
  readonly city: City;
  /** Places whose alarms, cases, warnings and events are in reach; null for all. */
  readonly places: ReadonlySet<PlaceKey> | null;
  /** What the public is told of areas that hold one in reach: told to the grant too, and no more. */
  readonly around: ReadonlySet<PlaceKey>;
  /** Devices that the grant names or that stand in its areas, those included that the city does not have; null for all. */
  readonly deviceIds: ReadonlySet<string> | null;
  /** Gauges that the grant has no right to see, wherever they are. */
  readonly hiddenGauges: ReadonlySet<GaugeId>;
  /** Fields that the grant has no right to see. */
  readonly fields: WithheldFields;
}

/**
 * Works out what a grant reaches: its areas with all below them, and its devices with those behind its gateways. What is
 * named and not in the city reaches nothing. Stations of its devices are in reach, what happens at them is not.
 */
export function reachOf(city: City, grant: Grant): Reach {
  const hiddenGauges = hiddenFrom(city, grant);
  const fields = withheldFields(city, clearanceOf(grant));
  if (isOfWholeCity(grant)) {
    const seen = hiddenGauges.size === 0 ? city : { ...city, gauges: without(city.gauges, hiddenGauges) };
    return { isWholeCity: true, city: seen, places: null, around: new Set(), deviceIds: null, hiddenGauges, fields };
  }
  const areas = codesUnder(city, grant.areaCodes);
  const devices = new Set(grant.deviceIds);
  const inAreas = (station: Station | undefined) => station !== undefined && areas.has(station.areaCode);
  const reached = narrowed(city, {
    areas,
    isDevice: ({ id, stationId, gatewayId }) =>
      inAreas(city.stations.get(stationId)) || devices.has(id) || (gatewayId !== undefined && devices.has(gatewayId)),
    hiddenGauges,
  });
  const stations = city.stations.values().filter(inAreas);
  const places = new Set(
    [...areas].map(areaKey).concat(
      [...stations].map(({ id }) => stationKey(id)),
      "everywhere",
    ),
  );
  return {
    isWholeCity: false,
    city: reached,
    places,
    around: new Set([...codesAround(city, areas)].map(publicKey)),
    deviceIds: devices.union(new Set(reached.devices.keys())),
    hiddenGauges,
    fields,
  };
}

/** The whole city as any of its staff may see it, and receivers of webhooks: without what is restricted. */
export function staffReach(city: City): Reach {
  return reachOf(city, { roles: ["viewer"], areaCodes: [], deviceIds: [] });
}

/** What anybody may see: the city with its areas and stations, and public gauges. Nothing that happens. */
export function publicReach(city: City): Reach {
  const hiddenGauges = new Set(
    city.gauges.values().flatMap((gauge) => (gauge.dataClass === "public" ? [] : [gauge.id])),
  );
  const seen = { ...city, devices: new Map(), gauges: without(city.gauges, hiddenGauges) };
  const fields = withheldFields(city, "public");
  return {
    isWholeCity: false,
    city: seen,
    places: new Set(),
    around: new Set(),
    deviceIds: new Set(),
    hiddenGauges,
    fields,
  };
}

function clearanceOf({ roles }: Grant): DataClass {
  return mayDo(roles, "restricted.read") ? "restricted" : "internal";
}

function hiddenFrom(city: City, grant: Grant): ReadonlySet<GaugeId> {
  if (clearanceOf(grant) === "restricted") return new Set();
  return new Set(city.gauges.values().flatMap((gauge) => (isRestricted(gauge) ? [gauge.id] : [])));
}

interface Narrowing {
  readonly areas: ReadonlySet<AreaCode>;
  readonly isDevice: (device: {
    readonly id: DeviceId;
    readonly stationId: StationId;
    readonly gatewayId?: DeviceId;
  }) => boolean;
  readonly hiddenGauges: ReadonlySet<GaugeId>;
}

function narrowed(city: City, { areas, isDevice, hiddenGauges }: Narrowing): City {
  const devices = kept(city.devices, isDevice);
  const standing = new Set(devices.values().map(({ stationId }) => stationId));
  const stations = kept(city.stations, ({ id, areaCode }) => areas.has(areaCode) || standing.has(id));
  const gauges = kept(city.gauges, ({ id, deviceId }: Gauge) => devices.has(deviceId) && !hiddenGauges.has(id));
  const reached = kept(city.areas, ({ code }) => areas.has(code));
  const answering = new Set([...stations.values(), ...reached.values()].map(({ unitId }) => unitId));
  const units = kept(city.units, ({ id }) => answering.has(id));
  return { ...city, areas: reached, units, stations, devices, gauges };
}

/** Codes of areas and of all below them; those that the city does not have are left out. */
function codesUnder(city: City, codes: readonly AreaCode[]): ReadonlySet<AreaCode> {
  const wanted = new Set(codes);
  const isUnder = (code: AreaCode): boolean => {
    for (let area = city.areas.get(code); area !== undefined; ) {
      if (wanted.has(area.code)) return true;
      area = area.parent === null ? undefined : city.areas.get(area.parent);
    }
    return false;
  };
  return new Set(city.areas.keys().filter(isUnder));
}

/** Codes of the areas that hold one of these, and are none of them. */
function codesAround(city: City, codes: ReadonlySet<AreaCode>): ReadonlySet<AreaCode> {
  const around = new Set<AreaCode>();
  for (const code of codes) {
    for (let outer = city.areas.get(code)?.parent ?? null; outer !== null && !around.has(outer); ) {
      if (!codes.has(outer)) around.add(outer);
      outer = city.areas.get(outer)?.parent ?? null;
    }
  }
  return around;
}

function kept<Key, Value>(values: ReadonlyMap<Key, Value>, isKept: (value: Value) => boolean): ReadonlyMap<Key, Value> {
  return new Map(values.entries().filter(([, value]) => isKept(value)));
}

function without<Key, Value>(values: ReadonlyMap<Key, Value>, keys: ReadonlySet<Key>): ReadonlyMap<Key, Value> {
  return new Map(values.entries().filter(([key]) => !keys.has(key)));
}
