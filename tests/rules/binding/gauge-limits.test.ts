import { describe, expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import { cityOf, engineOver, ruleFrom } from "../../support/worlds/rules-world.ts";

const levels = { yellow: { raise: 2 }, red: { raise: 4 } };

describe("RuleEngine.limits", () => {
  it("are what values of each gauge are held against, in the gauge's unit and by level", () => {
    const city = cityOf([{ id: "a" }, { id: "b" }]);
    const rule = ruleFrom({ levels: { yellow: { raise: 20 }, red: { raise: 40 } }, unit: "cm", isDemonstration: true });
    const advice = expect.objectContaining({ yellow: expect.anything(), red: expect.anything() });
    const raiseAt = { yellow: 0.2, red: 0.4 };
    const limits = { ruleId: rule.id, direction: "above", raiseAt, advice, isDemonstration: true };
    expect(engineOver(city, [rule]).limits).toEqual([
      { ...limits, gaugeId: "a" },
      { ...limits, gaugeId: "b" },
    ]);
  });

  it("are as people read them where falling is grave", () => {
    const rule = ruleFrom({
      condition: { kind: "threshold", direction: "below" },
      levels: { yellow: { raise: 4 }, red: { raise: 2 } },
    });
    expect(engineOver(cityOf([{ id: "a" }]), [rule]).limits).toMatchObject([
      { direction: "below", raiseAt: { yellow: 4, red: 2 } },
    ]);
  });

  it("follow the mode, and are the same list until it changes", () => {
    const rule = ruleFrom({ levels, modes: { emergency: { levels: { red: { raise: 3 } } } } });
    const engine = engineOver(cityOf([{ id: "a" }]), [rule]);
    const before = engine.limits;
    expect(engine.limits).toBe(before);
    engine.setMode("emergency", minuteMs);
    expect(engine.limits.map(({ raiseAt }) => raiseAt)).toEqual([{ yellow: 2, red: 3 }]);
    engine.setMode("daily", 2 * minuteMs);
    expect(engine.limits).toEqual(before);
  });

  it.each([
    ["speed", { condition: { kind: "rate-of-rise", window: "10min" }, unit: "m/h" }],
    ["silence", { condition: { kind: "silence" } }],
    ["a rule on trial", { shadow: true }],
  ])("leave out %s: nothing to draw beside a value", (_, changes) => {
    expect(engineOver(cityOf([{ id: "a" }]), [ruleFrom({ levels, ...changes })]).limits).toEqual([]);
  });
});
