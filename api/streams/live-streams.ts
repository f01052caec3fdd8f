import type { ServerResponse } from "node:http";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { ApiDeps } from "../app.ts";
import type { LiveListener } from "../ports.ts";
import type { StreamTopic } from "../schemas/stream.ts";
import type { Scope } from "../scope/scope.ts";
import type { ApiSettings } from "../settings.ts";
import { LiveStream, type StreamCloseReason } from "./live-stream.ts";
import { ObservationTicks } from "./observation-ticks.ts";
import type { StreamPosition } from "./position.ts";
import { Pulse } from "./pulse.ts";
import { eventBody } from "./sse.ts";
import { isSeen, transitionBody } from "./transition-body.ts";

export interface StreamRequest {
  readonly response: ServerResponse;
  readonly topics: ReadonlySet<StreamTopic>;
  readonly position: StreamPosition | null;
  /** What the client may see. */
  readonly scope: Scope;
  /** Whether the client may still have what it was given. */
  isStillAuthorized(): Promise<boolean>;
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
  /** Ends those whose token no longer holds. */
  checkTokens(): Promise<void>;
  counts(): StreamCounts;
}

export function createLiveStreams(settings: ApiSettings, deps: ApiDeps): LiveStreams {
  return new StreamsAtFeed(settings, deps);
}

class StreamsAtFeed implements LiveStreams {
  readonly #settings: ApiSettings;
  readonly #deps: ApiDeps;
  readonly #ticks: ObservationTicks;
  readonly #pulse: Pulse;
  readonly #streams = new Set<LiveStream>();
  /** Those of the streams that asked for observations. */
  readonly #observing = new Set<LiveStream>();
  readonly #closed: Record<StreamCloseReason, number> = { gone: 0, slow: 0, revoked: 0, stopping: 0, failed: 0 };
  readonly #listener: LiveListener = {
    events: (events) => {
      for (const event of events) {
        const bodyFor = shownBodies(event);
        for (const stream of this.#streams) stream.sendEvent(event, bodyFor(stream.scope));
      }
    },
    transitions: (transitions) => {
      for (const transition of transitions) {
        const bodyFor = transitionBodies(transition);
        for (const stream of this.#streams) {
          if (isSeen(transition, stream.scope.city)) stream.sendNow("alarms", bodyFor(stream.scope));
        }
      }
    },
    observations: (observations) => {
      if (this.#observing.size > 0) this.#ticks.add(observations);
    },
  };
  #opened = 0;
  #refused = 0;
  #isClosing = false;
  #unsubscribe: (() => void) | null = null;

  constructor(settings: ApiSettings, deps: ApiDeps) {
    this.#settings = settings;
    this.#deps = deps;
    this.#pulse = new Pulse(deps, settings.streamBeatMs);
    this.#ticks = new ObservationTicks(deps.city, deps.live, settings.streamTickMs, (tick) => {
      for (const stream of this.#observing) stream.sendObservations(tick.bodiesFor(stream.scope), tick.journalSeq);
    });
  }

  open(request: StreamRequest): boolean {
    if (this.#isClosing || this.#streams.size >= this.#settings.maxStreams) {
      this.#refused += 1;
      return false;
    }
    const stream = this.#streamFor(request);
    this.#streams.add(stream);
    if (request.topics.has("observations")) this.#observing.add(stream);
    this.#opened += 1;
    this.#unsubscribe ??= this.#deps.live.subscribe(this.#listener);
    this.#pulse.add(stream);
    request.onAccepted();
    stream.start();
    return true;
  }

  close(): void {
    this.#isClosing = true;
    for (const stream of [...this.#streams]) stream.close("stopping");
  }

  async checkTokens(): Promise<void> {
    await Promise.all([...this.#streams].map((stream) => stream.checkToken()));
  }

  counts(): StreamCounts {
    return { open: this.#streams.size, opened: this.#opened, refused: this.#refused, closed: { ...this.#closed } };
  }

  #streamFor({ response, topics, position, scope, isStillAuthorized }: StreamRequest): LiveStream {
    const stream: LiveStream = new LiveStream({
      response,
      topics,
      position,
      maxBufferBytes: this.#settings.maxStreamBufferBytes,
      heartbeatMs: this.#settings.streamHeartbeatMs,
      state: this.#deps.state,
      lastJournalSeq: () => this.#deps.live.lastJournalSeq(),
      scope,
      isStillAuthorized,
      onClose: (why) => this.#forget(stream, why),
    });
    return stream;
  }

  #forget(stream: LiveStream, why: StreamCloseReason): void {
    this.#closed[why] += 1;
    this.#streams.delete(stream);
    this.#observing.delete(stream);
    this.#pulse.remove(stream);
    if (why === "slow" || why === "failed") {
      this.#deps.log.warn({ why, open: this.#streams.size }, "live stream cut");
    }
    if (this.#streams.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#ticks.stop();
  }
}

/** A transition as each scope sees it; the same text for all who see all of it. */
function transitionBodies(transition: AlarmTransition): (scope: Pick<Scope, "fields">) => string {
  let whole: string | null = null;
  return (scope) => {
    if (scope.fields.isAny) return transitionBody(transition, scope);
    whole ??= transitionBody(transition, scope);
    return whole;
  };
}

/** The text of an event for each scope, made once for all who see the same. */
function shownBodies(event: StoredEvent): (scope: Pick<Scope, "shown">) => string | null {
  let whole: string | null = null;
  return (scope) => {
    const shown = scope.shown(event);
    if (shown !== event) return shown === null ? null : eventBody(shown);
    whole ??= eventBody(event);
    return whole;
  };
}
