import { fork } from "node:child_process";
import { join } from "node:path";
import { HubError } from "../domain/errors.ts";
import { type BlankValue, fill } from "../locales/fill.ts";
import { simulatorTexts } from "../locales/simulation/simulators.ts";

/** One simulated connection. The password is the token, client id and user name are the id. */
export interface LoadDevice {
  readonly id: string;
  readonly token: string;
  readonly topic: string;
}

/**
 * Content of every publish: `readings` readings, more than one as an array. Each is of all `channels`, or of one of
 * them in turn where `isInTurn` (channel names of one length then).
 */
export interface LoadPayload {
  readonly channels: readonly string[];
  readonly isInTurn?: boolean;
  readonly readings: number;
  /** Values go from 0.000 up to just below it and back, in thousandths, as water does; at most 10. */
  readonly valuesBelow: number;
}

export interface LoadOptions {
  readonly host: string;
  readonly port: number;
  readonly devices: readonly LoadDevice[];
  /** Publishes in flight for each device. */
  readonly window: number;
  readonly seconds: number;
  /** Publishes a second over all devices; null for as many as come back acknowledged. */
  readonly ratePerSecond: number | null;
  readonly payload: LoadPayload;
}

export interface LoadResult {
  /** Publishes, those that came back after the time was up included. */
  readonly sent: number;
  readonly acknowledged: number;
  /** Publishes acknowledged within the time, a second. */
  readonly perSecond: number;
  readonly readingsPerSecond: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly ackMaxMs: number;
  /** Connections lost or refused, by what the socket or CONNACK said. */
  readonly errors: Readonly<Record<string, number>>;
  /** Share of one core that the load itself took. */
  readonly cpuShare: number;
}

/** What goes to and from the process. */
export type LoadAnswer =
  | { readonly kind: "connected"; readonly devices: number }
  | { readonly kind: "result"; readonly result: LoadResult }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Loads a broker from a process of its own, so that the generator takes no time from what is measured but its share of
 * the cores. Every reading has a time of its own (ms), so that none is a duplicate; a device that sends more than 1,000
 * a second runs ahead of the clock.
 *
 * @param onConnected called when all devices are signed in, just before the first publish
 * @throws {HubError} `simulators.load_failed`
 */
export function runLoad(options: LoadOptions, onConnected?: (devices: number) => void): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "load-process.ts"), {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const fail = (got: BlankValue) => {
      child.kill();
      const { host, port } = options;
      reject(new HubError("simulators.load_failed", fill(simulatorTexts["load-failed"], { host, port, got })));
    };
    child.on("message", (answer: LoadAnswer) => {
      switch (answer.kind) {
        case "connected":
          onConnected?.(answer.devices);
          break;
        case "result":
          resolve(answer.result);
          child.disconnect();
          break;
        case "failed":
          fail(answer.message);
          break;
      }
    });
    child.on("error", (error) => fail(error.message));
    child.on("exit", (code, signal) => fail(fill(simulatorTexts["process-ended"], { ending: signal ?? String(code) })));
    child.send(options);
  });
}
