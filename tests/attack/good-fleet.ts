import { parentPort, Worker, workerData } from "node:worker_threads";
import { GoodDevice } from "./good-devices.ts";

export interface GoodFleetOptions {
  readonly port: number;
  /** Tokens of the devices, first to last. */
  readonly tokens: readonly string[];
  /** Time between two readings of a device, ms. */
  readonly everyMs: number;
}

/** What good devices saw since they were last asked. */
export interface FleetReport {
  /** Readings acknowledged so far, of all and of the device that has fewest. */
  readonly acknowledged: number;
  readonly fewest: number;
  readonly waiting: number;
  /** Milliseconds from each publish to its acknowledgement; what waits counts with its age so far. */
  readonly latencies: readonly number[];
  /** Values acknowledged, a device each; only when asked for. */
  readonly values: readonly (readonly number[])[];
}

interface FleetQuestion {
  readonly pause: boolean;
  readonly values: boolean;
}

/** Good devices in a thread of their own: their clocks never wait for the attackers' work. */
export class GoodFleet {
  readonly #worker: Worker;
  #asked: Promise<unknown> = Promise.resolve();

  constructor(options: GoodFleetOptions) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: options });
  }

  async report({ pause = false, values = false }: Partial<FleetQuestion> = {}): Promise<FleetReport> {
    const answer = this.#asked.then(
      () =>
        new Promise<FleetReport>((resolve) => {
          this.#worker.once("message", resolve);
          this.#worker.postMessage({ pause, values } satisfies FleetQuestion);
        }),
    );
    this.#asked = answer;
    return answer;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

if (parentPort !== null) serve(workerData as GoodFleetOptions);

function serve({ port, tokens, everyMs }: GoodFleetOptions): void {
  const fleet = tokens.map((token, device) => new GoodDevice({ port, device, token, everyMs }));
  parentPort?.on("message", ({ pause, values }: FleetQuestion) => {
    if (pause) for (const device of fleet) device.pause();
    parentPort?.postMessage({
      acknowledged: fleet.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
      fewest: Math.min(...fleet.map(({ acknowledged }) => acknowledged.size)),
      waiting: fleet.reduce((sum, { waiting }) => sum + waiting, 0),
      latencies: fleet.flatMap((device) => [...device.drainLatencies()]),
      values: values ? fleet.map(({ acknowledged }) => [...acknowledged]) : [],
    } satisfies FleetReport);
  });
}
