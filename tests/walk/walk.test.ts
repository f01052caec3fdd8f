import { join } from "node:path";
import { expect, it } from "vitest";
import { runWalk, type WalkReport } from "./run-walk.ts";

const walk = (commands: number, script?: string): Promise<WalkReport> =>
  runWalk({
    ...{ commands, seed: 1 },
    ...(script === undefined ? {} : { script: join(import.meta.dirname, "broken", script) }),
  });

it("whatever several users do at random: one open case a hazard and station, no gap, no view across districts, a whole trail (G27, G30)", async () => {
  const report = await walk(1_500);
  expect(report.faults.slice(0, 5)).toEqual([]);
  expect(report.lines).toBeGreaterThan(100);
  expect(report.cases).toBeGreaterThan(10);
  expect(report.answers).toMatchObject({ 200: expect.any(Number), 404: expect.any(Number), 409: expect.any(Number) });
});

it("control: a hub that shows each district all cases is caught", async () => {
  const { faults } = await walk(1_000, "show-all-cases.ts");
  expect(faults.join("\n")).toContain("tells of another district");
});

it("control: a hub that loses a line of a timeline is caught", async () => {
  const { faults } = await walk(300, "lose-lines.ts");
  expect(faults.join("\n")).toMatch(/timeline/);
});
