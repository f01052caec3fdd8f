import { createIngest, type Ingest, type IngestResult } from "../../ingest/ingest.ts";
import { type IngestSettings, ingestSettings } from "../../ingest/settings.ts";
import { cityOf, keysOf } from "./ingest-city.ts";

/** 2026-07-20T08:00:00Z, the hour of the storm in Zhengzhou. */
export const now = Date.UTC(2026, 6, 20, 8);

const underpass = cityOf([
  { device: "wl-1", channel: "depth", property: "depth", unit: "cm", range: { min: 0, max: 4 } },
  { device: "wl-1", channel: "level", property: "stage", unit: "m", datumOffset: 75.5, range: { min: 70, max: 90 } },
  { device: "wl-1", channel: "temp", property: "temperature", unit: "degC", range: { min: -40, max: 60 } },
]);

export function underpassIngest(settings: Partial<IngestSettings> = {}): Ingest {
  return createIngest(underpass, keysOf(underpass), { ...ingestSettings.parse({}), ...settings });
}

/** Decodes one payload of device wl-1, received now; anything but bytes and text is written as JSON. */
export function takePayload(
  ingest: Ingest,
  payload: unknown,
  change: { deviceId?: string; codec?: string } = {},
): IngestResult {
  const deviceId = change.deviceId ?? "wl-1";
  const bytes =
    payload instanceof Uint8Array
      ? payload
      : Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
  const codec = change.codec ?? "json";
  return ingest.decode({ deviceId, codec, topic: `v1/devices/${deviceId}/readings`, payload: bytes, receivedAt: now });
}
