import type { PublishPacket } from "aedes";
import type { BrokerState } from "../broker-state.ts";
import type { MqttConnection, PublishJob, SignedInDevice } from "../listeners/mqtt-connection.ts";
import type { PublishedReadings, ReadingsKept } from "../ports.ts";
import type { PublishRoute } from "../topics.ts";
import { reportOf } from "./device-report.ts";

/** An allowed publish that starts now. */
export interface StartedPublish {
  readonly device: SignedInDevice;
  readonly job: PublishJob;
}

/**
 * Brings an allowed publish to whom it is for.
 *
 * @param done called once, whatever the acceptor does
 */
export function startPublish(state: BrokerState, started: StartedPublish, done: ReadingsKept): void {
  state.keep(started.device.id, (kept) => accept(state, started, kept), done);
}

/** A publish that is over, and the connection it came on. */
export interface EndedPublish {
  readonly connection: MqttConnection;
  readonly job: PublishJob;
  readonly error: Error | null;
  readonly reply: Uint8Array | null;
}

/** Aedes writes PUBACK (or PUBREC) when the job's callback is called without an error: only once what was published is kept. */
export function answerPublish(state: BrokerState, { connection, job, error, reply }: EndedPublish): void {
  if (error !== null) {
    // 3.1.1 knows no negative PUBACK: closing is what makes the device send again.
    state.counts.publishesNotKept++;
    connection.closeReason ??= "not_kept";
    connection.device?.publishQueue.close();
    job.callback(error);
    return;
  }
  if (job.route.to !== "nowhere") state.counts.publishes[job.route.to]++;
  job.callback(null);
  if (reply !== null && connection.device !== null) state.sendReply?.(connection.device.id, reply);
}

function accept(state: BrokerState, { device, job }: StartedPublish, kept: ReadingsKept): void {
  const { deps } = state;
  const { route, packet } = job;
  if (route.to === "nowhere") {
    kept(null);
  } else if (route.to === "readings") {
    deps.acceptReadings(readingsOf(state, device, { packet, route }), kept);
  } else {
    deps.acceptReport(reportOf(route.to, device.id, packet.payload), kept);
  }
}

/** A publish of readings as it is handed over now. */
export function readingsOf(
  { deps }: BrokerState,
  { id: deviceId, signedInAt }: Pick<SignedInDevice, "id" | "signedInAt">,
  { packet, route }: { readonly packet: PublishPacket; readonly route: PublishRoute & { readonly to: "readings" } },
): PublishedReadings {
  const { topic, payload, messageId, dup: isSentAgain } = packet;
  const { codec } = route;
  // One object, without a spread: there is one for every publish.
  return {
    deviceId,
    codec,
    topic,
    payload: payload as Uint8Array,
    receivedAt: deps.clock(),
    packetId: messageId,
    isSentAgain: messageId === undefined ? undefined : isSentAgain,
    signedInAt,
  };
}
