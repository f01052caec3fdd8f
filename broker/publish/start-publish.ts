import type { PublishPacket } from "aedes";
import type { BrokerState } from "../broker-state.ts";
import type { MqttConnection, PublishJob, SignedInDevice } from "../listeners/mqtt-connection.ts";
import type { PublishedReadings, ReadingsKept } from "../ports.ts";
import type { PublishRoute } from "../topics.ts";
import { reportOf } from "./device-report.ts";
import type { Settle } from "./publish-queue.ts";

/** An allowed publish that starts now. */
export interface StartedPublish {
  readonly connection: MqttConnection;
  readonly device: SignedInDevice;
  readonly job: PublishJob;
  /** Called once, when it is over; it answers the publish in its turn. */
  readonly done: (settle: Settle) => void;
}

/**
 * Brings an allowed publish to whom it is for. Aedes writes PUBACK (or PUBREC) when the job's callback is called without
 * an error: only once what was published is kept. `done` and the callback are called once, whatever the acceptor does.
 */
export function startPublish(state: BrokerState, publish: StartedPublish): void {
  state.keep(
    publish.device.id,
    (kept) => accept(state, publish, kept),
    (error, reply) => {
      publish.done(() => {
        if (error === null) acknowledge(state, publish, reply ?? null);
        else refuseToAcknowledge(state, publish, error);
      });
    },
  );
}

function accept(state: BrokerState, { device, job }: StartedPublish, kept: ReadingsKept): void {
  const { deps } = state;
  const { route, packet } = job;
  if (route.to === "nowhere") {
    kept(null);
  } else if (route.to === "readings") {
    deps.acceptReadings(readingsOf(state, device.id, { packet, route }), kept);
  } else {
    deps.acceptReport(reportOf(route.to, device.id, packet.payload), kept);
  }
}

/** A publish of readings as it is handed over now. */
export function readingsOf(
  { deps }: BrokerState,
  deviceId: string,
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
  };
}

function acknowledge(state: BrokerState, { device, job }: StartedPublish, reply: Uint8Array | null): void {
  if (job.route.to !== "nowhere") state.counts.publishes[job.route.to]++;
  job.callback(null);
  if (reply !== null) state.sendReply?.(device.id, reply);
}

/** 3.1.1 knows no negative PUBACK: closing is what makes the device send again. */
function refuseToAcknowledge(state: BrokerState, { connection, job }: StartedPublish, error: Error): void {
  state.counts.publishesNotKept++;
  connection.closeReason ??= "not_kept";
  connection.device?.publishQueue.close();
  job.callback(error);
}
