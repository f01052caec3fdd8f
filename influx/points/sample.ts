import type { City } from "../../domain/city/city.ts";
import type { DeviceId, GaugeId, StationId } from "../../domain/ids.ts";
import { type ClockEstimate, clockKinds } from "../../domain/observations/device-clock.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import { type GaugeState, gaugeStates } from "../../domain/observations/gauge-state.ts";
import type { MeasurementName, measurements } from "../schema/measurements.ts";

type FieldOf<Name extends MeasurementName> = keyof (typeof measurements)[Name]["fields"];

/** Fields of `hub_health` that only the hub's main thread knows. */
export type HubNumbers = Readonly<
  Partial<
    Record<
      Exclude<
        FieldOf<"hub_health">,
        | "atMs"
        | "spoolRows"
        | "oldestUnsentAgeMs"
        | "refusedLines"
        | "sentLines"
        | "newestReceivedAgeMs"
        | "devices"
        | "onlineDevices"
        | "gauges"
        | `${GaugeState}Gauges`
      >,
      number
    >
  >
>;

/** What the hub's rooms know of one moment. */
export interface HubView {
  readonly numbers: HubNumbers;
  /** What readings are held against; the same list until that changes. */
  readonly limits: readonly GaugeLimits[];
  gaugeState(id: GaugeId): GaugeState;
  /** What a gauge shows now; null unless it is live: unknown is never dry. */
  currentValue(id: GaugeId): number | null;
  /** Observation time of its newest reading; null before the first. */
  observedAt(id: GaugeId): number | null;
  /** Rank of the gravest alarm that is up at a station or one of its gauges, raised or still known as up. */
  alarmRank(id: StationId): number;
  /** Our clock at the last reading; null before the first. */
  heardAt(id: GaugeId): number | null;
  isOnline(id: DeviceId): boolean;
  /** Null for a device that has never said a time. */
  clockOf(id: DeviceId): ClockEstimate | null;
}

/** The same as it crosses to the thread: one entry a gauge and a device, in the order of the city. */
export interface HubSample {
  readonly at: number;
  readonly withDevices: boolean;
  readonly numbers: HubNumbers;
  /** Null where they are as they were: a city has many, and each would be copied. */
  readonly limits: readonly GaugeLimits[] | null;
  /** Indexes into `gaugeStates`. */
  readonly gaugeStates: Uint8Array;
  /** NaN where it is not known. */
  readonly values: Float64Array;
  /** NaN where nothing was ever heard. */
  readonly observedAt: Float64Array;
  /** One entry a station, in the order of the city. */
  readonly alarmRanks: Uint8Array;
  /** NaN where nothing was ever heard. */
  readonly heardAt: Float64Array;
  readonly onlineDevices: Uint8Array;
  /** Indexes into `clockKinds`; 255 where no time was ever said. */
  readonly clockKinds: Uint8Array;
  /** NaN where no time was ever said. */
  readonly clockOffsetsMs: Float64Array;
}

const noClock = 255;

/** What of a sample the thread has already. */
export interface SampleScope {
  /** Whether devices and limits are due as well. */
  readonly withDevices: boolean;
  /** The limits that the thread has; null for none. */
  readonly knownLimits: HubView["limits"] | null;
}

/** The hub of this moment as it crosses to the thread. */
export function sampleHub(city: City, view: HubView, at: number, scope: SampleScope): HubSample {
  const gauges = [...city.gauges.keys()];
  const devices = [...city.devices.keys()];
  const clocks = devices.map((id) => view.clockOf(id));
  return {
    at,
    withDevices: scope.withDevices,
    numbers: view.numbers,
    limits: view.limits === scope.knownLimits ? null : view.limits,
    gaugeStates: Uint8Array.from(gauges, (id) => gaugeStates.indexOf(view.gaugeState(id))),
    values: Float64Array.from(gauges, (id) => view.currentValue(id) ?? Number.NaN),
    observedAt: Float64Array.from(gauges, (id) => view.observedAt(id) ?? Number.NaN),
    alarmRanks: Uint8Array.from(city.stations.keys(), (id) => view.alarmRank(id)),
    heardAt: Float64Array.from(gauges, (id) => view.heardAt(id) ?? Number.NaN),
    onlineDevices: Uint8Array.from(devices, (id) => (view.isOnline(id) ? 1 : 0)),
    clockKinds: Uint8Array.from(clocks, (clock) => (clock === null ? noClock : clockKinds.indexOf(clock.kind))),
    clockOffsetsMs: Float64Array.from(clocks, (clock) => clock?.offsetMs ?? Number.NaN),
  };
}
