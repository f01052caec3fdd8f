import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { qualityTables } from "../bench/quality.ts";
import { scoreFlags, scoreQuality } from "../reference/score-quality.ts";
import { missing, recordedData } from "../support/shared.ts";
import { roadConfig } from "../support/worlds/quality-world.ts";

describe("scoreFlags()", () => {
  it("counts samples and stretches: found is a stretch with one sample flagged", () => {
    const labelled = [false, true, true, false, true, false];
    const flagged = [true, false, true, false, false, false];
    expect(scoreFlags(flagged, labelled)).toEqual({
      precision: 1 / 2,
      recall: 1 / 3,
      flagged: 2,
      labelled: 3,
      agreed: 1,
      stretches: 2,
      stretchesFound: 1,
    });
  });

  it("has no ratio of nothing", () => {
    expect(scoreFlags([false], [false])).toMatchObject({ precision: Number.NaN, recall: Number.NaN });
  });
});

describe("scoreQuality()", () => {
  const values = [0, 0, 0.9, 0, 0, Number.NaN, 0];
  const times = values.map((_, index) => index * minuteMs);

  it("scores each check and all together, and leaves out what was not measured", () => {
    const labels = [false, false, true, false, true, true, false];
    const { spike, jump, combined } = scoreQuality(roadConfig, { times, values }, labels);
    expect(spike).toMatchObject({ precision: 1, recall: 1 / 2, flagged: 1, labelled: 2 });
    expect(jump).toMatchObject({ flagged: 0, recall: 0 });
    expect(combined).toMatchObject({ precision: 1, recall: 1 / 2 });
  });
});

describe("docs/quality.md", () => {
  it("has the tables that the bench makes", () => {
    if (recordedData("logan_qc") === null) return missing("logan_qc (GUANLAN_DATA)");
    const text = readFileSync(join(import.meta.dirname, "..", "..", "docs", "quality.md"), "utf8");
    const [, printed] = /<!-- npm run bench -- quality -->\n(.*?)\n<!-- end -->/s.exec(text) ?? [];
    expect(printed).toBe(qualityTables().join("\n"));
  });
});
