import type { Observation } from "../../../domain/observations/observation.ts";
import type { Ingest } from "../../../ingest/ingest.ts";
import { underpassIngest } from "../support.ts";

/** One message of a device: what it says, and when we hear it. */
export interface SentMessage {
  /** Our clock, ms. */
  readonly at: number;
  /** Device times of its readings, with depths in cm. */
  readonly readings: readonly (readonly [t: number | string | null, depth: number])[];
  readonly isSentAgain?: boolean;
}

/** Hears the messages one after the other, as the journal is given them. */
export function hear(messages: readonly SentMessage[], ingest: Ingest = underpassIngest()): readonly Observation[] {
  return messages.flatMap(({ at, readings, isSentAgain = false }, index) => {
    const sent = readings.map(([t, depth]) => ({ t, values: { depth } }));
    const payload = Buffer.from(JSON.stringify(sent.length === 1 ? sent[0] : sent));
    const topic = "v1/devices/wl-1/readings";
    const message = {
      deviceId: "wl-1",
      codec: "json",
      topic,
      payload,
      receivedAt: at,
      packetId: index + 1,
      isSentAgain,
    };
    return ingest.decode(message).observations;
  });
}

/** A reading in a message of its own, each `everyMs` by our clock. @param clock what the device's clock says at ours */
export function live(
  depths: readonly number[],
  { from, everyMs, clock }: { readonly from: number; readonly everyMs: number; readonly clock: (at: number) => number },
): readonly SentMessage[] {
  return depths.map((depth, index) => {
    const at = from + index * everyMs;
    return { at, readings: [[clock(at), depth]] };
  });
}
