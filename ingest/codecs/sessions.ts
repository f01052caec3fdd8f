import type { PublishedReadings } from "../../broker/ports.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { DecodedMessage, Decoder } from "./codec.ts";

/** A decoded message, and the session behind it; null ends the session. */
export interface SessionStep<State> extends DecodedMessage {
  readonly session: State | null;
}

export interface SessionDecoder<State> {
  /** Session of a device that has none. */
  readonly initial: State;
  /**
   * Pure. A session that grows with what a device sends has to have a limit of its own here; one step may come twice,
   * where what it gave could not be kept.
   */
  step(session: State, message: PublishedReadings, maxReadings: number): SessionStep<State>;
  /** Sessions held at once, the one not heard for longest going first. */
  readonly maxSessions?: number;
  /** A session not heard for so long by our clock is over, ms. */
  readonly idleMs?: number;
}

/** As many as devices connect to one hub. */
const defaultMaxSessions = 20_000;
const defaultIdleMs = 10 * minuteMs;

interface Session<State> {
  readonly state: State;
  readonly heardAt: number;
}

/**
 * A decoder with a session for each signed-in device, over its reconnects: protocols split a message over several, or
 * number them. Sessions are in memory: a restart forgets them, so a codec must not hold back in one what a device that
 * got its PUBACK will not send again.
 */
export function withSessions<State>({
  initial,
  step,
  maxSessions = defaultMaxSessions,
  idleMs = defaultIdleMs,
}: SessionDecoder<State>): Decoder {
  // In the order they were last heard.
  const sessions = new Map<string, Session<State>>();
  return (message, maxReadings) => {
    const { deviceId, receivedAt } = message;
    const held = sessions.get(deviceId);
    // A step that throws leaves none: what it met would be met again.
    sessions.delete(deviceId);
    const isLive = held !== undefined && receivedAt - held.heardAt <= idleMs;
    const { session, ...decoded } = step(isLive ? held.state : initial, message, maxReadings);
    if (session !== null) {
      sessions.set(deviceId, { state: session, heardAt: receivedAt });
      if (sessions.size > maxSessions) dropOldest(sessions);
    }
    return decoded;
  };
}

function dropOldest(sessions: Map<string, unknown>): void {
  for (const deviceId of sessions.keys()) {
    sessions.delete(deviceId);
    return;
  }
}
