import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { freePorts, HubProcess } from "../../support/processes/hub-process.ts";
import { compileCache } from "../../support/processes/run-guanlan.ts";
import { until } from "../../support/until.ts";

const root = resolve(import.meta.dirname, "..", "..", "..");
/** The page with `npm run guanlan --` as one word, so that its lines can be given this test's settings. */
const page = readFileSync(join(root, "docs", "rules-changes.md"), "utf8").replaceAll("npm run guanlan -- ", "guanlan ");

interface Rules {
  readonly running: { readonly digest: string };
  readonly files: { readonly digest: string; readonly isRunning: boolean };
  readonly rules: readonly { readonly ruleId: string; readonly isShadow: boolean }[];
}

let folder: string;
let hub: HubProcess;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-rules-page-"));
  const city = join(folder, "cities", "zhengzhou");
  cpSync(join(root, "cities", "zhengzhou"), city, { recursive: true });
  // Nobody is told and nobody is called here.
  for (const name of ["endpoints.yaml", "posts.yaml", "ladders.yaml"]) rmSync(join(city, name));
  const store = openCommandStore(join(folder, "data"), systemClock);
  token = store.tokens.create("test", "reader").token;
  store.close();
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  hub = new HubProcess({ folder, mqttPort, apiPort, settings: { hub: { city, language: "en", logLevel: "warn" } } });
  await hub.start();
});
afterAll(async () => {
  await hub.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function rulesNow(): Promise<Rules> {
  const url = `http://127.0.0.1:${hub.options.apiPort}/api/v1/rules`;
  return (await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json()) as Rules;
}

/**
 * Runs a line of the page in a folder of its own, as `guanlan` there. This process goes on meanwhile: one that stands still
 * does not see the hub close an idle connection, and asks its next question on it.
 */
async function run(line: string): Promise<string> {
  const command = `${JSON.stringify(process.execPath)} ${JSON.stringify(join(root, "cli", "guanlan.ts"))}`;
  const guanlan = `guanlan() { ${command} "$@" --settings ${JSON.stringify(hub.settingsFile)}; }`;
  const { stdout } = await promisify(execFile)("sh", ["-e", "-c", `${guanlan}\n${line}`], {
    cwd: folder,
    env: { ...process.env, ...compileCache, LANG: "en", LC_ALL: "en", NODE_OPTIONS: "" },
  });
  return stdout;
}

it("docs/rules-changes.md can be followed from the first line to the last", async () => {
  const { running: atStart } = await rulesNow();
  const said = new Map<string, string>();
  for (const [, language, text = ""] of page.matchAll(/```(sh|yaml)\n([\s\S]*?)```/g)) {
    if (language === "yaml") {
      const [, file = ""] = /^# (\S+)\n/.exec(text) ?? [];
      writeFileSync(join(folder, file), text);
      continue;
    }
    for (const line of text.trim().split("\n")) {
      said.set(line, await run(line));
      if (!line.startsWith("cp next")) continue;
      await until("the copied rules to be live", async () => {
        const now = await rulesNow();
        return now.files.isRunning && now.running.digest !== atStart.digest;
      });
    }
  }
  const ofLine = (start: string): string => [...said].find(([line]) => line.startsWith(start))?.[1] ?? "";
  expect(ofLine("guanlan rules test")).toContain("all passed");
  expect(ofLine("guanlan rules diff --files")).toMatch(/new {5}trial-early-road \(shadow\)/);
  expect(ofLine("guanlan rules versions").trim().split("\n")).toHaveLength(2);
  expect(ofLine("guanlan rules rollback")).toContain(`${atStart.digest} runs now`);
  expect(ofLine("guanlan rules release")).toContain("released");
  const now = await until("the files to decide again", async () => {
    const found = await rulesNow();
    return found.files.isRunning ? found : null;
  });
  expect(now.rules.filter(({ isShadow }) => isShadow).map(({ ruleId }) => ruleId)).toContain("trial-early-road");
  expect(said.size).toBeGreaterThan(7);
});
