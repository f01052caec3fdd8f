import { afterEach, expect, it } from "vitest";
import { areaRain } from "../../../api/schemas/console/area-rain.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});
