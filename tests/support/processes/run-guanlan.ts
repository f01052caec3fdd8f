import { spawn } from "node:child_process";
import { resolve } from "node:path";

/**
 * Where processes that tests start find what Node made of the sources before, known by their text: a hub is up in two
 * thirds of the time, a command done in half (measured).
 */
export const compileCache = {
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, "..", "..", "..", "node_modules", ".cache", "guanlan-tests"),
} as const;

const root = resolve(import.meta.dirname, "..", "..", "..");

export interface CommandRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a process of its own, in English where `env` says nothing else. */
export function runGuanlan(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandRun> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ["cli/guanlan.ts", ...args], {
      cwd: root,
      env: { ...process.env, LANG: "en", LC_ALL: "en", NODE_OPTIONS: "", ...compileCache, ...env },
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
