import { join } from "node:path";
import { systemClock } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { deviceIdOf } from "../city-folder.ts";

/** Tokens for the devices of the first stations of a generated city, in their order. @param folder the data is in `data` below it */
export function issueDeviceTokens(folder: string, devices: number): readonly string[] {
  const store = openCommandStore(join(folder, "data"), systemClock);
  try {
    return store.devices.replaceAll(Array.from({ length: devices }, (_, device) => deviceIdOf(device) as DeviceId));
  } finally {
    store.close();
  }
}
