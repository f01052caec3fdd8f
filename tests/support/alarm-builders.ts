import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Area, City, Device, Gauge, ResponsibleUnit, Station } from "../../domain/city/city.ts";
import type { AlarmKey, AreaCode, DeviceId, GaugeId, RuleId, StationId, UnitId } from "../../domain/ids.ts";

/** A city of one district, two stations with a depth gauge each, for tests that need just that. */
export function smallCity(overrides: Partial<City> = {}): City {
  const city: Area = {
    code: "410100" as AreaCode,
    kind: "city",
    name: { zh: "郑州市", en: "Zhengzhou" },
    parent: null,
  };
  const district: Area = {
    code: "410105" as AreaCode,
    kind: "district",
    name: { zh: "金水区", en: "Jinshui" },
    parent: city.code,
  };
  const unit: ResponsibleUnit = {
    id: "drainage" as UnitId,
    name: { zh: "排水处", en: "Drainage office" },
    phone: "12345",
  };
  const stations = ["tunnel", "road"].map((id) => station({ id: id as StationId }));
  const devices = stations.map((at): Device => ({ id: `${at.id}-1` as DeviceId, stationId: at.id }));
  const gauges = stations.map((at) => gauge({ id: `${at.id}/depth` as GaugeId, stationId: at.id }));
  return {
    code: city.code,
    name: city.name,
    timeZone: "Asia/Shanghai",
    areas: new Map([city, district].map((area) => [area.code, area])),
    units: new Map([[unit.id, unit]]),
    stations: new Map(stations.map((at) => [at.id, at])),
    devices: new Map(devices.map((device) => [device.id, device])),
    gauges: new Map(gauges.map((instrument) => [instrument.id, instrument])),
    ...overrides,
  };
}

export function station(overrides: Partial<Station> = {}): Station {
  const id = overrides.id ?? ("tunnel" as StationId);
  return {
    id,
    kind: "waterlogging",
    name: { zh: `站点${id}`, en: `station ${id}` },
    areaCode: "410105" as AreaCode,
    longitude: 113.65,
    latitude: 34.76,
    tags: [],
    importance: 3,
    unitId: "drainage" as UnitId,
    caseClass: { codeSystem: "demonstration", code: "05-06" },
    upstream: [],
    ...overrides,
  };
}

export function gauge(overrides: Partial<Gauge> = {}): Gauge {
  const stationId = overrides.stationId ?? ("tunnel" as StationId);
  return {
    id: `${stationId}/depth` as GaugeId,
    stationId,
    deviceId: `${stationId}-1` as DeviceId,
    channel: "depth",
    property: "depth",
    unit: "m",
    datumOffset: 0,
    datum: "local zero",
    range: { min: -0.1, max: 5 },
    expectedIntervalMs: 60_000,
    thresholds: {},
    ...overrides,
  };
}

/** A depth alarm at the tunnel going from nothing to blue at 16:00 on 20 July 2021. */
export function transition(overrides: Partial<AlarmTransition> = {}): AlarmTransition {
  const at = overrides.at ?? Date.parse("2021-07-20T16:00:00+08:00");
  return {
    alarmKey: "underpass-depth|tunnel/depth" as AlarmKey,
    ruleId: "underpass-depth" as RuleId,
    ruleVersion: "v1",
    hazard: "waterlogging",
    target: { kind: "gauge", gaugeId: "tunnel/depth" as GaugeId, stationId: "tunnel" as StationId },
    from: null,
    to: "blue",
    at,
    receivedAt: at + 500,
    episodeStartedAt: Date.parse("2021-07-20T16:00:00+08:00"),
    cause: "observation",
    signal: 0.16,
    unit: "m",
    peakSignal: 0.16,
    limit: 0.15,
    isLate: false,
    effect: "live",
    revisesFromAt: null,
    reason: null,
    title: { zh: "下穿隧道积水", en: "Water in the underpass" },
    advice: { zh: "加强巡查", en: "Send a patrol" },
    opensCase: true,
    draftsWarning: true,
    ...overrides,
  };
}
