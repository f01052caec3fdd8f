import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { bindQuality } from "../../quality/bind-quality.ts";
import { QualityGate } from "../../quality/quality-gate.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import { RuleEngine } from "../../rules/engine/engine.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { episodesOf } from "../reference/episodes-of.ts";
import {
  cityOf,
  keepSaved,
  keysOf,
  memoryJournal,
  observationOf,
  ruleFrom,
  savedIn,
} from "../support/worlds/rules-world.ts";

import { GatedRules } from "../support/worlds/steps.ts";

const latenessLimitMs = 10 * minuteMs;
const city = cityOf([{ id: "road" }, { id: "street" }]);

const rules = [
  ruleFrom({ id: "deep", levels: { blue: { raise: 0.15 }, red: { raise: 0.3 } }, deadband: 0.05 }),
  ruleFrom({ id: "held", levels: { yellow: { raise: 0.2 } }, onDelay: "2min", offDelay: "3min" }),
  ruleFrom({ id: "rise", condition: { kind: "rate-of-rise", window: "5min" }, levels: { blue: { raise: 0.8 } } }),
  ruleFrom({
    id: "both",
    condition: { kind: "all", of: [{ rule: "deep" }, { rule: "held" }] },
    unit: undefined,
    levels: { red: { raise: "blue" } },
  }),
];

function newEngine(): GatedRules {
  const { alarms } = bindRules(rules, city, keysOf(city));
  const engine = new RuleEngine(alarms, rulesSettings.parse({ latenessLimitMs }));
  return new GatedRules(engine, new QualityGate(bindQuality(city, keysOf(city))), keysOf(city));
}

interface Storm {
  readonly rows: readonly JournalledObservation[];
  /** The same, each received up to the lateness limit after it was observed, in that order. */
  readonly shuffled: readonly JournalledObservation[];
}

/** @param mostPerMinute how far the water moves in a minute, metres, up or down */
function stormOf(mostPerMinute: number) {
  const reading = fc.record({
    gauge: fc.nat({ max: 1 }),
    afterS: fc.integer({ min: 5, max: 40 }),
    part: fc.oneof(fc.constantFrom(-1, 0, 1, 1), fc.double({ min: -1, max: 1, noNaN: true })),
    delayS: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 595 })),
  });
  return fc.array(reading, { minLength: 20, maxLength: 200, size: "max" }).map((readings): Storm => {
    const last = [0, 1].map(() => ({ at: 1_000_000_000, value: 0.1 }));
    let now = 1_000_000_000;
    const rows = readings.map(({ gauge, afterS, part, delayS }) => {
      now += afterS * secondMs;
      const { at, value } = last[gauge] as { at: number; value: number };
      const moved = Math.max(0, value + (part * mostPerMinute * (now - at)) / minuteMs);
      last[gauge] = { at: now, value: moved };
      return { ...observationOf({ gauge, observedAt: now, value: moved }), receivedAt: now + delayS * secondMs };
    });
    const numbered = (sorted: readonly JournalledObservation[]) =>
      sorted.map((row, index) => ({ ...row, journalSeq: index + 1 }));
    return {
      rows: numbered(rows.map((row) => ({ ...row, receivedAt: row.observedAt }))),
      shuffled: numbered(rows.toSorted((a, b) => a.receivedAt - b.receivedAt)),
    };
  });
}

/** Episodes of a run, killed before the rows given: all is lost but what was saved, and the journal. */
async function episodes(rows: readonly JournalledObservation[], restarts: ReadonlySet<number> = new Set()) {
  const saved = new Map<string, string>();
  let engine = newEngine();
  const found = [];
  for (const [index, row] of rows.entries()) {
    if (restarts.has(index)) {
      keepSaved(saved, engine.drainChanges());
      engine = newEngine();
      const clock = Math.max(0, ...rows.slice(0, index).map(({ receivedAt }) => receivedAt));
      found.push(
        ...(await engine.restore(savedIn(saved), memoryJournal(rows), { row: index, entry: 0 }, clock)).transitions,
      );
    }
    found.push(...engine.step(row).transitions);
  }
  found.push(...engine.advanceClock((rows.at(-1)?.receivedAt ?? 0) + 2 * minuteMs).transitions);
  return { transitions: found, episodes: episodesOf(found) };
}

const restarts = fc.array(fc.nat({ max: 199 }), { maxLength: 4 });

describe("a storm before a quality gate, its readings late and out of order within the lateness limit", () => {
  it("has the same episodes as in order where water moves no faster than half of what is doubted", async () => {
    let raised = 0;
    await fc.assert(
      fc.asyncProperty(stormOf(0.03), restarts, async ({ rows, shuffled }, killedBefore) => {
        const inOrder = await episodes(rows);
        raised += inOrder.episodes.length;
        const whole = await episodes(shuffled);
        expect(whole.episodes).toEqual(inOrder.episodes);
        expect((await episodes(shuffled, new Set(killedBefore))).transitions).toEqual(whole.transitions);
      }),
      { numRuns: 150, endOnFailure: true },
    );
    expect(raised).toBeGreaterThan(200);
  });

  it("has others where water jumps: a doubtful reading is weighed against those that have come, not those on their way", async () => {
    const property = fc.asyncProperty(stormOf(0.5), async ({ rows, shuffled }) => {
      expect((await episodes(shuffled)).episodes).toEqual((await episodes(rows)).episodes);
    });
    expect((await fc.check(property, { numRuns: 100, seed: 7, endOnFailure: true })).failed).toBe(true);
  });

  it("finds the same after a restart anywhere, however it jumps", async () => {
    await fc.assert(
      fc.asyncProperty(stormOf(0.5), restarts, async ({ shuffled }, killedBefore) => {
        expect((await episodes(shuffled, new Set(killedBefore))).transitions).toEqual(
          (await episodes(shuffled)).transitions,
        );
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });
});
