import type { DeviceId } from "../../domain/ids.ts";
import type { Reach } from "../../people/reach.ts";
import type { RejectReader } from "../../store/ports.ts";

/** What was refused of the devices in reach. Counts are of the whole city, so there are none. */
export function rejectsWithin(rejects: RejectReader, { city }: Reach): RejectReader {
  const deviceIds = new Set<string>(city.devices.keys());
  return {
    rejects: (filter, page) => rejects.rejects({ ...filter, deviceIds }, page),
    async rejectById(rejectId) {
      const found = await rejects.rejectById(rejectId);
      return found !== null && city.devices.has(found.deviceId as DeviceId) ? found : null;
    },
    rejectCounts: async () => ({}),
  };
}
