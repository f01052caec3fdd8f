import type { ServerResponse } from "node:http";
import type { ApiDeps } from "../app.ts";
import type { LiveListener } from "../ports.ts";
import type { StreamTopic } from "../schemas/stream.ts";
import type { ApiSettings } from "../settings.ts";
import { LiveStream, type StreamCloseReason } from "./live-stream.ts";
import { ObservationTicks } from "./observation-ticks.ts";
import type { StreamPosition } from "./position.ts";
import { eventBody } from "./sse.ts";

export interface StreamRequest {
  readonly response: ServerResponse;
  readonly topics: ReadonlySet<StreamTopic>;
  readonly position: StreamPosition | null;
  readonly bearer: string;
  /** Called when a place is free, before the first byte is written. */
  onAccepted(): void;
}

export interface StreamCounts {
  readonly open: number;
  readonly opened: number;
  /** For want of a free place. */
  readonly refused: number;
  readonly closed: Readonly<Record<StreamCloseReason, number>>;
}

/** All live streams of the API: one listener at the feed, each text made once for all. */
export interface LiveStreams {
  /** @returns false when all places are taken; nothing was written then */
  open(request: StreamRequest): boolean;
  close(): void;
  counts(): StreamCounts;
}

export function createLiveStreams(settings: ApiSettings, deps: ApiDeps): LiveStreams {
  const streams = new Set<LiveStream>();
  const observing = new Set<LiveStream>();
  const closed: Record<StreamCloseReason, number> = { gone: 0, slow: 0, revoked: 0, stopping: 0, failed: 0 };
  let opened = 0;
  let refused = 0;
  let isClosing = false;
  let unsubscribe: (() => void) | null = null;

  const ticks = new ObservationTicks(deps.city, deps.live, settings.streamTickMs, (bodies, journalSeq) => {
    for (const stream of observing) stream.sendObservations(bodies, journalSeq);
  });

  const listener: LiveListener = {
    events(events) {
      for (const event of events) {
        const body = eventBody(event);
        for (const stream of streams) stream.sendEvent(event.eventSeq, body);
      }
    },
    observations(observations) {
      if (observing.size > 0) ticks.add(observations);
    },
  };

  function forget(stream: LiveStream, why: StreamCloseReason): void {
    closed[why] += 1;
    streams.delete(stream);
    observing.delete(stream);
    if (why === "slow" || why === "failed") deps.log.warn({ why, open: streams.size }, "live stream cut");
    if (streams.size > 0) return;
    unsubscribe?.();
    unsubscribe = null;
    ticks.stop();
  }

  return {
    open({ response, topics, position, bearer, onAccepted }) {
      if (isClosing || streams.size >= settings.maxStreams) {
        refused += 1;
        return false;
      }
      const stream = new LiveStream({
        response,
        topics,
        position,
        maxBufferBytes: settings.maxStreamBufferBytes,
        heartbeatMs: settings.streamHeartbeatMs,
        state: deps.state,
        lastJournalSeq: () => deps.live.lastJournalSeq(),
        isStillAuthorized: async () => (await deps.tokens.verify(bearer)) !== null,
        onClose: (why) => forget(stream, why),
      });
      streams.add(stream);
      if (topics.has("observations")) observing.add(stream);
      opened += 1;
      unsubscribe ??= deps.live.subscribe(listener);
      onAccepted();
      stream.start();
      return true;
    },
    close() {
      isClosing = true;
      for (const stream of [...streams]) stream.close("stopping");
    },
    counts: () => ({ open: streams.size, opened, refused, closed: { ...closed } }),
  };
}
