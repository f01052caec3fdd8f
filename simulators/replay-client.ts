import type { MqttClient } from "mqtt";
import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { type BlankValue, fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { connackTexts, simulatorTexts } from "../locales/simulation/simulators.ts";
import { type DeviceSignIn, openDeviceClient, readingsTopic } from "./device-client.ts";

/** CONNACK codes of MQTT 3.1.1 that no second attempt mends: bad version, id, user name or password, not authorized. */
const finalRefusals: ReadonlySet<number> = new Set([1, 2, 4, 5]);

/**
 * Signs a device in and waits until the hub accepts it.
 *
 * @param window publishes in flight at most
 * @param giveUpMs longest time without a connection, at the start or later
 * @throws {HubError} `simulators.sign_in_refused`, `simulators.hub_unreachable`
 */
export async function openReplayClient(signIn: DeviceSignIn, window: number, giveUpMs: number): Promise<ReplayClient> {
  const client = new ReplayClient(signIn, window, giveUpMs);
  try {
    await client.connected();
  } catch (error) {
    await client.close();
    throw error;
  }
  return client;
}

/** One device that publishes as fast as a window of publishes in flight lets it. */
export class ReplayClient {
  readonly counts = { published: 0, acknowledged: 0 };
  readonly #signIn: DeviceSignIn;
  readonly #window: number;
  readonly #giveUpMs: number;
  readonly #client: MqttClient;
  #inFlight = 0;
  #failure: HubError | null = null;
  #lastError: BlankValue = simulatorTexts["no-answer"];
  #giveUpTimer: NodeJS.Timeout | undefined;
  #wake: (() => void) | null = null;

  constructor(signIn: DeviceSignIn, window: number, giveUpMs: number) {
    this.#signIn = signIn;
    this.#window = window;
    this.#giveUpMs = giveUpMs;
    this.#client = openDeviceClient({ mostBackOffMs: 5_000, ...signIn });
    this.#client.on("connect", () => {
      this.#stopWaiting();
      this.#changed();
    });
    this.#client.on("close", this.#waitForHub);
    this.#client.on("error", (error) => this.#hearError(error));
    this.#waitForHub();
  }

  connected(): Promise<void> {
    return this.#until(() => this.#client.connected);
  }

  /**
   * Resolves as soon as there is room in the window, not when this publish is acknowledged.
   *
   * @throws {HubError} what ended the connection for good
   */
  async publish(payload: string, readings: number): Promise<void> {
    await this.#until(() => this.#inFlight < this.#window);
    this.#inFlight++;
    this.counts.published += readings;
    this.#client.publish(readingsTopic(this.#signIn.deviceId), payload, { qos: 1 }, (error) => {
      this.#inFlight--;
      if (error) {
        const words = fill(simulatorTexts["cannot-publish"], { got: errorWords(error) });
        this.#fail(new HubError("simulators.hub_unreachable", words, { cause: error }));
      } else this.counts.acknowledged += readings;
      this.#changed();
    });
  }

  /** Resolves when everything published is acknowledged. */
  drained(): Promise<void> {
    return this.#until(() => this.#inFlight === 0);
  }

  async close(): Promise<void> {
    this.#stopWaiting();
    this.#client.off("close", this.#waitForHub);
    // A farewell keeps the hub from publishing the last will; with publishes in flight it would wait for them.
    await this.#client.endAsync(!this.#client.connected || this.#inFlight > 0);
  }

  readonly #waitForHub = (): void => {
    this.#giveUpTimer ??= setTimeout(() => {
      const { url } = this.#signIn;
      const words = fill(simulatorTexts.unreachable, { url, seconds: this.#giveUpMs / 1000, got: this.#lastError });
      this.#fail(new HubError("simulators.hub_unreachable", words));
    }, this.#giveUpMs);
  };

  #stopWaiting(): void {
    clearTimeout(this.#giveUpTimer);
    this.#giveUpTimer = undefined;
  }

  #hearError(error: Error & { readonly code?: unknown }): void {
    this.#lastError = errorWords(error);
    const { code } = error;
    if (typeof code !== "number" || !finalRefusals.has(code)) return;
    this.#fail(refusal(this.#signIn.deviceId, code, error));
  }

  #fail(error: HubError): void {
    this.#failure ??= error;
    this.#changed();
  }

  #changed(): void {
    this.#wake?.();
  }

  async #until(isDone: () => boolean): Promise<void> {
    while (this.#failure === null && !isDone()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure !== null) throw this.#failure;
  }
}

function refusal(deviceId: string, code: number, cause: Error): HubError {
  const words = fill(simulatorTexts.refused, { device: deviceId, code, got: connackWords(code, cause) });
  return new HubError("simulators.sign_in_refused", words, { cause });
}

function connackWords(code: number, cause: Error): BilingualText {
  return Object.hasOwn(connackTexts, code) ? connackTexts[code as keyof typeof connackTexts] : errorWords(cause);
}
