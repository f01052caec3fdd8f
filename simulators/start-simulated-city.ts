import type { City, Gauge, Station } from "../domain/city/city.ts";
import type { Property } from "../domain/city/property.ts";
import { conversionFor } from "../domain/city/units.ts";
import type { Clock } from "../domain/clock.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { PropertyValues, SimulatedStation } from "./models/model.ts";
import { seededRandom } from "./models/seeded-random.ts";
import type { Scenario } from "./scenarios.ts";
import { type DeviceCounts, SimulatedDevice } from "./simulated-device.ts";

/** Tag of a station that a person speaks for: nothing is simulated there. */
export const yoursTag = "yours";

export interface SimulatedCityOptions {
  /** The hub's MQTT listener, `mqtt://host:port`. */
  readonly url: string;
  readonly city: City;
  readonly tokenOf: (deviceId: DeviceId) => string;
  readonly scenario: Scenario;
  readonly log: Log;
  readonly clock: Clock;
}

export interface SimulatedCity {
  /** Every device says goodbye, within a few seconds even when the hub is gone. */
  stop(): Promise<void>;
  /** Over all devices. */
  readonly counts: DeviceCounts;
}

/**
 * Starts every device that has a gauge, but those at a station tagged `yours` or there for drills; each reports all its channels at every
 * interval of the scenario.
 */
export function startSimulatedCity(options: SimulatedCityOptions): SimulatedCity {
  const { city, url, scenario, clock, log } = options;
  const devices = [...valuesByDevice(city, scenario)].map(
    ([deviceId, water]) =>
      new SimulatedDevice({
        url,
        deviceId,
        token: options.tokenOf(deviceId),
        valuesAt: water,
        intervalMs: scenario.intervalMs,
        clock,
        log,
      }),
  );
  for (const device of devices) device.start();
  return {
    async stop() {
      await Promise.all(devices.map((device) => device.stop()));
    },
    get counts() {
      return devices.reduce(
        (sum, { counts }) => ({
          published: sum.published + counts.published,
          acknowledged: sum.acknowledged + counts.acknowledged,
        }),
        { published: 0, acknowledged: 0 },
      );
    },
  };
}

/** Time to what each device sends then, channel by channel, in the device's own units. Pure. */
export function valuesByDevice(
  city: City,
  scenario: Scenario,
): ReadonlyMap<DeviceId, (at: number, intervalMs?: number) => Readonly<Record<string, number>>> {
  const gaugesByStation = Map.groupBy(city.gauges.values(), (gauge) => gauge.stationId);
  const places = [...gaugesByStation].flatMap(([stationId, gauges]) => {
    const station = city.stations.get(stationId);
    const isLeftOut = station?.tags.includes(yoursTag) === true || station?.isExercise === true;
    return station === undefined || isLeftOut ? [] : [{ station, gauges }];
  });
  const waters = new Map<DeviceId, (at: number, intervalMs?: number) => Readonly<Record<string, number>>>();
  for (const { station, gauges } of places) {
    const severity = severityOf(
      station,
      places.map((place) => place.station),
      scenario.seed,
    );
    const place: SimulatedStation = { station, gauges, severity, seed: scenario.seed };
    const model = scenario.modelFor(place);
    for (const [deviceId, ownGauges] of Map.groupBy(gauges, (gauge) => gauge.deviceId)) {
      waters.set(deviceId, (at, intervalMs = scenario.intervalMs) => {
        const seconds = (at - scenario.startsAt) / 1000;
        return sentValues(ownGauges, model({ seconds, intervalSeconds: intervalMs / 1000 }));
      });
    }
  }
  return waters;
}

/** 1 for the most important station of its kind (the first by id of several), 0.1 to 0.5 by chance for the others. */
function severityOf(station: Station, stations: readonly Station[], seed: string): number {
  const worst = stations
    .filter((other) => other.kind === station.kind)
    .reduce((a, b) => (b.importance > a.importance || (b.importance === a.importance && b.id < a.id) ? b : a));
  return worst.id === station.id ? 1 : 0.1 + 0.4 * seededRandom(seed, station.id, "severity");
}

function sentValues(gauges: readonly Gauge[], values: PropertyValues): Readonly<Record<string, number>> {
  const sent: Record<string, number> = {};
  for (const gauge of gauges) {
    const value = values[gauge.property];
    if (value !== undefined) sent[gauge.channel] = asSent(gauge, gauge.property, value);
  }
  return sent;
}

/** Canonical value back to what the instrument would send, kept within its span, to a tenth of a millimetre or so. */
export function asSent(gauge: Gauge, property: Property, value: number): number {
  const { scale, offset } = conversionFor(property, gauge.unit) ?? { scale: 1, offset: 0 };
  const within = Math.min(gauge.range.max, Math.max(gauge.range.min, value));
  return Math.round(((within - gauge.datumOffset - offset) / scale) * 1e4) / 1e4;
}
