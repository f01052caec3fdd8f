import type { Catchments } from "../land/catchments.ts";
import type { StorageCurve } from "./storage-curve.ts";
import { roomM3, type Sumps } from "./sumps.ts";

export interface PondSpec {
  readonly curve: StorageCurve;
  /** What its drain takes, m3/s. */
  readonly drainM3s: number;
  /** Number of the sump that the drain ends in; -1 where it runs off by itself. */
  readonly sump: number;
}

/** Low places: water that the drain does not take stands here. Pond and catchment have one number. */
export interface Ponds {
  readonly count: number;
  readonly atOneMetreM3: Float64Array;
  readonly exponent: Float64Array;
  readonly drainM3s: Float64Array;
  readonly sump: Int32Array;
  readonly volumeM3: Float64Array;
  readonly depthM: Float64Array;
  /** Of the last step, m3: what went down the drain. */
  readonly drainedM3: Float64Array;
  /** Run-off that arrives over what the drain takes: above 1 the pipe is under pressure. */
  readonly load: Float64Array;
  /** m3/s. */
  readonly drainFlowM3s: Float64Array;
}

export function createPonds(specs: readonly PondSpec[]): Ponds {
  const count = specs.length;
  return {
    count,
    atOneMetreM3: Float64Array.from(specs, ({ curve }) => curve.atOneMetreM3),
    exponent: Float64Array.from(specs, ({ curve }) => curve.exponent),
    drainM3s: Float64Array.from(specs, ({ drainM3s }) => drainM3s),
    sump: Int32Array.from(specs, ({ sump }) => sump),
    volumeM3: new Float64Array(count),
    depthM: new Float64Array(count),
    drainedM3: new Float64Array(count),
    load: new Float64Array(count),
    drainFlowM3s: new Float64Array(count),
  };
}

/**
 * One step of all ponds: `V' = V + run-off - drained`. The drain takes up to its capacity of what arrives and stands, and no more than there is
 * room for in the sump that it ends in; the rest stands, `h = (V / kv)^(1/m)` deep, and goes when there is room again.
 */
export function stepPonds(ponds: Ponds, catchments: Catchments, sumps: Sumps): void {
  const dt = catchments.stepSeconds;
  for (let index = 0; index < ponds.count; index++) {
    const arriving = catchments.runOffM3[index]!;
    const capacity = ponds.drainM3s[index]! * dt;
    const sump = ponds.sump[index]!;
    const held = ponds.volumeM3[index]! + arriving;
    const drained = Math.min(held, capacity, sump < 0 ? Number.POSITIVE_INFINITY : roomM3(sumps, sump));
    if (sump >= 0) sumps.volumeM3[sump]! += drained;
    const left = held - drained;
    ponds.volumeM3[index] = left;
    ponds.depthM[index] = left <= 0 ? 0 : (left / ponds.atOneMetreM3[index]!) ** (1 / ponds.exponent[index]!);
    ponds.drainedM3[index] = drained;
    ponds.drainFlowM3s[index] = drained / dt;
    ponds.load[index] = left > 0 ? Math.max(1, arriving / capacity) : arriving / capacity;
  }
}
