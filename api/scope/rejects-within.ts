import type { RejectReader } from "../../store/ports.ts";

/** What was refused of the devices in reach. Counts are of the whole city, so there are none. */
export function rejectsWithin(rejects: RejectReader, deviceIds: ReadonlySet<string>): RejectReader {
  return {
    rejects: (filter, page) => rejects.rejects({ ...filter, deviceIds }, page),
    async rejectById(rejectId) {
      const found = await rejects.rejectById(rejectId);
      return found !== null && deviceIds.has(found.deviceId) ? found : null;
    },
    rejectCounts: async () => ({}),
  };
}
