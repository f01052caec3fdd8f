import type { City, Gauge } from "../../domain/city/city.ts";
import { amountConversionFor } from "../../domain/city/counter.ts";
import type { Property } from "../../domain/city/property.ts";
import { conversionFor } from "../../domain/city/units.ts";
import type { DeviceId, GaugeId } from "../../domain/ids.ts";

/** The gauges of the fleet as columns: the place in them is what the hot path has for a gauge. */
export interface GaugeColumns {
  readonly sources: readonly Gauge[];
  readonly properties: readonly Property[];
  /** `"channel":` as it stands in a payload. */
  readonly keys: readonly string[];
  /** Place in the water's values. */
  readonly waterIndex: Int32Array;
  /** canonical = sent * scale + offset, datum included. */
  readonly scale: Float64Array;
  readonly offset: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** Says something in each `every`th reading of its device. */
  readonly every: Uint16Array;
}

/**
 * Who is in the fleet. A node is a device or a gateway; those with gauges come first. The gauges of node `n` are
 * `firstGauge[n]` up to `firstGauge[n + 1]`.
 */
export interface FleetLayout {
  readonly nodes: readonly DeviceId[];
  /** Nodes with gauges. */
  readonly deviceCount: number;
  /** Who is connected for it: itself, or its gateway. */
  readonly clientOf: Int32Array;
  /** 1 for a node that others are behind. */
  readonly isGateway: Uint8Array;
  readonly intervalMs: Float64Array;
  readonly firstGauge: Int32Array;
  /** Place in the water's values of what may reach the device; -1 where the station has no depth gauge. */
  readonly floodedBy: Int32Array;
  readonly gauges: GaugeColumns;
}

/** Lays out the devices that have a gauge among those of the water. Intervals are the city's divided by `ratio`. */
export function fleetLayout(city: City, gaugeIds: readonly GaugeId[], ratio: number): FleetLayout {
  const waterIndex = new Map(gaugeIds.map((id, index) => [id, index]));
  const simulated = [...city.gauges.values()].filter(({ id }) => waterIndex.has(id));
  const byDevice = [...Map.groupBy(simulated, ({ deviceId }) => deviceId)];
  const deviceIds = byDevice.map(([id]) => id);
  const gatewayOf = (id: DeviceId) => city.devices.get(id)?.gatewayId ?? id;
  const nodes = [...new Set([...deviceIds, ...deviceIds.map(gatewayOf)])];
  const nodeOf = new Map(nodes.map((id, node) => [id, node]));
  const clientOf = Int32Array.from(nodes, (id, node) => nodeOf.get(gatewayOf(id)) ?? node);
  const isGateway = new Uint8Array(nodes.length);
  for (const [node, client] of clientOf.entries()) if (client !== node) isGateway[client] = 1;
  const intervals = byDevice.map(([, gauges]) => Math.min(...gauges.map((gauge) => gauge.expectedIntervalMs)));
  const depths = depthsByStation(simulated, waterIndex);
  return {
    nodes,
    deviceCount: deviceIds.length,
    clientOf,
    isGateway,
    intervalMs: Float64Array.from(intervals, (interval) => interval / ratio),
    firstGauge: Int32Array.from([0, ...ends(byDevice.map(([, gauges]) => gauges.length))]),
    floodedBy: Int32Array.from(byDevice, ([, gauges]) => depths.get(gauges[0]?.stationId ?? "") ?? -1),
    gauges: columnsOf(
      byDevice.map(([, gauges]) => gauges),
      waterIndex,
      intervals,
    ),
  };
}

function depthsByStation(gauges: readonly Gauge[], waterIndex: ReadonlyMap<GaugeId, number>): Map<string, number> {
  const depths = new Map<string, number>();
  for (const { id, stationId, property } of gauges) {
    const index = waterIndex.get(id);
    if (property === "depth" && index !== undefined && !depths.has(stationId)) depths.set(stationId, index);
  }
  return depths;
}

function ends(lengths: readonly number[]): readonly number[] {
  let end = 0;
  return lengths.map((length) => (end += length));
}

function columnsOf(
  byDevice: readonly (readonly Gauge[])[],
  waterIndex: ReadonlyMap<GaugeId, number>,
  intervals: readonly number[],
): GaugeColumns {
  const sources = byDevice.flat();
  const conversions = sources.map(conversionOf);
  const every = byDevice.flatMap((gauges, device) =>
    gauges.map(({ expectedIntervalMs }) => Math.max(1, Math.round(expectedIntervalMs / (intervals[device] ?? 1)))),
  );
  return {
    sources,
    properties: sources.map(({ property }) => property),
    keys: sources.map(({ channel }) => `${JSON.stringify(channel)}:`),
    waterIndex: Int32Array.from(sources, ({ id }) => waterIndex.get(id) ?? -1),
    scale: Float64Array.from(conversions, ({ scale }) => scale),
    offset: Float64Array.from(conversions, ({ offset }) => offset),
    min: Float64Array.from(sources, ({ range }) => range.min),
    max: Float64Array.from(sources, ({ range }) => range.max),
    every: Uint16Array.from(every),
  };
}

/** As the hub reads it (ingest/gauge-conversions.ts): a count is worth its pulse. */
function conversionOf({ property, unit, counter, datumOffset }: Gauge): {
  readonly scale: number;
  readonly offset: number;
} {
  const unitConversion = counter === undefined ? conversionFor(property, unit) : amountConversionFor(property, unit);
  const { scale, offset } = unitConversion ?? { scale: 1, offset: 0 };
  return { scale: scale * (counter?.pulse ?? 1), offset: offset + datumOffset };
}
