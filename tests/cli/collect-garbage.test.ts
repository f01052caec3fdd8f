import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

async function heapOf(...args: readonly string[]): Promise<{ readonly fullMb: number; readonly heapMb: number }> {
  const script = join(import.meta.dirname, "grow-and-drop.ts");
  const { stdout, stderr } = await run(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    ...[script, ...args],
  ]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as { fullMb: number; heapMb: number };
}

test.concurrent("a calm process gives back what it let go of", async () => {
  const { fullMb, heapMb } = await heapOf("collecting", "60");
  expect(heapMb).toBeLessThan(fullMb / 2);
});

test.concurrent("control: V8 by itself lets the garbage of a calm process lie", async () => {
  const { fullMb, heapMb } = await heapOf("not", "30");
  expect(heapMb).toBeGreaterThan(fullMb * 0.9);
});
