import type { City, Gauge, Station } from "../domain/city/city.ts";
import { propertyUnits } from "../domain/city/property.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { fill } from "../locales/fill.ts";
import { amountText } from "../locales/format/amounts.ts";
import { propertyNames } from "../locales/names.ts";
import { demoTexts } from "../locales/simulation/demo.ts";
import { asSent } from "../simulators/as-sent.ts";
import { yoursTag } from "../simulators/physics/network/sites.ts";
import type { Terminal } from "./terminal.ts";

/** Depth of water that the command shown to people publishes, m: over the orange limit of an underpass. */
const exampleDepth = 0.31;

/** A gauge of the demonstration that nobody simulates: a person speaks for it. */
interface YourGauge {
  readonly station: Station;
  readonly gauge: Gauge;
}

/** Gauges at stations tagged `yours`, by gauge id. */
function yourGauges(city: City): ReadonlyMap<string, YourGauge> {
  return new Map(
    [...city.gauges.values()].flatMap((gauge) => {
      const station = city.stations.get(gauge.stationId);
      return station?.tags.includes(yoursTag) === true ? [[gauge.id, { station, gauge }] as const] : [];
    }),
  );
}

/**
 * Says for each gauge of yours the command that publishes a reading of it, ready to paste: it runs the client that the hub's own
 * packages hold, so that nothing has to be installed.
 *
 * @param listener URL of a listener without TLS
 */
export function sayHowToPublish(
  parts: { readonly city: City; readonly tokens: ReadonlyMap<DeviceId, string>; readonly listener: string },
  { say, print }: Terminal,
): void {
  for (const { station, gauge } of yourGauges(parts.city).values()) {
    const command = publishCommand(gauge, { listener: parts.listener, token: parts.tokens.get(gauge.deviceId) ?? "" });
    print(say(fill(demoTexts.yours, { station: station.name, command })));
  }
}

function publishCommand(
  gauge: Gauge,
  { listener, token }: { readonly listener: string; readonly token: string },
): string {
  const { protocol, hostname, port } = new URL(listener);
  const to = `${protocol === "mqtt:" ? "" : `-C ${protocol.slice(0, -1)} `}-h ${hostname.replace(/[[\]]/g, "")} -p ${port}`;
  const { deviceId: device, range } = gauge;
  const value = gauge.property === "depth" ? exampleDepth : (range.min + range.max) / 2;
  const payload = JSON.stringify({ values: { [gauge.channel]: asSent(gauge, gauge.property, value) } });
  return `npx mqtt pub ${to} -i ${device} -u ${device} -P ${token} -q 1 -t v1/devices/${device}/readings -m '${payload}'`;
}

/** @returns takes what was committed and says every reading of yours with what the hub made of it */
export function yourReadings(
  city: City,
  gaugeIdOf: (key: JournalledObservation["gauge"]) => string | null,
  { say, print }: Terminal,
): (observations: readonly JournalledObservation[]) => void {
  const yours = yourGauges(city);
  return (observations) => {
    for (const { gauge: key, value, flag } of observations) {
      const found = yours.get(gaugeIdOf(key) ?? "");
      if (found === undefined) continue;
      const { station, gauge } = found;
      const amount = amountText(value, propertyUnits[gauge.property], gauge.property);
      print(
        say(fill(demoTexts.reading, { station: station.name, property: propertyNames[gauge.property], amount, flag })),
      );
    }
  };
}
