import type { OnRefused } from "../../broker/ports.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { RefusedClientReason } from "../../domain/observations/refused-client.ts";
import type { RejectReason } from "../../domain/observations/reject.ts";
import { sameInBoth } from "../../domain/text.ts";
import type { Journal } from "../../store/ports.ts";

/** Clients whose last reject is remembered; ids may be anybody's invention. */
const mostClients = 5_000;
const nothing = new Uint8Array(0);

/**
 * Keeps refused clients as rejects beside those of readings, one a minute for each reason of a device; the count of that
 * minute goes into the next.
 */
export function keepRefusedClients(journal: Pick<Journal, "append">): OnRefused {
  /** By device and reason, the oldest first. */
  const kept = new Map<string, { readonly at: number; since: number }>();
  return ({ deviceId, reason, detail, at }) => {
    const key = `${deviceId} ${reason}`;
    const last = kept.get(key);
    if (last !== undefined && Math.abs(at - last.at) < minuteMs) {
      last.since++;
      return;
    }
    if (last === undefined && kept.size >= mostClients) {
      const [oldest] = kept;
      if (oldest === undefined || Math.abs(at - oldest[1].at) < minuteMs) return;
      kept.delete(oldest[0]);
    }
    kept.delete(key);
    kept.set(key, { at, since: 0 });
    const words = typeof detail === "string" ? sameInBoth(detail) : detail;
    const client = { deviceId, topic: "", reading: null, head: nothing, payload: null, payloadBytes: 0 };
    const reject = {
      ...client,
      reason: rejectReasonOf(reason),
      detail: words,
      count: 1 + (last?.since ?? 0),
      receivedAt: at,
    };
    // Where nothing can be kept now the log of the hub still has its line.
    journal.append([], [reject], () => {});
  };
}

/** The broker's reasons are the closed set that rejects are kept under. */
function rejectReasonOf(reason: RefusedClientReason): RejectReason {
  return `mqtt.${reason}`;
}
