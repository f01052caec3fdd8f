import { z } from "zod";
import type { City, Gauge } from "../../../domain/city/city.ts";
import { isExerciseStation } from "../../../domain/governance/exercise.ts";
import type { GaugeId } from "../../../domain/ids.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { drillCommandTexts } from "../../../locales/record/drills.ts";
import { duration } from "../../../rules/language/duration.ts";
import { checkShape } from "../../../yaml/check-shape.ts";
import { type ConfigProblem, problemsError } from "../../../yaml/problem.ts";
import { readYaml, type YamlSource } from "../../../yaml/read-yaml.ts";

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const reading = z.strictObject({
  after: duration.describe("From the start of the drill"),
  gauge: z.string().min(1),
  value: z.number().describe("In the unit that the gauge's device sends"),
});

const script = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/),
  title: text,
  areas: z.array(z.union([z.string(), z.number().int()]).transform(String)).min(1),
  lastsAtMost: duration,
  scenes: z.array(z.strictObject({ title: text, readings: z.array(reading).min(1) })).min(1),
});

/** One reading of a drill. */
export interface ScriptedReading {
  /** Since the start of the drill, ms. */
  readonly afterMs: number;
  readonly gauge: Gauge;
  readonly value: number;
  readonly scene: BilingualText;
}

/** A drill as it is to be played. */
export interface DrillScript {
  readonly id: string;
  readonly title: BilingualText;
  readonly areaCodes: readonly string[];
  readonly lastsAtMostMs: number;
  /** In the order of time. */
  readonly readings: readonly ScriptedReading[];
}

/**
 * Reads the script of a drill. Only gauges of stations that are there for drills may speak in it.
 *
 * @throws {HubError} `record.bad_drill_script` naming every mistake with its place
 */
export function readDrillScript(path: string, city: City): DrillScript {
  const { source, problems } = readYaml(path, path);
  if (source === null) throw badScript(problems);
  const checked = checkShape(script, source.value, source.placeOf);
  if (!checked.ok) throw badScript([...problems, ...checked.problems]);
  const { id, title, areas, lastsAtMost, scenes } = checked.value;
  const faults: ConfigProblem[] = [...problems];
  const readings = scenes.flatMap((scene, sceneNo) =>
    scene.readings.flatMap(({ after: afterMs, gauge: name, value }, readingNo): ScriptedReading[] => {
      const gauge = city.gauges.get(name as GaugeId);
      if (gauge !== undefined && isExerciseStation(city, gauge.stationId)) {
        return [{ afterMs, gauge, value, scene: scene.title }];
      }
      faults.push(notOfDrills(source, ["scenes", sceneNo, "readings", readingNo, "gauge"], name));
      return [];
    }),
  );
  if (faults.length > 0) throw badScript(faults);
  const inTime = readings.toSorted((a, b) => a.afterMs - b.afterMs);
  return { id, title, areaCodes: areas, lastsAtMostMs: lastsAtMost, readings: inTime };
}

function notOfDrills(source: YamlSource, path: readonly PropertyKey[], got: string): ConfigProblem {
  const wanted = drillCommandTexts["wanted.drill-gauge"];
  return { where: source.placeOf(path), path: path.join("."), wanted, got, fix: drillCommandTexts["fix.drill-gauge"] };
}

function badScript(problems: readonly ConfigProblem[]) {
  return problemsError("record.bad_drill_script", drillCommandTexts["bad-script"], problems);
}
