import { spawn } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "..", "..");

export interface CommandRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a process of its own, in English where `env` says nothing else. */
export function runGuanlan(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandRun> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ["hub/guanlan.ts", ...args], {
      cwd: root,
      env: { ...process.env, LANG: "en", LC_ALL: "en", NODE_OPTIONS: "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code, out, err }));
  });
}
