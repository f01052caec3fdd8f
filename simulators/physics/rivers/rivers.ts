import { createReachParts, partsOf, partTravelSeconds, type ReachParts, settlePart } from "./muskingum.ts";
import type { RubberDams } from "./rubber-dams.ts";

export interface RiverNodeSpec {
  /** Number of its district. */
  readonly district: number;
  /** Base flow from above the city's boundary, beside what comes from the nodes upstream, m3/s. */
  readonly baseM3s: number;
  /** Travel time of its own reach above its dams, and below them again, s. */
  readonly ownSeconds: number;
  /** Nodes whose water comes by here; each stands before this one in the list. */
  readonly upstream: readonly { readonly node: number; readonly travelSeconds: number }[];
}

/** River sections and the reaches between them, upstream ones first; flat, by number of the node. */
export interface Rivers {
  readonly count: number;
  readonly district: Int32Array;
  readonly baseM3s: Float64Array;
  /** Steady flow at the beginning, from upstream and own, m3/s. */
  readonly startM3s: Float64Array;
  /** 1 where no node is downstream: its water leaves the city. */
  readonly isLast: Uint8Array;
  /** What came from the city's land since the last step, m3, and as a mean over that step, m3/s. */
  readonly arrivedM3: Float64Array;
  readonly lateralM3s: Float64Array;
  /** From above the boundary at the end of the last step, m3/s. */
  readonly boundaryM3s: Float64Array;
  /** Flow and depth at the ends of the last two steps. */
  readonly earlierM3s: Float64Array;
  readonly flowM3s: Float64Array;
  readonly earlierDepthM: Float64Array;
  readonly depthM: Float64Array;
  readonly parts: ReachParts;
  readonly partDistrict: Int32Array;
  readonly layout: readonly NodeLayout[];
}

/** Where a node's reaches lie among the parts: from, and up to but without. */
export interface NodeLayout {
  readonly arms: readonly { readonly node: number; readonly from: number; readonly to: number }[];
  /** Own reach above its dams and below them. */
  readonly above: number;
  readonly below: number;
  /** Its dams. */
  readonly dams: readonly number[];
}

/** @param dams of each node, in the order of the water */
export function createRivers(specs: readonly RiverNodeSpec[], dams?: Pick<RubberDams, "node">): Rivers {
  const travel: number[] = [];
  const partNode: number[] = [];
  const add = (node: number, seconds: number): number => {
    partNode.push(node);
    return travel.push(seconds) - 1;
  };
  const layout = specs.map((spec, node): NodeLayout => {
    const arms = spec.upstream.map((link) => {
      const rest = Math.max(0, link.travelSeconds - 2 * spec.ownSeconds);
      const from = travel.length;
      for (let part = 0; part < partsOf(rest); part++) add(node, partTravelSeconds(rest));
      return { node: link.node, from, to: travel.length };
    });
    const own = [...(dams?.node ?? [])].flatMap((of, dam) => (of === node ? [dam] : []));
    return { arms, above: add(node, spec.ownSeconds), below: add(node, spec.ownSeconds), dams: own };
  });
  const start = steadyFlows(specs);
  const parts = createReachParts(travel);
  settleParts(parts, layout, start);
  const flows = (): Float64Array => start.slice();
  return {
    count: specs.length,
    district: Int32Array.from(specs, ({ district }) => district),
    baseM3s: Float64Array.from(specs, ({ baseM3s }) => baseM3s),
    startM3s: start,
    isLast: lastNodes(specs),
    ...{ arrivedM3: new Float64Array(specs.length), lateralM3s: new Float64Array(specs.length) },
    boundaryM3s: Float64Array.from(specs, ({ baseM3s }) => baseM3s),
    ...{ earlierM3s: flows(), flowM3s: flows() },
    ...{ earlierDepthM: new Float64Array(specs.length), depthM: new Float64Array(specs.length) },
    ...{ parts, partDistrict: Int32Array.from(partNode, (node) => specs[node]?.district ?? 0), layout },
  };
}

function steadyFlows(specs: readonly RiverNodeSpec[]): Float64Array {
  const flows = new Float64Array(specs.length);
  specs.forEach((spec, node) => {
    flows[node] = spec.upstream.reduce((sum, { node: above }) => sum + flows[above]!, spec.baseM3s);
  });
  return flows;
}

function settleParts(parts: ReachParts, layout: readonly NodeLayout[], start: Float64Array): void {
  layout.forEach(({ arms, above, below }, node) => {
    for (const arm of arms) for (let part = arm.from; part < arm.to; part++) settlePart(parts, part, start[arm.node]!);
    settlePart(parts, above, start[node]!);
    settlePart(parts, below, start[node]!);
  });
}

function lastNodes(specs: readonly RiverNodeSpec[]): Uint8Array {
  const isLast = new Uint8Array(specs.length).fill(1);
  for (const spec of specs) for (const { node } of spec.upstream) isLast[node] = 0;
  return isLast;
}
