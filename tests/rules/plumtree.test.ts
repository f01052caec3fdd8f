import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { type Level, worse } from "../../domain/city/level.ts";
import { conversionFor } from "../../domain/city/units.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { RuleEngine } from "../../rules/engine/engine.ts";
import { missing, recordedData } from "../support/shared.ts";
import { cityOf, engineOver, observationOf, ruleFrom } from "../support/worlds/rules-world.ts";

/** Stages as recorded, in thousandths of a foot, so that the direct pass is free of rounding. */
interface Row {
  readonly at: number;
  readonly milliFt: number;
}

interface Episode {
  readonly from: number;
  /** Null where the record ends first. */
  readonly to: number | null;
  readonly peakLevel: Level;
}

const file = recordedData("usgs_maryland", "plumtree_run_01581752_2016-2017_5min.csv.gz");

function rowsOf(path: string): readonly Row[] {
  const lines = gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n").slice(1);
  return lines.flatMap((line) => {
    const [time = "", stageFt = ""] = line.split(",");
    return stageFt === "" ? [] : [{ at: Date.parse(time), milliFt: Math.round(Number(stageFt) * 1000) }];
  });
}

/**
 * Floods by looking at the file alone: from the first row at 2 ft to the row that completes an hour below 1.8 ft in
 * which no more than 15 minutes pass between rows.
 */
function episodesIn(rows: readonly Row[]): readonly Episode[] {
  const episodes: Episode[] = [];
  for (let first = 0; first < rows.length; first++) {
    if ((rows[first] as Row).milliFt < 2000) continue;
    const last = endOf(rows, first);
    const peak = Math.max(...rows.slice(first, last + 1).map((row) => row.milliFt));
    episodes.push({
      from: (rows[first] as Row).at,
      to: rows[last]?.at ?? null,
      peakLevel: peak >= 4000 ? "orange" : peak >= 3000 ? "yellow" : "blue",
    });
    first = last;
  }
  return episodes;
}

function endOf(rows: readonly Row[], first: number): number {
  for (let start = first + 1; start < rows.length; start++) {
    for (let index = start; (rows[index]?.milliFt ?? 9e9) < 1800; index++) {
      const row = rows[index] as Row;
      if (index > start && row.at - (rows[index - 1] as Row).at > 15 * minuteMs) break;
      if (row.at - (rows[start] as Row).at >= hourMs) return index;
    }
  }
  return rows.length;
}

function engineFor(changes: Readonly<Record<string, unknown>> = {}): RuleEngine {
  const city = cityOf([{ id: "plumtree", kind: "river", property: "stage", expectedIntervalMs: 5 * minuteMs }]);
  const rule = ruleFrom({
    id: "river-stage",
    hazard: "river-flood",
    applies: { kind: "river", property: "stage" },
    unit: "ft",
    levels: { blue: { raise: 2 }, yellow: { raise: 3 }, orange: { raise: 4 } },
    deadband: 0.2,
    offDelay: "1h",
    ...changes,
  });
  return engineOver(city, [rule]);
}

function episodesFound(engine: RuleEngine, rows: readonly Row[]): readonly Episode[] {
  const scale = conversionFor("stage", "ft")?.scale ?? Number.NaN;
  const episodes: Episode[] = [];
  for (const { at, milliFt } of rows) {
    for (const { from, to } of engine.step(observationOf({ observedAt: at, value: (milliFt / 1000) * scale }))
      .transitions) {
      if (from === null) episodes.push({ from: at, to: null, peakLevel: to as Level });
      const open = episodes.pop() as Episode;
      episodes.push({ ...open, to: to === null ? at : null, peakLevel: worse(open.peakLevel, to) as Level });
    }
  }
  return episodes;
}

it("the engine finds every flood of Plumtree Run 2016-2017 once: start, end and level as in the file", () => {
  if (file === null) return missing("usgs_maryland/plumtree_run (GUANLAN_DATA)");
  const rows = rowsOf(file);
  const direct = episodesIn(rows);
  const levelsSeen = new Set(direct.map((episode) => episode.peakLevel));
  expect([...levelsSeen].sort()).toEqual(["blue", "orange", "yellow"]);
  expect(episodesFound(engineFor(), rows)).toEqual(direct);
  // Control: without deadband and off-delay waves make more alarms than there are floods.
  expect(episodesFound(engineFor({ deadband: 0, offDelay: "0s" }), rows).length).toBeGreaterThan(direct.length);
});
