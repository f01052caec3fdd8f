import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lackedVariable } from "../shared.ts";

/** Vitest's global set-up: names at the end of a run, once each, what the machine lacked and how to get it. */
export default function nameWhatLacks(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-lacked-"));
  const file = join(folder, "lacked");
  writeFileSync(file, "");
  process.env[lackedVariable] = file;
  return () => {
    const lines = new Set(readFileSync(file, "utf8").split("\n").slice(0, -1));
    rmSync(folder, { recursive: true });
    if (lines.size === 0) return;
    console.log(["", "Not run, as this machine lacks", ...[...lines].sort().map((line) => `  ${line}`), ""].join("\n"));
  };
}
