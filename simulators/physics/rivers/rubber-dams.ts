import { riverStepSeconds } from "./muskingum.ts";
import type { Section } from "./section.ts";
import { flowOverDam, restDepth } from "./weir.ts";

/** How long a bladder that bursts takes to lie flat, s. */
const collapseSeconds = 120;

/** Length of the water behind a dam, m: its surface is this times the crest's length. */
const pondedLengthM = 1500;

/** Pressure in a bladder over the water's weight at its crest: usual ratio of inner to outer pressure. */
const bladderRatio = 1.25;

/** Pressure below a metre of water, kPa. */
export const waterKpaPerM = 9.81;

export interface DamSpec {
  /** Number of its river node. */
  readonly node: number;
  readonly crestM: number;
  readonly crestLengthM: number;
}

/** Rubber dams, in the order of the rivers' nodes and of the water past each; flat, by number of the dam. */
export interface RubberDams {
  readonly count: number;
  readonly node: Int32Array;
  readonly fullCrestM: Float64Array;
  readonly crestM: Float64Array;
  readonly crestLengthM: Float64Array;
  readonly surfaceM2: Float64Array;
  /** Since when its bladder is burst, s; never is infinite. */
  readonly burstAt: Float64Array;
  readonly poolM3: Float64Array;
  readonly poolStartM3: Float64Array;
  /** Flow towards it at the last two steps of the river, m3/s, and what of the water between them is still to arrive, m3. */
  readonly earlierM3s: Float64Array;
  readonly laterM3s: Float64Array;
  readonly onItsWayM3: Float64Array;
  readonly onItsWayStartM3: Float64Array;
  /** What went over it since the river's last step, m3, and as a mean over the step before that, m3/s. */
  readonly passedM3: Float64Array;
  readonly passedM3s: Float64Array;
  readonly passedStartM3s: Float64Array;
  readonly outflowM3s: Float64Array;
  /** Depth behind it, m; pressure of the bladder over air, kPa. */
  readonly depthM: Float64Array;
  readonly bladderKpa: Float64Array;
}

/** @param rest steady flow past each node, m3/s, and its section */
export function createRubberDams(
  specs: readonly DamSpec[],
  rest: { readonly flowM3s: Float64Array; readonly below: readonly { readonly section: Section }[] },
): RubberDams {
  const base = Float64Array.from(specs, ({ node }) => rest.flowM3s[node]!);
  const crestM = Float64Array.from(specs, (spec) => spec.crestM);
  const depthM = Float64Array.from(specs, (spec, dam) => restDepth(spec, rest.below[spec.node]!.section, base[dam]!));
  const surfaceM2 = Float64Array.from(specs, ({ crestLengthM }) => crestLengthM * pondedLengthM);
  const poolM3 = depthM.map((depth, dam) => depth * surfaceM2[dam]!);
  const onItsWayM3 = base.map((flow) => flow * riverStepSeconds);
  return {
    count: specs.length,
    node: Int32Array.from(specs, ({ node }) => node),
    ...{ crestM, fullCrestM: crestM.slice(), crestLengthM: Float64Array.from(specs, (spec) => spec.crestLengthM) },
    ...{ surfaceM2, depthM, poolM3, poolStartM3: poolM3.slice() },
    burstAt: new Float64Array(specs.length).fill(Number.POSITIVE_INFINITY),
    ...{ earlierM3s: base.slice(), laterM3s: base.slice(), onItsWayM3, onItsWayStartM3: onItsWayM3.slice() },
    ...{ passedM3: new Float64Array(specs.length), passedM3s: base.slice(), passedStartM3s: base.slice() },
    outflowM3s: base.slice(),
    bladderKpa: crestM.map(bladderPressure),
  };
}

/**
 * One step of all dams at the step of ponds: what is on its way arrives, the pool spills over the crest (`flowOverDam`), a burst
 * bladder's crest falls evenly within 2 minutes.
 *
 * @param below section of the river below the dams of each node
 */
export function stepRubberDams(
  dams: RubberDams,
  step: { readonly until: number; readonly stepSeconds: number },
  below: readonly { readonly section: Section }[],
): void {
  const { until, stepSeconds } = step;
  // The middle of this step, within that of the river.
  const share = (((until - stepSeconds) % riverStepSeconds) + stepSeconds / 2) / riverStepSeconds;
  const isLast = until % riverStepSeconds === 0;
  for (let dam = 0; dam < dams.count; dam++) {
    const flow = dams.earlierM3s[dam]! + (dams.laterM3s[dam]! - dams.earlierM3s[dam]!) * share;
    const waiting = dams.onItsWayM3[dam]!;
    const arriving = isLast ? waiting : Math.min(waiting, flow * stepSeconds);
    dams.onItsWayM3[dam] = waiting - arriving;
    const crest = crestAt(dams, dam, until);
    const depthM = dams.poolM3[dam]! / dams.surfaceM2[dam]!;
    const overflowing = { crestM: crest, crestLengthM: dams.crestLengthM[dam]!, depthM };
    const spill = flowOverDam(overflowing, below[dams.node[dam]!]!.section);
    const held = dams.poolM3[dam]! + arriving;
    const passed = Math.min(held, spill * stepSeconds);
    dams.poolM3[dam] = held - passed;
    dams.passedM3[dam]! += passed;
    dams.outflowM3s[dam] = passed / stepSeconds;
    dams.crestM[dam] = crest;
    dams.depthM[dam] = (held - passed) / dams.surfaceM2[dam]!;
    dams.bladderKpa[dam] = bladderPressure(crest);
  }
}

/** Water that a dam holds, on its way to it and just past it, beyond what it held at the beginning, m3. */
export function damHeldM3(dams: RubberDams, dam: number): number {
  const pool = dams.poolM3[dam]! - dams.poolStartM3[dam]!;
  const before = dams.onItsWayM3[dam]! - dams.onItsWayStartM3[dam]!;
  const past = dams.passedM3[dam]! + ((dams.passedM3s[dam]! - dams.passedStartM3s[dam]!) * riverStepSeconds) / 2;
  return pool + before + past;
}

function crestAt(dams: RubberDams, dam: number, seconds: number): number {
  const fallen = Math.min(1, Math.max(0, (seconds - dams.burstAt[dam]!) / collapseSeconds));
  return dams.fullCrestM[dam]! * (1 - fallen);
}

function bladderPressure(crestM: number): number {
  return waterKpaPerM * bladderRatio * crestM;
}
