import { isWithinArea } from "../../domain/city/city.ts";
import { HubError } from "../../domain/errors.ts";
import type { AreaCode, StationId } from "../../domain/ids.ts";
import { fill } from "../../locales/fill.ts";
import { simulatedWaterTexts } from "../../locales/simulation/simulators.ts";
import { floodWaveAt, recessionAt } from "./rivers/flood-wave.ts";
import type { WaterEvent } from "./water.ts";
import type { WaterState } from "./water-state.ts";

/** Something that is on or off, from and to in seconds. */
interface Switch {
  readonly from: number;
  readonly to: number;
  /** Called with true once and with false once. */
  set(isOn: boolean): void;
}

export interface BoundEvents {
  /** Switches on and off what begins or ends up to a moment. */
  apply(seconds: number): void;
  /** Flow from above the boundary into a river node, m3/s. */
  boundaryM3s(node: number, seconds: number): number;
}

/**
 * Finds what each event of a scenario is about.
 *
 * @throws {HubError} `simulators.event_misplaced` where its station is none of the kind that it can happen to
 */
export function bindEvents(events: readonly WaterEvent[], state: WaterState): BoundEvents {
  const switches = events.flatMap((event) => switchesOf(event, state));
  const isOn = switches.map(() => false);
  const floods = events.filter((event) => event.kind === "upstream-flood");
  const floodNodes = floods.map((flood) => riverNodeOf(state, flood.stationId, flood.kind));
  const droughts = events.filter((event) => event.kind === "baseflow-recession");
  return {
    apply(seconds) {
      switches.forEach((each, index) => {
        const wanted = seconds >= each.from && seconds < each.to;
        if (wanted !== isOn[index]) each.set(wanted);
        isOn[index] = wanted;
      });
    },
    boundaryM3s(node, seconds) {
      const share = droughts.reduce((left, drought) => left * recessionAt(drought, seconds), 1);
      const base = state.rivers.baseM3s[node]! * share;
      return floods.reduce(
        (sum, flood, index) => (floodNodes[index] === node ? sum + floodWaveAt(flood, seconds) : sum),
        base,
      );
    },
  };
}

function switchesOf(event: WaterEvent, state: WaterState): readonly Switch[] {
  const { network, sumps, feeders, manholes, dams } = state;
  switch (event.kind) {
    case "pump-failure": {
      const sump = sumpAt(state, event.stationId);
      return [counting(event, sumps.failures, found(sump, event))];
    }
    case "power-cut":
      return [
        ...network.sumps.flatMap((_, sump) =>
          isIn(state, areaOfSump(state, sump), event.areaCode) ? [counting(event, sumps.powerCuts, sump)] : [],
        ),
        ...network.feeders.flatMap(({ station }, feeder) =>
          isIn(state, station.areaCode, event.areaCode) ? [counting(event, feeders.powerCuts, feeder)] : [],
        ),
      ];
    case "dam-collapse": {
      const dam = found(
        network.dams.findIndex(({ station }) => station.id === event.stationId),
        event,
      );
      dams.burstAt[dam] = event.from;
      return [];
    }
    case "sludge-stirred": {
      const shaft = found(
        network.manholes.findIndex(({ station }) => station.id === event.stationId),
        event,
      );
      return [adding(event, manholes.stirredMgS, { index: shaft, amount: event.hydrogenSulfideMgS })];
    }
    case "cable-fault": {
      const feeder = found(
        network.feeders.findIndex(({ station }) => station.id === event.stationId),
        event,
      );
      return [counting(event, feeders.faults, feeder)];
    }
    case "upstream-flood":
    case "baseflow-recession":
      return [];
  }
}

function counting(span: Omit<Switch, "set">, counts: Uint8Array, index: number): Switch {
  return {
    from: span.from,
    to: span.to,
    set(isOn) {
      counts[index]! += isOn ? 1 : -1;
    },
  };
}

function adding(
  span: Omit<Switch, "set">,
  sums: Float64Array,
  { index, amount }: { readonly index: number; readonly amount: number },
): Switch {
  return {
    from: span.from,
    to: span.to,
    set(isOn) {
      sums[index]! += isOn ? amount : -amount;
    },
  };
}

/** The sump of a pump station, or the one below an underpass. */
function sumpAt({ network }: WaterState, stationId: StationId): number {
  return network.sumps.findIndex(
    ({ station, pond }) => station?.id === stationId || network.ponds[pond]?.station?.id === stationId,
  );
}

function areaOfSump({ network }: WaterState, sump: number): AreaCode | undefined {
  const { station, pond } = network.sumps[sump]!;
  return (station ?? network.ponds[pond]?.station)?.areaCode;
}

function isIn({ network }: WaterState, inner: AreaCode | undefined, outer: AreaCode): boolean {
  return inner !== undefined && isWithinArea(network.city, inner, outer);
}

function riverNodeOf({ network }: WaterState, stationId: StationId, kind: string): number {
  return found(
    network.rivers.findIndex(({ station }) => station?.id === stationId),
    { kind, stationId },
  );
}

function found(index: number, event: { readonly kind: string; readonly stationId: StationId }): number {
  if (index >= 0) return index;
  const words = { station: event.stationId, event: event.kind };
  throw new HubError("simulators.event_misplaced", fill(simulatedWaterTexts["event-misplaced"], words));
}
