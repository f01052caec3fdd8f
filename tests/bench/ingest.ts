import { type LoadOptions, type LoadResult, runLoad } from "../../simulators/run-load.ts";
import { channelOf, deviceIdOf } from "../support/city-folder.ts";
import { loadDevices, startBenchHub } from "./bench-hub.ts";
import { startBareAedes, startMosquitto } from "./other-brokers.ts";

/** Gauges in the city, each under four rules, whatever the number of devices. */
const gauges = 3_000;

export interface IngestFigures {
  readonly devices: number;
  /** Readings acknowledged, each on disk by then and judged by its rules right after. */
  readonly durablePerSecond: number;
  readonly bareAedesPerSecond: number;
  /** The first over the second, from the same run. */
  readonly ratio: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly rssMb: number;
  readonly mosquittoPerSecond: number | null;
  readonly errors: LoadResult["errors"];
}

/** Devices publish QoS 1 as fast as acknowledgements come back: through the whole pipeline, and through others. */
export async function benchIngest(devices: number, seconds: number, window: number): Promise<IngestFigures> {
  const gaugesPerDevice = Math.ceil(gauges / devices);
  const load: Omit<LoadOptions, "port" | "devices"> = {
    host: "127.0.0.1",
    window,
    seconds,
    ratePerSecond: null,
    payload: {
      channels: Array.from({ length: gaugesPerDevice }, (_, gauge) => channelOf(gauge)),
      isInTurn: true,
      readings: 1,
      valuesBelow: 0.1,
    },
  };
  const anonymous = loadDevices(
    Array.from({ length: devices }, (_, device) => deviceIdOf(device)),
    [],
  );

  const aedes = await startBareAedes();
  const bare = await runLoad({ ...load, port: aedes.port, devices: anonymous }).finally(() => aedes.stop());
  const mosquitto = await startMosquitto();
  const other =
    mosquitto === null
      ? null
      : await runLoad({ ...load, port: mosquitto.port, devices: anonymous }).finally(() => mosquitto.stop());
  const hub = await startBenchHub({
    stations: devices,
    gaugesPerDevice,
    rules: "four",
    endpointUrl: null,
    isChecked: true,
  });
  try {
    const result = await runLoad({ ...load, port: hub.port, devices: hub.devices });
    return {
      devices,
      durablePerSecond: Math.round(result.readingsPerSecond),
      bareAedesPerSecond: Math.round(bare.readingsPerSecond),
      ratio: Math.round((result.readingsPerSecond / bare.readingsPerSecond) * 100) / 100,
      ackP50Ms: result.ackP50Ms,
      ackP99Ms: result.ackP99Ms,
      rssMb: hub.rssMb(),
      mosquittoPerSecond: other === null ? null : Math.round(other.readingsPerSecond),
      errors: result.errors,
    };
  } finally {
    await hub.stop();
  }
}
