import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { missing, recordedData } from "../support/shared.ts";
import { until } from "../support/until.ts";

const file = recordedData("usgs_maryland", "plumtree_run_01581752_2016-2017_5min.csv.gz");
const marksFt = [2, 3, 4];
const deadbandFt = 0.2;

interface Flood {
  readonly startedAt: number;
  readonly peakMarks: number;
}

/** Rows of the file with a stage, and its floods: from reaching 2 ft to falling below 1.8 ft. Nothing of the hub's. */
function directPass(path: string): { readonly rows: number; readonly floods: readonly Flood[] } {
  const [, ...lines] = gunzipSync(readFileSync(path)).toString().trim().split("\n");
  const floods: Flood[] = [];
  let rows = 0;
  let isFlooded = false;
  for (const line of lines) {
    const [time = "", stage = ""] = line.split(",");
    if (stage === "") continue;
    rows += 1;
    const feet = Number(stage);
    const peakMarks = marksFt.filter((mark) => feet >= mark).length;
    if (isFlooded && feet < 2 - deadbandFt) isFlooded = false;
    if (!isFlooded && peakMarks > 0) {
      isFlooded = true;
      floods.push({ startedAt: Date.parse(time), peakMarks });
    }
    const last = floods.at(-1);
    if (isFlooded && last !== undefined && peakMarks > last.peakMarks) floods.push({ ...floods.pop()!, peakMarks });
  }
  return { rows, floods };
}

it("replaying Plumtree Run 2016-2017 opens one case a flood and loses no reading", async () => {
  if (file === null) return missing("recorded data usgs_maryland");
  const { rows, floods } = directPass(file);
  const hub: RunningHub = await runHub({
    city: { stations: 1, gaugesPerDevice: 1, rules: "plumtree", expectedInterval: "5min", isChecked: true },
  });
  try {
    const to = ["--device", "d0", "--url", `mqtt://127.0.0.1:${hub.process.options.mqttPort}`];
    to.push("--city", join(hub.folder, "city"));
    const replay = await runGuanlan(["replay", file, ...to, "--column", "c0=stage_ft", "--batch", "500"], {
      GUANLAN_DEVICE_TOKEN: hub.tokens[0] as string,
    });
    expect(replay.err).not.toContain("error");
    expect(replay.out).toContain(`${rows} readings`);
    type Cases = { rows: readonly { openedAt: string; peakLevel: string; state: string }[] };
    const cases = async () => (await hub.get<Cases>("/api/v1/cases?limit=1000")).rows;
    await until("every flood to be a closed case", async () => {
      const got = await cases();
      return got.length >= floods.length && got.every(({ state }) => state === "closed");
    });
    const got = [...(await cases())].reverse();
    expect(got.map(({ openedAt }) => Date.parse(openedAt))).toEqual(floods.map(({ startedAt }) => startedAt));
    const levels = ["blue", "yellow", "orange"];
    expect(got.map(({ peakLevel }) => peakLevel)).toEqual(floods.map(({ peakMarks }) => levels[peakMarks - 1]));
    const metrics = await (await hub.fetch("/metrics")).text();
    expect(metrics).toContain(`guanlan_journal_rows_total ${rows}`);
    type Hub = { readonly flow: { readonly kept: number; readonly lagRows: number } };
    expect((await hub.get<Hub>("/api/v1/hub")).flow).toMatchObject({ kept: rows, lagRows: 0 });
  } finally {
    await hub.close();
  }
});
