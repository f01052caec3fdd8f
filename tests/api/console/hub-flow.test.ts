import { afterEach, expect, it } from "vitest";
import { hubStatus } from "../../../api/schemas/console/hub.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

it("GET /hub has what was counted by steps of a reading's way", async () => {
  const running = await startApi({});
  started.push(running);
  const { flow } = hubStatus.parse(await (await running.get("/api/v1/hub")).json());
  expect(flow).toMatchObject({ lagRows: 0, commitMs: null });
});
