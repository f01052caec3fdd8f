import { afterEach, describe, expect, it } from "vitest";
import { hubStatus } from "../../../api/schemas/console/hub.ts";
import { hubLoad } from "../../../api/schemas/console/load.ts";
import { alarmLoad } from "../../../api/views/console/alarm-load.ts";
import { hubFlow } from "../../../api/views/console/hub-flow.ts";
import { minuteMs } from "../../../domain/clock.ts";
import { testNow } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

describe("load of alarms", () => {
  it("counts pages by ten minutes and level, and above ten to an officer it is a flood", () => {
    const red = (minutesAgo: number) => ({ at: testNow - minutesAgo * minuteMs, level: "red" as const });
    const events = [...Array.from({ length: 22 }, () => red(5)), red(15), { at: testNow, level: null }, red(1_441)];
    const load = alarmLoad(events, testNow, 2);
    expect(load.buckets.slice(-2)).toEqual([1, 23]);
    expect([load.perOfficer, load.floodShare * 144, load.byLevel.red]).toEqual([11.5, 1, 23]);
    expect(alarmLoad(events, testNow, 3).floodShare).toBe(0);
  });

  it("is told by GET /hub/load, beside what the hub counted by steps", async () => {
    const running = await startApi({});
    started.push(running);
    const load = hubLoad.parse(await (await running.get("/api/v1/hub/load")).json());
    expect([load.buckets.length, load.isWhole]).toEqual([144, true]);
    const { flow } = hubStatus.parse(await (await running.get("/api/v1/hub")).json());
    expect(flow?.lagRows).toBe(0);
  });

  it("adds up a metric over its labels", () => {
    const text =
      'guanlan_webhook_pending{endpoint="a"} 2\nguanlan_webhook_pending{endpoint="b c"} 3\nguanlan_journal_commit_ms{of="last"} 4.5\n';
    expect(hubFlow(text)).toMatchObject({ pending: 5, commitMs: 4.5 });
  });
});
