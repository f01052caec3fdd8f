import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { type DemonstrationHub, minutely, runDemonstrationHub } from "../support/processes/demonstration-hub.ts";
import { until } from "../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

let hub: DemonstrationHub;
afterEach(() => hub.close());

const gauge = "wl-jingguang-n.depth-north";
const device = "wl-jingguang-n-1";
const exchanged = "wl-jingguang-n-9";
const other = "wl-jingguang-n-2";
const otherGauge = "wl-jingguang-n.depth-south";

/** Edits what the city says of the gauge, up to the next one. */
function edit(from: string, to: string): void {
  const file = join(hub.cityFolder, "stations.yaml");
  const text = readFileSync(file, "utf8");
  const start = text.indexOf(`- id: ${device}`);
  const end = text.indexOf("- id: wl-jingguang-n-2");
  const part = text.slice(start, end);
  expect(part).toContain(from);
  writeFileSync(file, text.slice(0, start) + part.replace(from, to) + text.slice(end));
}

async function kept(): Promise<number> {
  const path = `/api/v1/gauges/${gauge}/observations?from=2020-01-01T00:00:00Z`;
  return (await hub.get<Rows<object>>(path)).rows.length;
}

interface Transition {
  readonly ruleId: string;
  readonly target: { readonly gaugeId?: string };
}

/** 14 minutes at 1 cm, the edit and a restart, and 14 minutes of `run`. @returns the rules whose alarms moved */
async function movedAfter(
  change: () => void,
  run: string,
  sender = device,
  channel = "depth",
): Promise<readonly string[]> {
  hub = await runDemonstrationHub({ devices: [device, exchanged, other] });
  const now = Date.now() - 3 * minuteMs;
  await hub.publish(device, minutely("depth", "1x14", now - 14 * minuteMs));
  await until("the first to be kept", async () => (await kept()) === 14);
  await hub.process.stop();
  change();
  await hub.process.start();
  await hub.publish(sender, minutely(channel, run, now));
  const transitions = async (): Promise<readonly Transition[]> =>
    (await hub.get<Rows<Transition>>("/api/v1/alarms/transitions")).rows;
  // Behind it in the log, so that all of it has been judged once this one's alarm is there.
  await hub.publish(other, minutely("depth", "10,300x2", now));
  await until("the other end to be under water", async () =>
    (await transitions()).some(({ ruleId, target }) => ruleId === "underpass-depth" && target.gaugeId === otherGauge),
  );
  return (await transitions()).flatMap(({ ruleId, target }) => (target.gaugeId === gauge ? [ruleId] : []));
}

describe("a gauge that is set up anew", () => {
  it.each([
    ["its datum", () => edit("range:", "datumOffset: 0.12\n            range:"), "1x14", device, "depth"],
    ["its unit", () => edit("unit: cm", "unit: in"), "5.1x14", device, "depth"],
    ["its channel", () => edit("channel: depth", "channel: level"), "13x14", device, "level"],
    ["its device", () => edit(`- id: ${device}`, `- id: ${exchanged}`), "13x14", exchanged, "depth"],
  ])("rises no faster for a change of %s", async (_what, change, run, sender, channel) => {
    expect(await movedAfter(change, run, sender, channel)).toEqual([]);
    expect(await kept()).toBe(28);
    const path = `/api/v1/gauges/${gauge}/observations`;
    const { setUpAnew = [] } = await (hub as DemonstrationHub).get<{
      setUpAnew?: readonly { before: object; after: object }[];
    }>(path);
    expect(setUpAnew).toHaveLength(1);
    expect(setUpAnew[0]?.before).not.toEqual(setUpAnew[0]?.after);
  });

  it("goes on where only its span is another: a real rise over the restart is still one", async () => {
    expect(await movedAfter(() => edit("max: 8", "max: 9"), "13x14")).toContain("underpass-rise");
  });
});
