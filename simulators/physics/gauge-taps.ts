import type { Gauge, Station } from "../../domain/city/city.ts";
import type { StationId } from "../../domain/ids.ts";
import { mainsVolts } from "./network/derive-shafts.ts";
import { drawFor } from "./network/draw.ts";
import { stageDatum } from "./network/stage-datum.ts";
import { mostPumps } from "./ponds/sumps.ts";
import type { Tap } from "./read-out.ts";
import { waterKpaPerM } from "./rivers/rubber-dams.ts";
import { freshOxygenPercent } from "./shafts/gas.ts";
import { uprightDegrees } from "./shafts/manholes.ts";
import type { WaterState } from "./water-state.ts";

/** What a motor of a pump draws, mA. */
const motorMa = 42_000;

/** Current that any device has to earth, mA. */
const restMa = 2;

/** Finds, once, where each gauge's true value is, in the order of the network's gauges. */
export function gaugeTaps(state: WaterState): readonly Tap[] {
  const numbers = numbersOf(state);
  const { city, gauges } = state.network;
  return gauges.map((gauge) => {
    const station = city.stations.get(gauge.stationId);
    return station === undefined ? constant(Number.NaN) : tapOf(state, gauge, { station, ...numbers(station.id) });
  });
}

/** What of the network a gauge is at, by number; -1 for none. */
interface At {
  readonly station: Station;
  readonly pond: number;
  readonly sump: number;
  readonly river: number;
  readonly dam: number;
  readonly shaft: number;
  readonly feeder: number;
  readonly rain: number;
}

function tapOf(state: WaterState, gauge: Gauge, at: At): Tap {
  const { manholes, rain } = state;
  switch (gauge.property) {
    case "rain":
      return tap(rain.totalMm, rain.firstGauge + at.rain);
    case "depth":
      return waterTap(state, gauge, at);
    case "stage": {
      const water = waterTap(state, gauge, at);
      return { ...water, offset: water.offset + stageDatum(gauge).bedM };
    }
    case "flow":
      return flowTap(state, at);
    case "velocity":
      return velocityTap(state, at);
    case "oxygen":
      return at.shaft < 0 ? constant(freshOxygenPercent) : tap(manholes.oxygenPercent, at.shaft);
    case "methane":
      return at.shaft < 0 ? constant(0) : tap(manholes.methaneLel, at.shaft);
    case "hydrogenSulfide":
      return at.shaft < 0 ? constant(0) : tap(manholes.hydrogenSulfidePpm, at.shaft);
    case "carbonMonoxide":
      return at.shaft < 0 ? constant(0) : tap(manholes.carbonMonoxidePpm, at.shaft);
    case "tilt":
      return at.shaft < 0 ? constant(uprightDegrees) : tap(manholes.tiltDegrees, at.shaft);
    case "pressure":
      return at.dam >= 0 ? tap(state.dams.bladderKpa, at.dam) : scaled(waterTap(state, gauge, at), waterKpaPerM);
    case "current":
      return currentTap(state, gauge, at);
    case "voltage":
      return voltageTap(state, gauge, at);
    case "running":
      return at.sump < 0 ? constant(0) : tap(state.sumps.running, at.sump * mostPumps + pumpOf(state, gauge));
    case "temperature":
      return constant(drawFor(0, gauge.id).between("temperature", [21, 26]));
  }
}

/** Depth of the water at a gauge, m. */
function waterTap({ sumps, ponds, riverView, dams, manholes, feeders }: WaterState, gauge: Gauge, at: At): Tap {
  if (at.dam >= 0) return isBelowDam(gauge) ? tap(riverView.depthM, dams.node[at.dam]!) : tap(dams.depthM, at.dam);
  if (at.river >= 0) return tap(riverView.depthM, at.river);
  if (at.station.kind === "pump-station") return tap(sumps.levelM, at.sump);
  if (at.shaft >= 0) return tap(manholes.headM, at.shaft);
  if (at.feeder >= 0) return tap(ponds.depthM, feeders.specs[at.feeder]!.pond);
  return at.pond >= 0 ? tap(ponds.depthM, at.pond) : constant(Number.NaN);
}

