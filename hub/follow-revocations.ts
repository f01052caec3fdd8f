import type { Api } from "../api/create-api.ts";
import type { Broker } from "../broker/broker.ts";
import type { Log } from "../domain/log.ts";
import type { TokenRevocations } from "../store/ports.ts";

/** How often the store is asked whether tokens have changed. */
const pollMs = 500;

export interface RevocationsParts {
  readonly revocations: TokenRevocations;
  readonly broker: Pick<Broker, "disconnect">;
  readonly api: Pick<Api, "checkTokens">;
  readonly log: Log;
}

/**
 * Ends the connection of every device that loses a token while the hub runs; one that has another signs in again with
 * it. Ends the live streams of API tokens that are revoked. Tokens are revoked by other processes: the store alone knows.
 *
 * @returns call it to stop
 */
export async function followRevocations({
  revocations,
  broker,
  api,
  log,
}: RevocationsParts): Promise<() => Promise<void>> {
  let revision = await revocations.revision();
  let counts = await revocations.counts();
  let isToCheckAgain = false;
  let hasFailed = false;
  let underWay: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (isToCheckAgain) await api.checkTokens();
    isToCheckAgain = false;
    const found = await revocations.revision();
    if (found === revision) return;
    // What is known of tokens may be as old as one look: the next look checks again.
    await api.checkTokens();
    isToCheckAgain = true;
    const now = await revocations.counts();
    for (const [deviceId, revoked] of now) {
      if (revoked <= (counts.get(deviceId) ?? 0)) continue;
      if (broker.disconnect(deviceId)) log.info({ deviceId }, "a device whose token was revoked is disconnected");
    }
    [revision, counts] = [found, now];
  }

  async function lookSafely(): Promise<void> {
    try {
      await look();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ err: error }, "cannot look for revoked tokens; tried again");
      hasFailed = true;
    }
  }

  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    underWay = lookSafely().finally(() => {
      isLooking = false;
    });
  }, pollMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
