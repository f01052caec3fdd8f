import type { Clock } from "../../../domain/clock.ts";
import type { Fleet } from "../fleet.ts";
import type { FleetTransport } from "./fleet-transport.ts";

export interface PlayOptions {
  readonly fleet: Fleet;
  readonly transport: FleetTransport;
  /** The scenario's clock, ms since 1970, which goes by itself. */
  readonly clock: Clock;
  /** Between two looks at the clock. Default 100 ms. */
  readonly everyMs?: number;
}

export interface PlayedFleet {
  /** No act is begun any more, and all that were are over. */
  stop(): Promise<void>;
}

/** What is made at once where the clock has jumped ahead, so that no hour is in memory whole. */
const mostAtOnceMs = 10_000;

/** Plays a fleet by a clock that runs: each act when its time has come. Waits for no acknowledgement. */
export function playFleet({ fleet, transport, clock, everyMs = 100 }: PlayOptions): PlayedFleet {
  let playedTo = clock();
  const timer = setInterval(() => {
    const now = clock();
    do {
      playedTo = Math.min(now, playedTo + mostAtOnceMs);
      void transport.perform(fleet.advance(playedTo));
    } while (playedTo < now);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await transport.stop();
    },
  };
}