function flowTap({ sumps, ponds, riverView, dams, manholes }: WaterState, at: At): Tap {
  if (at.dam >= 0) return tap(dams.outflowM3s, at.dam);
  if (at.river >= 0) return tap(riverView.flowM3s, at.river);
  if (at.station.kind === "pump-station") return tap(sumps.dischargeM3s, at.sump);
  if (at.pond >= 0) return tap(ponds.drainFlowM3s, at.pond);
  const pond = at.shaft < 0 ? -1 : manholes.specs[at.shaft]!.pond;
  return pond >= 0 ? tap(ponds.drainFlowM3s, pond) : constant(Number.NaN);
}

function velocityTap(state: WaterState, at: At): Tap {
  if (at.river >= 0) return tap(state.riverView.velocityMs, at.river);
  if (at.dam >= 0) return tap(state.riverView.velocityMs, state.dams.node[at.dam]!);
  if (at.shaft < 0) return constant(at.pond >= 0 ? 0 : Number.NaN);
  const { diameterM } = state.manholes.specs[at.shaft]!;
  return scaled(flowTap(state, at), 4 / (Math.PI * diameterM ** 2));
}

function currentTap({ feeders, sumps }: WaterState, gauge: Gauge, at: At): Tap {
  if (at.feeder >= 0) return tap(feeders.currentMa, at.feeder);
  const isMotor = at.station.kind === "pump-station" && gauge.range.max > 1000;
  return isMotor ? scaled(tap(sumps.running, at.sump * mostPumps), motorMa) : constant(restMa);
}

/** Mains where the span asks for it, otherwise the supply of a device. */
function voltageTap({ feeders, sumps }: WaterState, { range }: Gauge, at: At): Tap {
  if (range.max <= 60) return constant(range.max < 8 ? 3.6 : range.max <= 36 ? 12.6 : 24.3);
  if (at.feeder >= 0) return tap(feeders.volts, at.feeder);
  const volts = mainsVolts(range);
  return at.sump >= 0 ? scaled(tap(sumps.supply, at.sump), volts) : constant(volts);
}

function isBelowDam({ id, channel }: Gauge): boolean {
  return /down|below/i.test(`${id} ${channel}`);
}

/** Which pump of its station a gauge is at: by the order of the city's list. */
function pumpOf({ network }: WaterState, gauge: Gauge): number {
  const pumps = network.gauges.filter(
    ({ stationId, property }) => stationId === gauge.stationId && property === "running",
  );
  return Math.min(mostPumps - 1, Math.max(0, pumps.indexOf(gauge)));
}

function numbersOf({ network }: WaterState): (station: StationId) => Omit<At, "station"> {
  const byStation = (sites: readonly { readonly station: Station | null }[]): ReadonlyMap<string, number> =>
    new Map(sites.flatMap(({ station }, index) => (station === null ? [] : [[station.id, index] as const])));
  const ponds = byStation(network.ponds);
  const sumps = byStation(network.sumps);
  const rivers = byStation(network.rivers);
  const dams = byStation(network.dams);
  const shafts = byStation(network.manholes);
  const feeders = byStation(network.feeders);
  const rain = byStation(network.rain);
  return (station) => {
    const pond = ponds.get(station) ?? -1;
    return {
      pond,
      sump: sumps.get(station) ?? network.ponds[pond]?.pond.sump ?? -1,
      river: rivers.get(station) ?? -1,
      dam: dams.get(station) ?? -1,
      shaft: shafts.get(station) ?? -1,
      feeder: feeders.get(station) ?? -1,
      rain: rain.get(station) ?? -1,
    };
  };
}

function tap(source: Float64Array, index: number): Tap {
  return { source, index, scale: 1, offset: 0 };
}

function scaled(of: Tap, factor: number): Tap {
  return { ...of, scale: of.scale * factor, offset: of.offset * factor };
}

/** Of no source but one that holds a 0. */
const nothing = new Float64Array(1);

function constant(value: number): Tap {
  return { source: nothing, index: 0, scale: 1, offset: value };
}
