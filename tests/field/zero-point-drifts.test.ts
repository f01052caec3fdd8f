import { afterEach, describe, expect, it } from "vitest";
import { type DemonstrationHub, minutely, runDemonstrationHub } from "../support/processes/demonstration-hub.ts";
import { until } from "../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Observation {
  readonly value: number;
  readonly flag: number;
  readonly checks: readonly string[];
}

let hub: DemonstrationHub;
afterEach(() => hub.close());

const device = "wl-jingguang-n-1";
const gauge = "wl-jingguang-n.depth-north";

async function history(): Promise<readonly Observation[]> {
  return (await hub.get<Rows<Observation>>(`/api/v1/gauges/${gauge}/observations?from=2020-01-01T00:00:00Z`)).rows;
}

describe("a gauge whose zero point drifts below its span", () => {
  it("clears its alarm: -3 mm of -0.3 cm is a dry road, in doubt and judged", async () => {
    hub = await runDemonstrationHub({ devices: [device] });
    const readings = minutely("depth", "2x5,8,14,20,26,30x5,24,18,12,8,4,2,1,-0.3x80", Date.now() - 1_000);
    await hub.publish(device, readings);
    await until("all of it to be kept", async () => (await history()).length === readings.length);
    const states = await until("the case to have closed", async () => {
      const { rows } = await hub.get<Rows<{ state: string; peakLevel: string }>>("/api/v1/cases?hazard=waterlogging");
      return rows.some(({ state }) => state === "closed") ? rows : null;
    });
    expect(states).toMatchObject([{ state: "closed", peakLevel: "orange" }]);
    expect((await history()).at(-1)).toMatchObject({ value: 0, flag: 3, checks: ["belowFloor"] });
  });

  it("fails where it is further below than noise reaches", async () => {
    hub = await runDemonstrationHub({ devices: [device] });
    await hub.publish(device, { t: Date.now(), values: { depth: -2.1 } });
    const [row] = await until("it to be kept", async () => {
      const rows = await history();
      return rows.length > 0 ? rows : null;
    });
    expect(row).toMatchObject({ value: -0.021, flag: 4, checks: ["grossRange"] });
  });
});
