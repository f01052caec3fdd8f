import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runGuanlan } from "../support/processes/run-guanlan.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-payload-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function payloadTest(payload: string, device = "wl-jingguang-n-1") {
  const file = join(folder, "payload.json");
  writeFileSync(file, payload);
  return runGuanlan(["payload", "test", device, file]);
}

test("guanlan payload test says what would be kept, in both languages, and that all is well", async () => {
  const { code, out } = await payloadTest(`{"t":${Date.now()},"values":{"depth":31}}`);
  expect(code).toBe(0);
  expect(out).toContain("kept wl-jingguang-n.depth-north = 0.31 m at ");
  expect(out).toContain("保存 wl-jingguang-n.depth-north = 0.31 m");
  expect(out).toContain("1 kept, 0 of them flagged; 0 refused");
});

test("guanlan payload test says what would be refused and why, hints, and ends with 1", async () => {
  const { code, out, err } = await payloadTest(
    `[{"ts":${Date.now()},"values":{"depth":"31,5"}},{"t":${Date.now()},"values":{"depth":nan}}]`,
  );
  expect(code).toBe(1);
  expect(out).toContain("kept wl-jingguang-n.depth-north = 0.315 m");
  expect(out).toContain("refused 1 from reading 2 on: no number (value.not_a_number): wanted a finite number");
  expect(out).toContain("拒收 1 个，自第 2 个读数起");
  for (const hint of ["time-key-ts", "number-in-quotes", "decimal-comma", "bare-word"]) expect(out).toContain(hint);
  expect(err).toContain("hub.payload_refused");
});

test("guanlan payload test names a device that the city has not, and a file that is not there", async () => {
  expect((await payloadTest("{}", "nobody")).out).toContain("device.unknown");
  expect(await runGuanlan(["payload", "test", "wl-jingguang-n-1", join(folder, "none")])).toMatchObject({ code: 2 });
});
