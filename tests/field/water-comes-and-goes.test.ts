import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { createOpenCases } from "../../cases/open-cases.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import { observeStep } from "../../processor/steps/observe.ts";
import { judgingSteps } from "../../processor/steps.ts";
import { suppressionSettings } from "../../suppression/settings.ts";
import { type DemonstrationHub, minutely, runDemonstrationHub } from "../support/processes/demonstration-hub.ts";
import { until } from "../support/until.ts";
import { cityOf, engineOver, keysOf, observationOf, ruleFrom } from "../support/worlds/rules-world.ts";
import { StepRun } from "../support/worlds/steps.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

let hub: DemonstrationHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

describe("water that comes and goes every 14 minutes", () => {
  it("is one case, marked as unstable, and not one each time", async () => {
    const device = "wl-jingguang-n-1";
    hub = await runDemonstrationHub({ devices: [device] });
    const run = Array.from({ length: 15 }, () => "21x3,2x11").join(",");
    await hub.publish(device, minutely("depth", run, Date.now() - 1_000));
    const cases = async () =>
      (await (hub as DemonstrationHub).get<Rows<{ id: string; state: string; marks?: object }>>("/api/v1/cases")).rows;
    const [only] = await until("the case to be marked", async () => {
      const rows = await cases();
      return rows[0]?.marks === undefined ? null : rows;
    });
    expect(await cases()).toHaveLength(1);
    expect(only?.state).toBe("reported");
    const { timeline } = await hub.get<{ timeline: readonly { kind: string }[] }>(`/api/v1/cases/${only?.id}`);
    expect(timeline.filter(({ kind }) => kind === "reopened").length).toBeLessThanOrEqual(3);
  });
});

interface Pulses {
  readonly periodMin: number;
  readonly upShare: number;
  readonly onDelayMin: number;
  readonly offDelayMin: number;
}

/** Six hours of it at one gauge, four hours dry, and a flood of an hour; what others would be notified of. */
function eventsOf({ periodMin, upShare, onDelayMin, offDelayMin }: Pulses): readonly HubEvent[] {
  const city = cityOf([{ id: "a" }]);
  const delays = { onDelay: `${onDelayMin}min`, offDelay: `${offDelayMin}min` };
  const rule = ruleFrom({ ...delays, levels: { blue: { raise: 0.15 }, orange: { raise: 0.27 } } });
  const { steps } = judgingSteps({
    ...{ city, keys: keysOf(city), engine: engineOver(city, [rule]), inhibitions: [] },
    blindSpots: blindSpotSettings.parse({}),
    suppression: suppressionSettings.parse({}),
    lateAfterMs: 10 * minuteMs,
    cases: createOpenCases(city, []),
  });
  const events: HubEvent[] = [];
  const run = new StepRun([...steps, observeStep(({ found }) => void events.push(...found.events))]);
  const upMin = Math.max(1, Math.round(periodMin * upShare));
  for (let minute = 0; minute < 12 * 60; minute++) {
    const isUp = minute < 6 * 60 && minute % periodMin < upMin;
    const isFlood = minute >= floodAtMin && minute < floodAtMin + 60 + onDelayMin;
    const value = isUp || isFlood ? 0.3 : 0.02;
    run.row(observationOf({ observedAt: minute * minuteMs, value, journalSeq: minute + 1 }));
  }
  return events;
}

const floodAtMin = 10 * 60;

describe("an alarm that flaps, whatever its period and its delays", () => {
  const pulses = fc.record({
    periodMin: fc.integer({ min: 2, max: 90 }),
    upShare: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    onDelayMin: fc.constantFrom(0, 0, 5, 15),
    offDelayMin: fc.constantFrom(0, 5, 10, 30, 60),
  });

  it("opens one case an hour at most, and a flood hours later opens its own at once", () => {
    fc.assert(
      fc.property(pulses, (given) => {
        const events = eventsOf(given);
        const opened = events.filter(({ type }) => type === "case.opened").map(({ at }) => at);
        const hasDelays = given.onDelayMin + given.offDelayMin > 0;
        for (const at of opened) {
          const within = opened.filter((each) => each >= at && each < at + hourMs);
          expect(within.length).toBeLessThanOrEqual(hasDelays ? 1 : 2);
        }
        for (const { at } of events.filter(({ isUrgent }) => isUrgent)) {
          const within = events.filter((each) => each.isUrgent && each.at >= at && each.at < at + hourMs);
          // Until it is known to flap, each return is told on the one case.
          expect(within.length).toBeLessThanOrEqual(4);
        }
        const flood = events.filter(({ type, at }) => type === "case.opened" && at >= floodAtMin * minuteMs);
        expect(flood).toMatchObject([{ isUrgent: true, level: "orange" }]);
        expect(flood[0]?.at).toBe((floodAtMin + given.onDelayMin) * minuteMs);
      }),
      { numRuns: 60 },
    );
  });
});
