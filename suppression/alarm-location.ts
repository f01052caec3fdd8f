import type { AlarmTarget } from "../domain/alarms/alarm.ts";
import type { City, Station } from "../domain/city/city.ts";
import type { AreaCode, DeviceId, GaugeId } from "../domain/ids.ts";

/** Where an alarm's target stands: all that matchers ask of it. */
export interface AlarmLocation {
  readonly gaugeId: GaugeId | null;
  readonly deviceId: DeviceId | null;
  /** Gateway of the device, or the device itself where it speaks for itself. */
  readonly uplinkId: DeviceId | null;
  /** Null for an area's alarm, and where the station is no longer in the city. */
  readonly station: Station | null;
  /** The area and all around it, narrowest first. */
  readonly areas: readonly AreaCode[];
}

export function locationOf(target: AlarmTarget, city: City): AlarmLocation {
  if (target.kind === "area") {
    return { gaugeId: null, deviceId: null, uplinkId: null, station: null, areas: areasAround(target.areaCode, city) };
  }
  const station = city.stations.get(target.stationId) ?? null;
  const gauge = target.kind === "gauge" ? city.gauges.get(target.gaugeId) : undefined;
  const deviceId = gauge?.deviceId ?? null;
  return {
    gaugeId: target.kind === "gauge" ? target.gaugeId : null,
    deviceId,
    uplinkId: deviceId === null ? null : (city.devices.get(deviceId)?.gatewayId ?? deviceId),
    station,
    areas: station === null ? [] : areasAround(station.areaCode, city),
  };
}

function areasAround(code: AreaCode, city: City): readonly AreaCode[] {
  const around: AreaCode[] = [];
  for (let area = city.areas.get(code); area !== undefined; ) {
    around.push(area.code);
    area = area.parent === null ? undefined : city.areas.get(area.parent);
  }
  return around;
}
