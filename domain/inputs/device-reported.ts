import type { DeviceId } from "../ids.ts";

/** What a device says of itself beside readings: its status, or its answer to a command. */
export interface DeviceReported {
  readonly kind: "device-reported";
  readonly deviceId: DeviceId;
  readonly report:
    | { readonly about: "status"; readonly status: string }
    | { readonly about: "command"; readonly commandId: string; readonly answer: string };
}
