import { type BalanceSums, createBalanceSums } from "./balance-sums.ts";
import { type Catchments, createCatchments, heldM3 } from "./land/catchments.ts";
import type { Network } from "./network/network.ts";
import { createPonds, type Ponds } from "./ponds/ponds.ts";
import { createSumps, type Sumps } from "./ponds/sumps.ts";
import { createFeeders, type Feeders } from "./power/feeders.ts";
import { createRivers, type Rivers } from "./rivers/rivers.ts";
import { createRubberDams, type RubberDams } from "./rivers/rubber-dams.ts";
import { depthAt } from "./rivers/section.ts";
import { createManholes, type Manholes } from "./shafts/manholes.ts";

/** Where it is known how much has fallen: the catchments of ponds, then those of rivers, then rain gauges. */
export interface RainField {
  readonly xKm: Float64Array;
  readonly yKm: Float64Array;
  /** Of the last step, m. */
  readonly fallenM: Float64Array;
  /** Since the scenario began, mm. */
  readonly totalMm: Float64Array;
  /** Number of the first rain gauge's point. */
  readonly firstGauge: number;
}

/** Rivers as they are between two steps of theirs, by number of the node. */
export interface RiverView {
  readonly flowM3s: Float64Array;
  readonly depthM: Float64Array;
  readonly velocityMs: Float64Array;
}

/** All that changes in a simulated city. */
export interface WaterState {
  readonly network: Network;
  readonly sums: BalanceSums;
  readonly rain: RainField;
  /** Of ponds, then of rivers. */
  readonly catchments: Catchments;
  readonly catchmentStartM3: Float64Array;
  readonly ponds: Ponds;
  readonly sumps: Sumps;
  readonly rivers: Rivers;
  readonly riverView: RiverView;
  readonly dams: RubberDams;
  readonly manholes: Manholes;
  readonly feeders: Feeders;
}

export function createWaterState(
  network: Network,
  { stepSeconds, antecedentWetness }: { readonly stepSeconds: number; readonly antecedentWetness: number },
): WaterState {
  const { ponds, rivers: sites } = network;
  const catchments = createCatchments(
    [...ponds, ...sites].map(({ land }) => land),
    stepSeconds,
    antecedentWetness,
  );
  const rivers = createRivers(
    sites.map(({ node }) => node),
    { node: Int32Array.from(network.dams, ({ node }) => node) },
  );
  sites.forEach(({ section }, node) => {
    rivers.depthM[node] = depthAt(section, rivers.flowM3s[node]!);
    rivers.earlierDepthM[node] = rivers.depthM[node]!;
  });
  return {
    ...{ network, catchments, rivers, rain: rainFieldOf(network) },
    sums: createBalanceSums(network.districts.length),
    catchmentStartM3: catchments.areaM2.map((_, index) => heldM3(catchments, index)),
    ponds: createPonds(ponds.map(({ pond }) => pond)),
    sumps: createSumps(network.sumps),
    riverView: viewOf(sites.length),
    dams: createRubberDams(network.dams, { flowM3s: rivers.startM3s, below: sites }),
    manholes: createManholes(network.manholes),
    feeders: createFeeders(network.feeders),
  };
}

function rainFieldOf({ ponds, rivers, rain }: Network): RainField {
  const points = [...ponds, ...rivers, ...rain];
  return {
    xKm: Float64Array.from(points, ({ xKm }) => xKm),
    yKm: Float64Array.from(points, ({ yKm }) => yKm),
    fallenM: new Float64Array(points.length),
    totalMm: new Float64Array(points.length),
    firstGauge: ponds.length + rivers.length,
  };
}

function viewOf(count: number): RiverView {
  return {
    flowM3s: new Float64Array(count),
    depthM: new Float64Array(count),
    velocityMs: new Float64Array(count),
  };
}
