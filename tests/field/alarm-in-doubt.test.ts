import { afterEach, describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

let hub: RunningHub;
afterEach(() => hub.close());

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Doubted {
  readonly id: string;
  readonly to?: string | null;
  readonly doubt?: {
    readonly flag: number;
    readonly checks: readonly string[];
    readonly words: { zh: string; en: string };
  };
}

/** A gauge checked as in a real city, judged by a ladder from 0.15 m. */
async function say(depths: readonly number[]): Promise<void> {
  hub = await runHub({
    city: { isChecked: true, gaugesPerDevice: 1 },
    settings: { rules: { lateAfterMs: 86_400_000 } },
  });
  const device = await hub.device(0);
  const start = Date.now() - depths.length * minuteMs;
  const readings = depths.map((depth, minute) => ({ t: start + minute * minuteMs, values: { c0: depth } }));
  await device.publishAsync("v1/devices/d0/readings", JSON.stringify(readings), { qos: 1 });
}

async function theCase(): Promise<Doubted & { readonly timeline: readonly Doubted[] }> {
  const [{ id }] = await until("a case", async () => {
    const { rows } = await hub.get<Rows<Doubted>>("/api/v1/cases");
    return rows.length > 0 ? (rows as readonly [Doubted]) : null;
  });
  return hub.get(`/api/v1/cases/${id}`);
}

describe("an alarm raised by a reading in doubt", () => {
  it("says so and why: transition, case, timeline, event and webhook, for a car parked under the sensor", async () => {
    await say([...Array(10).fill(0.002), ...Array(25).fill(0.62)]);
    const opened = await theCase();
    const doubt = { flag: 3, checks: ["rateOfChange", "jump"] };
    expect(opened.doubt).toMatchObject(doubt);
    expect(opened.timeline[0]?.doubt).toMatchObject(doubt);
    expect(JSON.stringify(opened.timeline[0])).toContain("in doubt: a change faster than is usual, a sudden jump");
    expect(JSON.stringify(opened.timeline[0])).toContain("读数存疑：变化过快、突跳后停在新值");
    const { rows } = await hub.get<Rows<Doubted>>("/api/v1/alarms/transitions");
    expect(rows[0]).toMatchObject({ to: "red", doubt });
    const delivered = await until("the webhook", () =>
      hub.platform.received.find(({ subject }) => subject === opened.id),
    );
    expect(delivered.event).toMatchObject({ data: { case: { doubt }, change: { entry: { doubt } } } });
  });

  it("says nothing where nothing speaks against it, and no longer once a good reading leads", async () => {
    await say([0.1, 0.12, 0.14, 0.16, 0.17, 0.18]);
    const opened = await theCase();
    expect(opened).not.toHaveProperty("doubt");
    expect(opened.timeline[0]).not.toHaveProperty("doubt");
  });
});
