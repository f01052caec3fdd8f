import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { Findings, RuleEngine } from "../../rules/engine/engine.ts";
import { episodesOf } from "../reference/episodes-of.ts";
import { cityOf, engineOver, observationOf, ruleFrom } from "../support/worlds/rules-world.ts";

const ladder = { blue: { raise: 1 }, yellow: { raise: 2 }, red: { raise: 4 } };

function engineWith(changes: object = {}): RuleEngine {
  return engineOver(cityOf([{ id: "a" }]), [ruleFrom({ levels: ladder, ...changes })]);
}

/** Steps readings given as minute, value and, where late, the minute they came at. */
function step(
  engine: RuleEngine,
  rows: readonly (readonly [at: number, value: number, received?: number])[],
): Findings {
  const found = rows.map(([at, value, received = at]) =>
    engine.step(observationOf({ observedAt: at * minuteMs, receivedAt: received * minuteMs, value })),
  );
  return {
    transitions: found.flatMap((each) => each.transitions),
    missedPeaks: found.flatMap((each) => each.missedPeaks),
  };
}

/** `5: null -> blue live`, and from where on it revises what was told. */
function told({ transitions }: Findings): readonly string[] {
  return transitions.map(({ at, from, to, effect, revisesFromAt }) => {
    const revises = revisesFromAt === null ? "" : ` revises from ${revisesFromAt / minuteMs}`;
    return `${at / minuteMs}: ${from} -> ${to} ${effect}${revises}`;
  });
}

describe("a reading within the lateness limit", () => {
  it("tells nothing where nothing is new", () => {
    const engine = engineWith();
    step(engine, [
      [0, 0],
      [1, 1.5],
      [5, 1.5],
    ]);
    expect(told(step(engine, [[3, 1.2, 6]]))).toEqual([]);
  });

  it("moves the alarm where the level now is another: live, once, at the time it happened", () => {
    const engine = engineWith({ onDelay: "3min" });
    step(engine, [
      [0, 0],
      [4, 2.5],
      [5, 2.5],
    ]);
    const found = step(engine, [[2, 2.5, 6]]);
    expect(told(found)).toEqual(["5: null -> yellow live"]);
    expect(found.transitions[0]).toMatchObject({
      receivedAt: 6 * minuteMs,
      isLate: false,
      episodeStartedAt: 5 * minuteMs,
    });
  });

  it("completes the record of an episode that is over, and notes the peak that was missed; nobody is paged", () => {
    const engine = engineWith();
    step(engine, [
      [0, 0],
      [2, 0],
      [4, 0],
    ]);
    const found = step(engine, [[3, 2.5, 5]]);
    expect(told(found)).toEqual(["3: null -> yellow record", "4: yellow -> null record"]);
    expect(found.transitions.map(({ isLate }) => isLate)).toEqual([true, true]);
    expect(found.missedPeaks).toMatchObject([{ level: "yellow", at: 3 * minuteMs, signal: 2.5, limit: 2 }]);
  });

  it("puts an earlier start on the record and leaves the running episode as it is", () => {
    const engine = engineWith();
    step(engine, [
      [0, 0],
      [4, 1.5],
    ]);
    const found = step(engine, [[2, 1.5, 5]]);
    expect(told(found)).toEqual(["2: null -> blue record revises from 2"]);
    expect(found.missedPeaks).toEqual([]);
    expect(told(step(engine, [[6, 0]]))).toEqual(["6: blue -> null live"]);
  });

  it("takes back openly what never happened: a hold that a late dip breaks", () => {
    const engine = engineWith({ onDelay: "3min" });
    expect(
      told(
        step(engine, [
          [0, 0],
          [1, 1.5],
          [4, 1.5],
        ]),
      ),
    ).toEqual(["4: null -> blue live"]);
    const found = step(engine, [[3, 0.2, 5]]);
    expect(told(found)).toEqual(["4: blue -> null live revises from 4"]);
  });

  it("goes from what was told to what is so in one live step, however many moves led there", () => {
    const engine = engineWith({ onDelay: "2min", offDelay: "1min" });
    expect(
      told(
        step(engine, [
          [0, 0],
          [4, 0.5],
          [6, 1.5],
          [7, 1.5],
        ]),
      ),
    ).toEqual([]);
    // With 5 the hold begins at 5, blue at 7.
    expect(told(step(engine, [[5, 1.5, 8]]))).toEqual(["7: null -> blue live"]);
    // Three minutes at 4 and more had been there before it all; the level now is the one told.
    const found = step(engine, [
      [1, 4.5, 8],
      [2, 4.5, 8],
      [3, 4.5, 8],
    ]);
    expect(told(found)).toEqual(["3: null -> red record revises from 3", "5: red -> blue record"]);
  });

  it("older than the limit it moves nothing and may show a missed peak", () => {
    const engine = engineWith();
    step(engine, [
      [0, 0],
      [20, 0],
    ]);
    const found = step(engine, [[9, 2.5, 21]]);
    expect([told(found), found.missedPeaks.map(({ level }) => level)]).toEqual([[], ["yellow"]]);
    expect(told(step(engine, [[10, 2.5, 21]]))).toEqual(["10: null -> yellow record", "20: yellow -> null record"]);
  });

  it("is told as shadow under a rule in shadow, and no peak is noted", () => {
    const engine = engineWith({ shadow: true });
    expect(
      told(
        step(engine, [
          [0, 0],
          [4, 1.5],
        ]),
      ),
    ).toEqual(["4: null -> blue shadow"]);
    const found = step(engine, [
      [2, 2.5, 5],
      [6, 0],
    ]);
    expect(told(found)).toEqual([
      "2: null -> yellow shadow revises from 2",
      "4: yellow -> blue shadow",
      "6: blue -> null shadow",
    ]);
    expect(found.missedPeaks).toEqual([]);
  });
});

describe("episodesOf()", () => {
  const engine = engineWith();
  const transitions: AlarmTransition[] = [
    ...step(engine, [
      [0, 0],
      [2, 1.5],
      [4, 0],
      [6, 2.5],
    ]).transitions,
    ...step(engine, [
      [3, 4.5, 7],
      [5, 1.5, 7],
      [1, 0, 7],
    ]).transitions,
  ];

  it("strikes out what was revised: two episodes told turn out to be one and its start", () => {
    expect(episodesOf(transitions)).toEqual([
      { alarmKey: "road-depth|a", startedAt: 2 * minuteMs, endedAt: 4 * minuteMs, peakLevel: "red" },
      { alarmKey: "road-depth|a", startedAt: 5 * minuteMs, endedAt: null, peakLevel: "yellow" },
    ]);
  });

  it("control: without striking out there are others", () => {
    const forgotten = transitions.map((each) => ({ ...each, revisesFromAt: null }));
    expect(episodesOf(forgotten)).not.toEqual(episodesOf(transitions));
  });
});
