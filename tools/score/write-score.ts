import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommandLine } from "../../cli/command-line.ts";
import type { RunJson, ScoreJson } from "../../score/report/score-json.ts";
import { readScenarioFile } from "../../simulators/scenario/read-scenario.ts";
import { withFigures } from "./score-markdown.ts";

/** What the figures of docs/score.md are of: every scenario, on a city of this size, with these seeds. */
const scored = ["score", "--stations", "300", "--seeds", "1,2,3"];

const page = join(import.meta.dirname, "..", "..", "docs", "score.md");

/** Files that `guanlan score --json` wrote; made now where none are named. */
async function jsonFiles(named: readonly string[], folder: string): Promise<readonly string[]> {
  if (named.length > 0) return named;
  const file = join(folder, "runs.json");
  const exitCode = await runCommandLine([...scored, "--json", file], process.env);
  if (exitCode !== 0) process.exit(exitCode);
  return [file];
}

function runsIn(file: string): readonly RunJson[] {
  const { runs } = JSON.parse(readFileSync(file, "utf8")) as ScoreJson;
  return runs;
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-write-score-"));
  try {
    const files = await jsonFiles(process.argv.slice(2), folder);
    const text = withFigures(readFileSync(page, "utf8"), files.flatMap(runsIn), (name) => readScenarioFile(name).title);
    writeFileSync(page, text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
