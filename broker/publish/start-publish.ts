import type { BrokerState } from "../broker-state.ts";
import type { MqttConnection, PublishJob } from "../listeners/mqtt-connection.ts";
import type { PublishedReadings } from "../ports.ts";

/**
 * Brings an allowed publish to whom it is for. Aedes writes PUBACK (or PUBREC) when the job's callback is called without
 * an error, so for readings that happens only once `take` has called back. `done` and the callback are called once,
 * whatever `take` does.
 */
export function startPublish(
  state: BrokerState,
  connection: MqttConnection,
  deviceId: string,
  job: PublishJob,
  done: () => void,
): void {
  switch (job.route.to) {
    case "readings":
      acceptReadings(state, connection, deviceId, job, job.route.codec, done);
      return;
    case "status":
      // Presence is read off the connection; the message only has to be answered
      state.counts.publishes.status++;
      break;
    case "command_ack":
      emitCommandAck(state, deviceId, job);
      state.counts.publishes.command_ack++;
      break;
    case "nowhere":
      break;
  }
  job.callback(null);
  done();
}

function acceptReadings(
  state: BrokerState,
  connection: MqttConnection,
  deviceId: string,
  job: PublishJob,
  codec: string,
  done: () => void,
): void {
  let isOver = false;
  const finish = (error: Error | null): void => {
    if (isOver) return;
    isOver = true;
    state.publishesInFlight--;
    if (error === null) {
      state.counts.publishes.readings++;
      job.callback(null);
      done();
    } else {
      state.counts.publishesNotKept++;
      // 3.1.1 knows no negative PUBACK: closing is what makes the device send again
      connection.closeReason ??= "not_kept";
      connection.device?.publishQueue.close();
      job.callback(error);
      done();
    }
    if (state.publishesInFlight === 0) state.onIdle?.();
  };
  state.publishesInFlight++;
  const published: PublishedReadings = {
    deviceId,
    codec,
    topic: job.packet.topic,
    payload: job.packet.payload as Uint8Array,
    receivedAt: state.deps.clock(),
  };
  try {
    state.deps.acceptReadings(published, finish);
  } catch (error) {
    state.deps.log.error({ err: error, deviceId }, "taking readings threw; the device is made to send again");
    finish(error instanceof Error ? error : new Error(String(error)));
  }
}

function emitCommandAck(state: BrokerState, deviceId: string, job: PublishJob): void {
  try {
    state.deps.onCommandAck?.(deviceId, job.packet.payload as Uint8Array, state.deps.clock());
  } catch (error) {
    state.deps.log.error({ err: error, deviceId }, "a command's answer was not taken");
  }
}
