import { createBalanceSums } from "../balance-sums.ts";
import { type CatchmentSpec, createCatchments, stepCatchments } from "../land/catchments.ts";
import { designStorm } from "../ponds/calibrate-pond.ts";
import { fallenMm } from "../rain/hyetograph.ts";
import type { IdfFormula } from "../rain/idf-formula.ts";
import { riverStepSeconds } from "./muskingum.ts";
import { createRivers, type RiverNodeSpec } from "./rivers.ts";
import { stepRivers } from "./step-rivers.ts";

/** Long enough for a flood to come by everywhere, s. */
const lengthSeconds = 36 * 3600;

/** Base flow and the peak of a 50-year storm over the whole city, of each node, m3/s. */
export function designFlows(
  drafts: readonly { readonly land: CatchmentSpec; readonly node: RiverNodeSpec }[],
  idf: IdfFormula,
): readonly { readonly low: number; readonly peak: number }[] {
  const rivers = createRivers(drafts.map(({ node }) => node));
  const catchments = createCatchments(
    drafts.map(({ land }) => land),
    riverStepSeconds,
    0,
  );
  const peaks = rivers.startM3s.slice();
  const fallenM = new Float64Array(drafts.length);
  const rest = { dams: null, sums: createBalanceSums(1 + Math.max(0, ...rivers.district)) };
  const storm = designStorm(50);
  for (let from = 0; from < lengthSeconds; from += riverStepSeconds) {
    fallenM.fill((fallenMm(storm, idf, from + riverStepSeconds) - fallenMm(storm, idf, from)) / 1000);
    stepCatchments(catchments, fallenM);
    for (let node = 0; node < rivers.count; node++) rivers.arrivedM3[node]! += catchments.runOffM3[node]!;
    stepRivers(rivers, rest, (node) => rivers.baseM3s[node]!);
    for (let node = 0; node < rivers.count; node++) peaks[node] = Math.max(peaks[node]!, rivers.flowM3s[node]!);
  }
  return Array.from(peaks, (peak, node) => ({ low: rivers.startM3s[node]!, peak }));
}
