import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { freePorts } from "../support/processes/hub-process.ts";
import { compileCache } from "../support/processes/run-guanlan.ts";
import { hangMs, until } from "../support/until.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** The demonstration's storm is told in seconds of its own: what takes long here is waited for, not done. */
const stormMs = 4 * 60_000;

const caseList = z.object({ rows: z.array(z.object({ id: z.string(), stationId: z.string(), state: z.string() })) });

const wholeCase = z.object({
  state: z.string(),
  timeline: z.array(z.object({ kind: z.string(), photos: z.array(z.string()).optional() })),
});

const warningList = z.object({
  rows: z.array(z.object({ hazard: z.string(), state: z.string(), level: z.string() })),
});

/** `npm start` in a folder of its own. */
async function startDemonstration() {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-demo-"));
  const [mqtt = 0, ws = 0, api = 0, dispatch = 0] = await freePorts(4);
  const settings = {
    store: { folder: join(folder, "data") },
    hub: { demo: { dispatchPort: dispatch }, logLevel: "warn" },
    broker: { tcp: { port: mqtt }, ws: { port: ws } },
    api: { port: api },
  };
  writeFileSync(join(folder, "guanlan.yaml"), JSON.stringify(settings));
  const args = ["cli/guanlan.ts", "start", "--demo", "--lang", "en", "--settings", join(folder, "guanlan.yaml")];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...compileCache, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  onTestFinished(async () => {
    const end = new Promise((done) => child.once("close", done));
    if (child.exitCode === null) child.kill("SIGINT");
    await end;
    rmSync(folder, { recursive: true, force: true });
  });
  return { child, output: () => output, url: `http://127.0.0.1:${api}/api/v1` };
}

it("npm start closes the loop by itself: reading to closed case, and a warning issued and lifted", {
  timeout: stormMs + hangMs,
}, async () => {
  const demonstration = await startDemonstration();
  const token = await until("the demonstration to be up", () => {
    if (demonstration.child.exitCode !== null) throw new Error(`it ended: ${demonstration.output()}`);
    return /\bgl_\S+/.exec(demonstration.output())?.[0];
  });
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(demonstration.url + path, { headers: { authorization: `Bearer ${token}` } });
    return await answer.json();
  };
  const isOfLamp = ({ stationId }: { readonly stationId: string }) => stationId === "el-longhai-lamps";
  const closed = await until(
    "the case of the leaking lamp to be closed",
    async () => caseList.parse(await get("/cases?state=closed")).rows.find(isOfLamp),
    stormMs,
  );
  const kinds = await until("its evaluation", async () => {
    const { timeline } = wholeCase.parse(await get(`/cases/${closed.id}`));
    return timeline.some(({ kind }) => kind === "evaluated") ? timeline.map(({ kind }) => kind) : null;
  });
  const wanted = ["opened", "registered", "dispatched", "accepted", "feedback", "hazard-over", "verified", "concluded"];
  expect(wanted.map((kind) => kinds.indexOf(kind))).toEqual(
    wanted.map((kind) => kinds.indexOf(kind)).toSorted((a, b) => a - b),
  );
  expect(kinds).toEqual(expect.arrayContaining([...wanted, "called", "evaluated"]));
  const { rows } = warningList.parse(await get("/warnings"));
  expect(rows.filter(({ hazard }) => hazard === "electric-leakage").map(({ state }) => state)).toContain("lifted");
  // A warning in force that its cases raise to red is told as red once its commander has approved it.
  await until("the red warning", async () => {
    const inForce = warningList.parse(await get("/warnings?isInForce=true")).rows;
    return inForce.some(({ level }) => level === "red");
  });
  const said = demonstration.output();
  // Every act says what it is about, and what there is too much of is counted.
  expect(said).toContain("takes the case on (Lighting cabinet of the Longhai Road underpass");
  expect(said).toMatch(/WARNING +proposed Jinshui District: waterlogging warning: up to red, to be approved/);
  expect(said.match(/WEBHOOK +dispatch platform received cn\.guanlan\.case\.updated\.v1/g)).toHaveLength(1);
  expect(said).toMatch(/issued \d+ {3}webhooks [1-9]\d*/);
  for (const line of ["takes the case on", "answers the call", "says what was done", "approves the warning"]) {
    expect(said).toContain(line);
  }
  expect(said).toMatch(/WARNING +issued +Erqi District: electric leakage/);
  // Some are given back as another's at first, and the duty room gives them on.
  expect(said).toContain("gives the case to the next unit");
});
