import { areaOfKind, type City, type Gauge, type Station } from "../../domain/city.ts";
import { hourMs, minuteMs, secondMs } from "../../domain/clock.ts";
import type { Hazard } from "../../domain/hazard.ts";

/** A stormy day at every station of a city, as lines in the hub's schema: every state of every board occurs. */
export function sampleLines(city: City, now: number): readonly string[] {
  const stations = [...city.stations.values()];
  return [
    ...[...city.gauges.values()].flatMap((gauge) => observations(city, gauge, now)),
    ...thresholds(city, now),
    ...snapshots(city, stations, now),
    ...cases(city, stations, now),
    ...devices(city, now),
    ...hub(city, now),
  ];
}

type Fields = Readonly<Record<string, number | string>>;

function line(measurement: string, tags: Readonly<Record<string, string>>, fields: Fields, at: number): string {
  const escaped = (text: string): string => text.replaceAll(/[ ,=]/g, String.raw`\$&`);
  const tagText = Object.entries(tags).map(([tag, value]) => `,${tag}=${escaped(value)}`);
  const fieldText = Object.entries(fields).map(([field, value]) =>
    typeof value === "number" ? `${field}=${value}` : `${field}="${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`,
  );
  return `${measurement}${tagText.join("")} ${fieldText.join(",")} ${Math.round(at)}`;
}

function districtOf(city: City, station: Station): string {
  return areaOfKind(city, station.areaCode, "district")?.code ?? "";
}

/** -1 to 4, so that every state is on the map. */
function stateOf(stations: readonly Station[], station: Station): number {
  return [4, 3, 2, 1, 0, -1][stations.indexOf(station) % 6] ?? 0;
}

function observations(city: City, gauge: Gauge, now: number): readonly string[] {
  const station = city.stations.get(gauge.stationId)!;
  const { min, max } = gauge.range;
  const tags = {
    district: districtOf(city, station),
    gauge: gauge.id,
    property: gauge.property,
    station: station.id,
  };
  const count = 288;
  return Array.from({ length: count }, (_, index) => {
    const wave = Math.exp(-(((index - 200) / 40) ** 2));
    const share =
      gauge.property === "oxygen" ? 0.69 - wave * 0.05 : gauge.property === "running" ? Math.round(wave) : wave * 0.3;
    const flag = index % 50 === 7 ? 3 : index % 120 === 9 ? 4 : 1;
    return line(
      "observation",
      tags,
      { value: min + (max - min) * share, flag, delayMs: 300 },
      now - (count - index) * 5 * minuteMs,
    );
  });
}

function thresholds(city: City, now: number): readonly string[] {
  return [...city.gauges.values()].flatMap((gauge) =>
    Object.entries(gauge.thresholds).flatMap(([name, { value }]) => {
      const station = city.stations.get(gauge.stationId)!;
      const tags = {
        district: districtOf(city, station),
        gauge: gauge.id,
        name,
        property: gauge.property,
        station: station.id,
      };
      return every(now, 24 * hourMs, 10 * minuteMs, (at) => line("threshold", tags, { value, demonstration: 1 }, at));
    }),
  );
}

function every(now: number, over: number, step: number, make: (at: number) => string): readonly string[] {
  return Array.from({ length: Math.floor(over / step) }, (_, index) => make(now - index * step));
}

function snapshots(city: City, stations: readonly Station[], now: number): readonly string[] {
  const districts = [...city.areas.values()].filter((area) => area.kind === "district");
  return [
    ...stations.flatMap((station) => {
      const district = areaOfKind(city, station.areaCode, "district");
      const final = stateOf(stations, station);
      return every(now - 2 * secondMs, 6 * hourMs, minuteMs, (at) => {
        const state = at > now - 2 * hourMs ? final : 0;
        return line(
          "station_state",
          { district: district?.code ?? "", kind: station.kind, station: station.id },
          {
            state,
            level: Math.max(0, state),
            gauges: 2,
            liveGauges: state < 0 ? 0 : 2,
            staleGauges: 0,
            silentGauges: state < 0 ? 2 : 0,
            suspectGauges: 0,
            maintenanceGauges: 0,
            openCases: state > 0 ? 1 : 0,
            importance: station.importance,
            stationZh: station.name.zh,
            stationEn: station.name.en,
            districtZh: district?.name.zh ?? "",
            districtEn: district?.name.en ?? "",
            lat: station.latitude,
            lon: station.longitude,
          },
          at,
        );
      });
    }),
    ...districts.map((district) => {
      const within = stations
        .filter((station) => districtOf(city, station) === district.code)
        .map((station) => stateOf(stations, station));
      const state = within.length === 0 ? -1 : Math.max(...within);
      const fields = {
        state,
        level: Math.max(0, state),
        stations: within.length,
        alarmedStations: within.filter((one) => one > 0).length,
        unknownStations: within.filter((one) => one < 0).length,
        gauges: within.length * 2,
        liveGauges: within.filter((one) => one >= 0).length * 2,
        openCases: 0,
        openWarnings: 0,
        districtZh: district.name.zh,
        districtEn: district.name.en,
      };
      return line("district_state", { district: district.code }, fields, now - 2 * secondMs);
    }),
  ];
}

