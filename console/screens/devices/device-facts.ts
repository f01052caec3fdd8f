import type { StationKind } from "../../../domain/city/city.ts";
import type { Catalogue, DeviceRow } from "../../api/wire.ts";
import type { Columns } from "../../live/columns.ts";

/** A device with what the catalogue and the live picture add to it. */
export interface DeviceFacts {
  readonly row: DeviceRow;
  readonly kind: StationKind | null;
  readonly district: string | null;
  readonly isDrill: boolean;
  /** Shortest interval of its gauges; null where it has none. */
  readonly intervalMs: number | null;
  /** Ms since 1970; null for never. */
  readonly seenAt: number | null;
  readonly volts: number | null;
  readonly isVoltageLow: boolean;
}

/** Intervals without a reading, above which a device is late. */
export const lateAfter = 2;

export function factsOf(rows: readonly DeviceRow[], catalogue: Catalogue, columns: Columns | null): DeviceFacts[] {
  const stations = new Map(catalogue.stations.map((station) => [station.stationId, station]));
  const gauges = Map.groupBy(
    catalogue.gauges.map((gauge, place) => ({ ...gauge, place })),
    ({ deviceId }) => deviceId,
  );
  return rows.map((row) => {
    const station = stations.get(row.stationId);
    const own = gauges.get(row.deviceId) ?? [];
    const intervals = own.map(({ expectedIntervalMs }) => expectedIntervalMs);
    const voltage = own.find(({ property }) => property === "voltage");
    const volts = voltage === undefined ? Number.NaN : (columns?.values[voltage.place] ?? Number.NaN);
    return {
      row,
      kind: station?.kind ?? null,
      district: station === undefined ? null : districtOf(station.areaCode, catalogue),
      isDrill: station?.isExercise === true,
      intervalMs: intervals.length === 0 ? null : Math.min(...intervals),
      seenAt: row.lastSeenAt === null ? null : Date.parse(row.lastSeenAt),
      volts: Number.isNaN(volts) ? null : volts,
      isVoltageLow: voltage !== undefined && volts < (voltage.thresholds.low ?? Number.NEGATIVE_INFINITY),
    };
  });
}

/** Code of the district around an area; that of the area itself where there is none. */
export function districtOf(code: string, { areas }: Pick<Catalogue, "areas">): string {
  let at = areas.find((area) => area.code === code);
  while (at !== undefined && at.kind !== "district" && at.parent !== null) {
    const { parent } = at;
    at = areas.find((area) => area.code === parent);
  }
  return at?.kind === "district" ? at.code : code;
}

/** Intervals since it was last seen; null where that is not known. */
export function intervalsAgo({ seenAt, intervalMs }: DeviceFacts, now: number): number | null {
  return seenAt === null || intervalMs === null ? null : (now - seenAt) / intervalMs;
}

export function isLate(facts: DeviceFacts, now: number): boolean {
  const ago = intervalsAgo(facts, now);
  return ago !== null && ago > lateAfter;
}

export interface Share<Key> {
  readonly key: Key;
  readonly all: number;
  readonly online: number;
}

/** How many are online of each key, the worst first. */
export function sharesBy<Key>(facts: readonly DeviceFacts[], keyOf: (of: DeviceFacts) => Key | null): Share<Key>[] {
  const known = facts.flatMap((of) => {
    const key = keyOf(of);
    return key === null ? [] : [{ key, isOnline: of.row.isOnline }];
  });
  return [...Map.groupBy(known, ({ key }) => key)]
    .map(([key, all]) => ({ key, all: all.length, online: all.filter(({ isOnline }) => isOnline).length }))
    .sort((a, b) => a.online / a.all - b.online / b.all || b.all - a.all);
}

/** Devices that are away and have a gateway or a moment in common. */
export interface SilentTogether {
  readonly gatewayId: string | null;
  /** When the first of them was last seen; null where none ever was. */
  readonly at: number | null;
  readonly ids: ReadonlySet<string>;
}

const sameMomentMs = 120_000;
const fewestTogether = 3;

export function silentTogether(facts: readonly DeviceFacts[], now: number): SilentTogether[] {
  const away = facts.filter((of) => !of.isDrill && (!of.row.isOnline || isLate(of, now)));
  const gateways = [...Map.groupBy(away, ({ row }) => row.gatewayId)].flatMap(([gatewayId, of]) =>
    gatewayId === null || of.length < 2 ? [] : [groupOf(gatewayId, of)],
  );
  const behind = new Set(gateways.flatMap(({ ids }) => [...ids]));
  return [...gateways, ...sameMoments(away.filter(({ row }) => !behind.has(row.deviceId)))].sort(
    (a, b) => b.ids.size - a.ids.size,
  );
}

function sameMoments(away: readonly DeviceFacts[]): SilentTogether[] {
  const seen = away.filter(({ seenAt }) => seenAt !== null).sort((a, b) => (a.seenAt ?? 0) - (b.seenAt ?? 0));
  const groups: DeviceFacts[][] = [];
  for (const of of seen) {
    const last = groups.at(-1);
    if (last !== undefined && (of.seenAt ?? 0) - (last[0]?.seenAt ?? 0) <= sameMomentMs) last.push(of);
    else groups.push([of]);
  }
  return groups.filter(({ length }) => length >= fewestTogether).map((of) => groupOf(null, of));
}

function groupOf(gatewayId: string | null, of: readonly DeviceFacts[]): SilentTogether {
  const seen = of.flatMap(({ seenAt }) => seenAt ?? []);
  return {
    gatewayId,
    at: seen.length === 0 ? null : Math.min(...seen),
    ids: new Set(of.map(({ row }) => row.deviceId)),
  };
}
