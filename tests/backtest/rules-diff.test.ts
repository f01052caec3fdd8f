import { expect, it } from "vitest";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeId, StationId } from "../../domain/ids.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import type { RuleDiff } from "../../rule-trials/ports.ts";
import { diffRules } from "../../rule-trials/rules-diff.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { suppressionSettings } from "../../suppression/settings.ts";
import { cityOf, ruleFrom } from "../support/worlds/rules-world.ts";
import { savedState } from "../support/worlds/steps.ts";

const city = cityOf([{ id: "road" }]);
const startsAt = Date.parse("2021-07-20T08:00:00Z");
const before = [ruleFrom({ id: "depth", levels: { blue: { raise: 0.2 } } })];
const after = [ruleFrom({ id: "depth", levels: { blue: { raise: 0.2 }, orange: { raise: 0.3 } } })];

/** An operator holds back what this station's alarms do while the water rises the second time. */
const silence: Entry = {
  kind: "order-given",
  order: {
    kind: "silence",
    silence: {
      ...{ id: "silence-1", owner: "Li Wei", reason: "road works", createdAt: startsAt, includesRed: false },
      fromAt: startsAt + 20 * minuteMs,
      untilAt: startsAt + 90 * minuteMs,
      match: { stationIds: ["at-road" as StationId] },
    },
  },
};

/** Two floods, not too fast to be believed, in a log with these entries at its beginning. */
async function depthRule(entries: readonly Entry[]): Promise<RuleDiff | undefined> {
  const store = openMemoryStore({ clock: () => startsAt });
  const keys = await store.journal.keysFor([...city.gauges.keys()]);
  const gauge = keys.get("road" as GaugeId);
  if (gauge === undefined) throw new Error("the road has a key");
  for (const entry of entries) await store.journal.enter({ entry, at: startsAt, onceKey: null });
  const depths = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05, 0];
  for (const [index, value] of [...depths, ...Array(10).fill(0), ...depths].entries()) {
    const at = startsAt + (index + 1) * minuteMs;
    const row = {
      gauge,
      observedAt: at,
      receivedAt: at,
      value,
      flag: 1,
      checks: 0,
      deviceTime: null,
      seq: null,
    } as const;
    await new Promise<void>((kept) => store.journal.append([row], [], () => kept()));
  }
  const diff = await diffRules({
    before,
    after,
    world: {
      ...{ city, keys, inhibitions: [], settings: rulesSettings.parse({}) },
      blindSpots: blindSpotSettings.parse({}),
      suppression: suppressionSettings.parse({}),
    },
    journal: store.journalReader,
    from: { row: 0, entry: 0 },
    to: store.journal.end(),
    fromAt: startsAt,
    toAt: startsAt + 120 * minuteMs,
    saved: savedState({ position: { row: 0, entry: 0 }, clock: startsAt }),
    onProgress: () => {},
  });
  return diff.rules.find(({ ruleId }) => ruleId === "depth");
}

it("diffRules() counts the pages that people would really get: a silence in the log lowers them, and nothing else", async () => {
  const open = await depthRule([]);
  expect(open).toMatchObject({ before: { raised: 2, pages: 2 }, after: { raised: 2, stepped: 4, pages: 4 } });
  const silenced = await depthRule([silence]);
  expect(silenced).toMatchObject({ before: { raised: 2, pages: 1 }, after: { raised: 2, stepped: 4, pages: 2 } });
  expect(silenced?.after?.activeMinutes).toBe(open?.after?.activeMinutes);
});
