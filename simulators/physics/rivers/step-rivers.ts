import { type BalanceSums, enter, leave, transfer } from "../balance-sums.ts";
import { partHeldM3, riverStepSeconds, stepPart } from "./muskingum.ts";
import type { Rivers } from "./rivers.ts";
import { damHeldM3, type RubberDams } from "./rubber-dams.ts";

/**
 * One step of all rivers, upstream ones first: arms from the nodes above, what came from the land, and what crosses the boundary go through the
 * node's own reach and over its dams. Water of the step before counts as its mean, so that each volume is given on whole.
 *
 * @param boundaryM3s flow from above the city's boundary into each node at the end of the step
 */
export function stepRivers(
  rivers: Rivers,
  { dams, sums }: { readonly dams: RubberDams | null; readonly sums: BalanceSums },
  boundaryM3s: (node: number) => number,
): void {
  for (let node = 0; node < rivers.count; node++) {
    const boundary = boundaryM3s(node);
    enter(sums, rivers.district[node]!, between(rivers.boundaryM3s[node]!, boundary));
    rivers.boundaryM3s[node] = boundary;
    rivers.lateralM3s[node] = rivers.arrivedM3[node]! / riverStepSeconds;
    rivers.arrivedM3[node] = 0;
    const inflow = boundary + rivers.lateralM3s[node]! + fromArms(rivers, node, sums);
    const outflow = throughOwnReach(rivers, node, { dams, inflow });
    rivers.earlierM3s[node] = rivers.flowM3s[node]!;
    rivers.flowM3s[node] = outflow;
    if (rivers.isLast[node] === 1) leave(sums, rivers.district[node]!, between(rivers.earlierM3s[node]!, outflow));
  }
}

function fromArms(rivers: Rivers, node: number, sums: BalanceSums): number {
  let sum = 0;
  for (const arm of rivers.layout[node]!.arms) {
    let flow = rivers.flowM3s[arm.node]!;
    const districts = [rivers.district[arm.node]!, rivers.district[node]!] as const;
    transfer(sums, districts, between(rivers.earlierM3s[arm.node]!, flow));
    for (let part = arm.from; part < arm.to; part++) flow = stepPart(rivers.parts, part, flow);
    sum += flow;
  }
  return sum;
}

function throughOwnReach(
  rivers: Rivers,
  node: number,
  { dams, inflow }: { readonly dams: RubberDams | null; readonly inflow: number },
): number {
  const { above, below, dams: own } = rivers.layout[node]!;
  let flow = stepPart(rivers.parts, above, inflow);
  if (dams !== null) for (const dam of own) flow = overDam(dams, dam, flow);
  return stepPart(rivers.parts, below, flow);
}

/** Hands a dam what comes to it within the next step. @returns what went over it, as a mean over the last, m3/s */
function overDam(dams: RubberDams, dam: number, towardsM3s: number): number {
  dams.earlierM3s[dam] = dams.laterM3s[dam]!;
  dams.laterM3s[dam] = towardsM3s;
  dams.onItsWayM3[dam]! += between(dams.earlierM3s[dam]!, towardsM3s);
  dams.passedM3s[dam] = dams.passedM3[dam]! / riverStepSeconds;
  dams.passedM3[dam] = 0;
  return dams.passedM3s[dam]!;
}

/** Volume of a step between two flows, m3. */
function between(earlierM3s: number, laterM3s: number): number {
  return ((earlierM3s + laterM3s) / 2) * riverStepSeconds;
}

/** Adds, for each district and the city, what rivers hold beyond what they held at the beginning, m3. */
export function addRiverStorage(rivers: Rivers, dams: RubberDams, stored: Float64Array): void {
  const city = stored.length - 1;
  const add = (district: number, m3: number): void => {
    stored[district]! += m3;
    stored[city]! += m3;
  };
  for (let part = 0; part < rivers.parts.count; part++)
    add(rivers.partDistrict[part]!, partHeldM3(rivers.parts, part) - rivers.parts.startM3[part]!);
  for (let node = 0; node < rivers.count; node++)
    add(rivers.district[node]!, rivers.arrivedM3[node]! + (rivers.lateralM3s[node]! * riverStepSeconds) / 2);
  for (let dam = 0; dam < dams.count; dam++) add(rivers.district[dams.node[dam]!]!, damHeldM3(dams, dam));
}
