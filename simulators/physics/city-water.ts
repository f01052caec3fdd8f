import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { simulatedWaterTexts } from "../../locales/simulation/simulators.ts";
import { balanceOf } from "./balance.ts";
import { enter, leave, rained, transfer } from "./balance-sums.ts";
import { gaugeTaps } from "./gauge-taps.ts";
import { stepCatchments } from "./land/catchments.ts";
import { deriveNetwork } from "./network/derive-network.ts";
import { onPlane } from "./network/sites.ts";
import { stepPonds } from "./ponds/ponds.ts";
import { stepSumps } from "./ponds/sumps.ts";
import { stepFeeders } from "./power/feeders.ts";
import { zhengzhouIdf } from "./rain/idf-formula.ts";
import { addCellRain } from "./rain/storm-cell.ts";
import { createReadOut } from "./read-out.ts";
import { riverStepSeconds } from "./rivers/muskingum.ts";
import { stepRubberDams } from "./rivers/rubber-dams.ts";
import { depthAt, velocityAt } from "./rivers/section.ts";
import { stepRivers } from "./rivers/step-rivers.ts";
import { stepManholes } from "./shafts/manholes.ts";
import type { CityWater, CityWaterOptions } from "./water.ts";
import { type BoundEvents, bindEvents } from "./water-events.ts";
import { createWaterState, type WaterState } from "./water-state.ts";

const usualStepSeconds = 10;

/**
 * Water, gas and currents of a city that is simulated: derived from its stations (`deriveNetwork`), moved on step by step.
 *
 * In a step rain becomes run-off, run-off goes down drains or stands, pumps lift it to rivers, dams spill; every 5 minutes rivers move on. Ends
 * with manholes and feeders, which look at water and change none. Pure: the same options, the same bytes on one machine.
 *
 * @throws {HubError} `simulators.step_invalid` where the step does not divide that of rivers, `simulators.event_misplaced`
 */
export function createCityWater(options: CityWaterOptions): CityWater {
  const stepSeconds = checkedStep(options.stepSeconds ?? usualStepSeconds);
  const idf = options.idf ?? zhengzhouIdf;
  const network = deriveNetwork(options.city, { seed: options.seed, idf });
  const antecedentWetness = options.weather.antecedentWetness ?? 0;
  const state = createWaterState(network, { stepSeconds, antecedentWetness });
  const events = bindEvents(options.events, state);
  const readOut = createReadOut(gaugeTaps(state));
  const cells = options.weather.cells.map((cell) => ({
    cell,
    start: onPlane(cell.centre ?? network.centre, network.centre),
  }));
  let seconds = 0;
  events.apply(0);
  viewRivers(state, 0);

  function step(): void {
    const until = seconds + stepSeconds;
    events.apply(seconds);
    const { rain } = state;
    rain.fallenM.fill(0);
    for (const { cell, start } of cells) addCellRain(cell, { from: seconds, to: until, idf, start }, rain);
    for (let point = 0; point < rain.fallenM.length; point++) rain.totalMm[point]! += rain.fallenM[point]! * 1000;
    stepLand(state);
    stepRubberDams(state.dams, { until, stepSeconds }, network.rivers);
    if (until % riverStepSeconds === 0) stepAllRivers(state, events, until);
    stepManholes(state.manholes, state.ponds.load, stepSeconds);
    stepFeeders(state.feeders, state.ponds.depthM, stepSeconds);
    seconds = until;
  }

  return {
    get seconds() {
      return seconds;
    },
    gaugeIds: network.gauges.map(({ id }) => id),
    advanceTo(wanted) {
      while (seconds + stepSeconds <= wanted) step();
    },
    trueValues() {
      viewRivers(state, (seconds % riverStepSeconds) / riverStepSeconds);
      return readOut();
    },
    balance: () => balanceOf(state),
  };
}

/** Rain to run-off, run-off to drains and ponds, drains and pumps to rivers or out of the city; each into its sum. */
function stepLand(state: WaterState): void {
  const { network, catchments, ponds, sumps, rivers, sums } = state;
  const dt = catchments.stepSeconds;
  stepCatchments(catchments, state.rain.fallenM);
  stepPonds(ponds, catchments, sumps);
  stepSumps(sumps, dt);
  for (let pond = 0; pond < ponds.count; pond++) {
    const { district, outfall } = network.ponds[pond]!;
    const sump = ponds.sump[pond]!;
    if (sump >= 0) enter(sums, district, sumps.seepedM3[sump]!);
    const gone = sump >= 0 ? sumps.pumpedM3[sump]! : ponds.drainedM3[pond]!;
    if (outfall < 0) leave(sums, district, gone);
    else {
      transfer(sums, [district, rivers.district[outfall]!], gone);
      rivers.arrivedM3[outfall]! += gone;
    }
    rainedAt(state, pond, district);
  }
  for (let node = 0; node < rivers.count; node++) {
    const catchment = ponds.count + node;
    rivers.arrivedM3[node]! += catchments.runOffM3[catchment]!;
    rainedAt(state, catchment, rivers.district[node]!);
  }
}

function rainedAt({ sums, catchments }: WaterState, catchment: number, district: number): void {
  const rainM3 = catchments.rainM3[catchment]!;
  rained(sums, district, { rainM3, lostM3: catchments.infiltratedM3[catchment]! });
}

function stepAllRivers(state: WaterState, events: BoundEvents, until: number): void {
  const { rivers, dams, sums, network } = state;
  stepRivers(rivers, { dams, sums }, (node) => events.boundaryM3s(node, until));
  for (let node = 0; node < rivers.count; node++) {
    rivers.earlierDepthM[node] = rivers.depthM[node]!;
    rivers.depthM[node] = depthAt(network.rivers[node]!.section, rivers.flowM3s[node]!);
  }
}

/** Rivers between the ends of their last two steps: what a gauge sees runs one step behind, as if it stood five minutes further down. */
function viewRivers({ rivers, riverView, network }: WaterState, share: number): void {
  for (let node = 0; node < rivers.count; node++) {
    const depth = between(rivers.earlierDepthM[node]!, rivers.depthM[node]!, share);
    riverView.flowM3s[node] = between(rivers.earlierM3s[node]!, rivers.flowM3s[node]!, share);
    riverView.depthM[node] = depth;
    riverView.velocityMs[node] = velocityAt(network.rivers[node]!.section, depth);
  }
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function checkedStep(stepSeconds: number): number {
  if (stepSeconds > 0 && riverStepSeconds % stepSeconds === 0) return stepSeconds;
  const words = { wanted: riverStepSeconds, got: stepSeconds };
  throw new HubError("simulators.step_invalid", fill(simulatedWaterTexts["step-invalid"], words));
}
