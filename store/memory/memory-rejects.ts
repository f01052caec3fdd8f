import { badPage } from "../errors.ts";
import type { KeptReject, RejectReader } from "../ports.ts";
import type { MemoryLog, NumberedReject } from "./memory-journal.ts";
import { isWithin } from "./page-of.ts";

/** Rejects of a log in memory, and the counts of all there ever were. */
export function createMemoryRejectReader(log: MemoryLog): RejectReader {
  return {
    async rejects({ deviceId, reason, deviceIds, ...span }, { limit, before }) {
      const below = before === null ? Number.POSITIVE_INFINITY : parseMark(before);
      const found = log.rejects
        .filter(({ rejectId, reject }) => {
          const isOf = (deviceId ?? reject.deviceId) === reject.deviceId && (deviceIds?.has(reject.deviceId) ?? true);
          const isWanted = isOf && (reason === undefined || reject.reason === reason);
          return rejectId < below && isWanted && isWithin(reject.receivedAt, span);
        })
        .toReversed();
      const shown = found.slice(0, limit);
      const next = found.length > limit ? String(shown.at(-1)!.rejectId) : null;
      return { rows: shown.map(kept), next };
    },
    async rejectById(rejectId) {
      const found = log.rejects.find((one) => one.rejectId === rejectId);
      return found === undefined ? null : { ...kept(found), payload: found.reject.payload };
    },
    rejectCounts: async () => Object.fromEntries(log.rejectCounts),
  };
}

function kept({ rejectId, reject: { payload, ...reject } }: NumberedReject): KeptReject {
  return { ...reject, rejectId, hasPayload: payload !== null };
}

function parseMark(mark: string): number {
  if (/^\d{1,16}$/.test(mark)) return Number(mark);
  throw badPage();
}
