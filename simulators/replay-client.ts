import { HubError } from "../domain/errors.ts";
import { type BlankValue, fill } from "../locales/fill.ts";
import { simulatorTexts } from "../locales/simulators.ts";
import { type DeviceSignIn, openDeviceClient, readingsTopic } from "./device-client.ts";

/** One device that publishes as fast as a window of publishes in flight lets it. */
export interface ReplayClient {
  /**
   * Resolves as soon as there is room in the window, not when this publish is acknowledged.
   *
   * @throws {HubError} what ended the connection for good
   */
  publish(payload: string, readings: number): Promise<void>;
  /** Resolves when everything published is acknowledged. */
  drained(): Promise<void>;
  close(): Promise<void>;
  readonly counts: { readonly published: number; readonly acknowledged: number };
}

/** CONNACK codes of MQTT 3.1.1 that no second attempt mends: bad version, id, user name or password, not authorized. */
const finalRefusals: ReadonlySet<number> = new Set([1, 2, 4, 5]);

/**
 * Signs a device in and waits until the hub accepts it.
 *
 * @param giveUpMs longest time without a connection, at the start or later
 * @throws {HubError} `simulators.sign_in_refused`, `simulators.hub_unreachable`
 */
export async function openReplayClient(signIn: DeviceSignIn, window: number, giveUpMs: number): Promise<ReplayClient> {
  const { url, deviceId } = signIn;
  const client = openDeviceClient({ mostBackOffMs: 5_000, ...signIn });
  const counts = { published: 0, acknowledged: 0 };
  let inFlight = 0;
  let failure: HubError | null = null;
  let lastError: BlankValue = simulatorTexts["no-answer"];
  let giveUpTimer: NodeJS.Timeout | undefined;
  let wake: (() => void) | null = null;

  const changed = () => wake?.();
  const fail = (error: HubError) => {
    failure ??= error;
    changed();
  };
  const waitForHub = () => {
    giveUpTimer ??= setTimeout(() => {
      const words = fill(simulatorTexts.unreachable, { url, seconds: giveUpMs / 1000, got: lastError });
      fail(new HubError("simulators.hub_unreachable", words));
    }, giveUpMs);
  };
  client.on("connect", () => {
    clearTimeout(giveUpTimer);
    giveUpTimer = undefined;
    changed();
  });
  client.on("close", waitForHub);
  client.on("error", (error) => {
    lastError = error.message;
    const code = (error as { code?: unknown }).code;
    if (typeof code === "number" && finalRefusals.has(code)) fail(refusal(deviceId, code, error));
  });
  waitForHub();

  async function until(isDone: () => boolean): Promise<void> {
    while (failure === null && !isDone()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure !== null) throw failure;
  }

  async function close(): Promise<void> {
    clearTimeout(giveUpTimer);
    client.off("close", waitForHub);
    // A farewell keeps the hub from publishing the last will; with publishes in flight it would wait for them.
    await client.endAsync(!client.connected || inFlight > 0);
  }

  try {
    await until(() => client.connected);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    counts,
    close,
    async publish(payload, readings) {
      await until(() => inFlight < window);
      inFlight++;
      counts.published += readings;
      client.publish(readingsTopic(deviceId), payload, { qos: 1 }, (error) => {
        inFlight--;
        if (error) {
          const words = fill(simulatorTexts["cannot-publish"], { got: error.message });
          fail(new HubError("simulators.hub_unreachable", words, { cause: error }));
        } else counts.acknowledged += readings;
        changed();
      });
    },
    drained: () => until(() => inFlight === 0),
  };
}

function refusal(deviceId: string, code: number, cause: Error): HubError {
  const words = fill(simulatorTexts.refused, { device: deviceId, code, got: cause.message });
  return new HubError("simulators.sign_in_refused", words, { cause });
}
