import { configuredListeners } from "../../broker/listeners/configured-listeners.ts";
import type { Settings } from "../settings/settings.ts";

/** Webhooks never go to the hub's own listeners, whatever a city file says. */
export function ownPorts({ broker, api }: Settings): readonly number[] {
  const listeners = configuredListeners(broker).map(({ settings }) => settings);
  return [...listeners, api, api.tls].map(({ port }) => port).filter((port) => port !== 0);
}
