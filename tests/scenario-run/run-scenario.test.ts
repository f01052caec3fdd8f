import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { silentLog } from "../../domain/log.ts";
import { runScenario, type ScenarioRun } from "../../scenario-run/run-scenario.ts";
import type { CallMade } from "../../simulators/people/people.ts";
import { readScenario } from "../../simulators/scenario/read-scenario.ts";
import type { TruthRow } from "../../simulators/truth/truth-row.ts";
import { storeSettings } from "../../store/settings.ts";
import { openStore } from "../../store/sqlite/open-store.ts";

const city = loadCity(join(import.meta.dirname, "..", "..", "cities", "zhengzhou"));

/** Half an hour of a storm that floods at once, with devices that do what they should not. */
const cloudburst = `title: { zh: 甲, en: A }
note: { zh: 甲, en: A }
starts: "2026-07-20 08:00"
lasts: 30min
weather:
  antecedentWetness: 1
  cells:
    - { rain: { kind: block, mmPerHour: 200, lasts: 25min }, over: { tag: underpass }, overAt: 10min, axesKm: [12, 12] }
events:
  - { kind: sludge-stirred, at: { kind: manhole, property: hydrogenSulfide, most: 1 }, from: 1min, to: 20min, hydrogenSulfideMgS: 1 }
faults:
  - { fault: radio-loss, share: 0.3, from: 5min, to: 12min }
  - { fault: duplicate, share: 0.3, from: 0s, to: 30min }
  - { fault: spike, share: 0.3, from: 0s, to: 30min, size: 1 }
`;

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-run-"));
  file = join(folder, "cloudburst.yaml");
  writeFileSync(file, cloudburst);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Played {
  readonly run: ScenarioRun;
  readonly rows: readonly TruthRow[];
  readonly sha256: string;
  readonly made: readonly CallMade[];
}

async function play(name: string, seed: number, options: { signal?: AbortSignal } = {}): Promise<Played> {
  const made: CallMade[] = [];
  const run = await runScenario({
    ...{ scenario: readScenario(file, city.city), city, seed, folder: join(folder, name), speed: "max" },
    ...{ language: "en", log: silentLog, onMade: (act: CallMade) => void made.push(act), ...options },
  });
  const bytes = readFileSync(run.truthFile);
  const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
  const rows = lines.map((line) => JSON.parse(line) as TruthRow);
  return { run, rows, sha256: createHash("sha256").update(bytes).digest("hex"), made };
}

describe("runScenario()", () => {
  it("gives the same truth to the byte for the same scenario, city and seed, and another for another seed", async () => {
    const [first, again, other] = [await play("first", 1), await play("again", 1), await play("other", 2)];
    expect(again.sha256).toBe(first.sha256);
    expect(other.sha256).not.toBe(first.sha256);
    expect(first.rows[0]).toMatchObject({ kind: "scenario", name: "cloudburst", seed: 1, cityCode: "410100" });
    expect(first.rows.filter(({ kind }) => kind === "water").length).toBe(30);
  });

  it("lets the hub hear all that was sent, decide it, and people act on it, all by the clock of the scenario", async () => {
    const { run, rows, made } = await play("whole", 1);
    const { counts } = run;
    expect(counts.acknowledged).toBe(counts.published);
    const sent = rows.filter((row) => row.kind === "sent").filter(({ copies }) => copies > 0);
    const values = sent.map(({ said, copies }) => Object.keys(said).length * copies);
    expect(counts.kept + counts.refused).toBe(values.reduce((sum, value) => sum + value, 0));
    expect(made.some(({ what, status }) => what === "accept" && status < 300)).toBe(true);
    const store = await openStore(storeSettings.parse({ folder: run.dataFolder }), {
      ...{ log: silentLog, clock: () => run.endedAt, onBroken: () => {} },
    });
    try {
      const { rows: cases } = await store.queries.cases({}, { limit: 100, before: null });
      expect(cases.length).toBeGreaterThan(1);
      for (const { openedAt } of cases) {
        expect(openedAt).toBeGreaterThan(run.startsAt);
        expect(openedAt).toBeLessThanOrEqual(run.endedAt);
      }
    } finally {
      await store.close();
    }
  });

  it("ends after the step under way when it is asked to, and leaves what it has in order", async () => {
    const ending = new AbortController();
    ending.abort();
    const { run, rows } = await play("ended", 1, { signal: ending.signal });
    expect(run.isWhole).toBe(false);
    expect(run.endedAt).toBe(run.startsAt);
    expect(rows[0]?.kind).toBe("scenario");
  });

  it("touches no folder that has something in it", async () => {
    writeFileSync(join(folder, "mine.txt"), "mine");
    const data = join(folder, "taken");
    await play("taken", 1, { signal: AbortSignal.abort() });
    await expect(play("taken", 1)).rejects.toMatchObject({ code: "simulators.folder_taken" });
    expect(existsSync(join(data, "data", "journal.db"))).toBe(true);
  });
});
