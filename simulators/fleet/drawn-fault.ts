import type { DeviceId } from "../../domain/ids.ts";
import type { TruthRow } from "../truth/truth-row.ts";
import type { FaultKind } from "./fault.ts";
import type { FleetLayout } from "./fleet-layout.ts";

/** A fault of one node, or of one of its gauges, for a while. */
export interface DrawnFault {
  readonly fault: FaultKind;
  readonly node: number;
  /** Column of the gauge that a fault of a value is at; -1 for all others. */
  readonly gauge: number;
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** See `sizeOf` of draw-faults.ts. */
  readonly size: number;
  readonly seed: number;
}

/** Its line in the truth file. @param from when it came into force */
export function faultRow(layout: FleetLayout, drawn: DrawnFault, from = drawn.from): TruthRow {
  const channel = layout.gauges.sources[drawn.gauge]?.channel;
  return {
    kind: "fault",
    fault: drawn.fault,
    deviceId: nodeId(layout, drawn.node),
    ...(channel === undefined ? {} : { channel }),
    ...{ from, to: drawn.to, size: drawn.size },
  };
}

/** @throws {RangeError} for a node that is not in the layout */
export function nodeId({ nodes }: FleetLayout, node: number): DeviceId {
  const id = nodes[node];
  if (id === undefined) throw new RangeError(`node of the fleet: wanted 0 to ${nodes.length - 1}, got ${node}`);
  return id;
}