const hazardsByKind: Readonly<Record<string, Hazard>> = {
  waterlogging: "waterlogging",
  river: "river-flood",
  rain: "rainstorm",
  manhole: "toxic-gas",
};

function cases(city: City, stations: readonly Station[], now: number): readonly string[] {
  return stations.flatMap((station) => {
    const level = stateOf(stations, station);
    if (level <= 0) return [];
    const hazard = hazardsByKind[station.kind] ?? "pump-failure";
    const district = areaOfKind(city, station.areaCode, "district");
    const tags = { district: district?.code ?? "", hazard, station: station.id };
    const fields = {
      caseId: `case-${station.id}`,
      state: "reported",
      level,
      peakLevel: level,
      revision: 1,
      ageMs: level * hourMs,
      late: 0,
      unit: station.unitId,
      unitZh: city.units.get(station.unitId)?.name.zh ?? "",
      unitEn: city.units.get(station.unitId)?.name.en ?? "",
      titleZh: `${station.name.zh}险情`,
      titleEn: `Hazard at ${station.name.en}`,
      stationZh: station.name.zh,
      stationEn: station.name.en,
      districtZh: district?.name.zh ?? "",
      districtEn: district?.name.en ?? "",
      lat: station.latitude,
      lon: station.longitude,
    };
    const warning = {
      warningId: `warning-${station.id}`,
      state: "draft",
      open: 1,
      level,
      revision: 1,
      ageMs: hourMs,
      cases: 1,
      titleZh: `${district?.name.zh}预警`,
      titleEn: `Warning for ${district?.name.en}`,
      areaZh: district?.name.zh ?? "",
      areaEn: district?.name.en ?? "",
    };
    const alarm = {
      level,
      levelBefore: 0,
      signal: 0.4,
      peakSignal: 0.5,
      limit: 0.3,
      unit: "m",
      cause: "observation",
      delayMs: 100,
      late: 0,
      titleZh: `${station.name.zh}报警`,
      titleEn: `Alarm at ${station.name.en}`,
    };
    return [
      ...every(now - 2 * secondMs, 2 * hourMs, minuteMs, (at) => line("case_open", tags, fields, at)),
      line("case_state", tags, { ...fields, open: 1 }, now - level * hourMs),
      line(
        "case_state",
        tags,
        { ...fields, open: 0, state: "closed", level: 0, revision: 4, ageMs: 5 * hourMs },
        now - 30 * hourMs,
      ),
      line("warning_open", { area: district?.code ?? "", hazard }, warning, now - 2 * secondMs),
      line(
        "alarm",
        { district: district?.code ?? "", effect: "live", hazard, rule: "sample", station: station.id },
        alarm,
        now - level * hourMs,
      ),
    ];
  });
}

function devices(city: City, now: number): readonly string[] {
  return [...city.devices.values()].flatMap((device, index) => {
    const station = city.stations.get(device.stationId)!;
    const tags = { device: device.id, district: districtOf(city, station), kind: station.kind, station: station.id };
    return every(now - 2 * secondMs, 6 * hourMs, 5 * minuteMs, (at) =>
      line(
        "device_health",
        tags,
        {
          online: index % 6 === 5 ? 0 : 1,
          heardAgeMs: index % 6 === 5 ? 2 * hourMs : 20_000,
          gauges: 1,
          silentGauges: 0,
          clockWrong: index % 9 === 8 ? 1 : 0,
        },
        at,
      ),
    );
  });
}

function hub(city: City, now: number): readonly string[] {
  return every(now - 2 * secondMs, 6 * hourMs, minuteMs, (at) =>
    line(
      "hub_health",
      {},
      {
        atMs: at,
        spoolRows: 120,
        oldestUnsentAgeMs: 800,
        refusedLines: 0,
        sentLines: (at % 1e9) / 10,
        newestReceivedAgeMs: 900,
        gauges: city.gauges.size,
        silentGauges: 3,
        liveGauges: city.gauges.size - 6,
        staleGauges: 1,
        suspectGauges: 1,
        maintenanceGauges: 1,
        devices: city.devices.size,
        onlineDevices: city.devices.size - 3,
        connections: 20,
        observations: (at % 1e9) / 10,
        rejects: 3,
        journalCommitMs: 6 + (at % 7),
        rulesLagRows: 12,
        openCases: 12,
        openWarnings: 3,
        webhookPending: 2,
        webhookOldestUrgentMs: 0,
        rssBytes: 2.1e8,
      },
      at,
    ),
  );
}
