import { afterEach, describe, expect, it } from "vitest";
import { hubStatus } from "../../../api/schemas/console/hub.ts";
import { hubFlow } from "../../../api/views/console/hub-flow.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

describe("flow through the hub", () => {
  it("is told by GET /hub, what was counted by steps", async () => {
    const running = await startApi({});
    started.push(running);
    const { flow } = hubStatus.parse(await (await running.get("/api/v1/hub")).json());
    expect(flow?.lagRows).toBe(0);
  });

  it("adds up a metric over its labels", () => {
    const text =
      'guanlan_webhook_pending{endpoint="a"} 2\nguanlan_webhook_pending{endpoint="b c"} 3\nguanlan_journal_commit_ms{of="last"} 4.5\n';
    expect(hubFlow(text)).toMatchObject({ pending: 5, commitMs: 4.5 });
  });
});
