import type { City } from "../domain/city/city.ts";
import type { DeviceId } from "../domain/ids.ts";

/** Who may connect for a city: its devices, and the gateways that speak for some of them. */
export function clientsOf({ devices }: Pick<City, "devices">): readonly DeviceId[] {
  const gateways = [...devices.values()].flatMap(({ gatewayId }) => (gatewayId === undefined ? [] : [gatewayId]));
  return [...new Set([...devices.keys(), ...gateways])];
}
