import { expect, it } from "vitest";
import { blindSpotSettings } from "../../../blindspots/settings.ts";
import { createOpenCases } from "../../../cases/open-cases.ts";
import { modePoliciesFrom, modesFile } from "../../../city/policies/modes-file.ts";
import type { City } from "../../../domain/city/city.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeId } from "../../../domain/ids.ts";
import { doesEndSilences, previewMode } from "../../../hub/modes/preview-mode.ts";
import type { ModePreview, WarningAtEnd } from "../../../modes/ports.ts";
import { judgingSteps } from "../../../processor/steps.ts";
import { bindRules } from "../../../rules/binding/bind-rules.ts";
import { RuleEngine } from "../../../rules/engine/engine.ts";
import { type Rule, ruleSchema } from "../../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../../rules/language/settings.ts";
import { seededRandom } from "../../../simulators/seeded-random.ts";
import { emptyContents, openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import type { Store } from "../../../store/store.ts";
import { suppressionSettings } from "../../../suppression/settings.ts";
import { createOpenWarnings } from "../../../warnings/open-warnings.ts";
import { anObservation } from "../../support/observations.ts";
import { startProcessorOver, type TestProcessor } from "../../support/worlds/processor-world.ts";
import { cityOf } from "../../support/worlds/rules-world.ts";
import { PolicyWorld } from "../../warnings/support/policy-world.ts";

const startsAt = Date.parse("2026-07-20T08:00:00Z");
const names = ["a", "b", "c", "d"];
const policies = modePoliciesFrom(
  modesFile.parse({ emergency: { endsSilences: true, secondPerson: false, reporting: { every: "20s" } } }),
);

/** A world of its own for each number: depths that wander, limits and delays that differ by mode, and a silence. */
class World {
  readonly city: City;
  readonly rules: readonly Rule[];
  readonly #seed: string;
  readonly #values = new Map<string, number>();
  now = startsAt;
  store!: Store;
  processor!: TestProcessor;

  constructor(seed: number) {
    this.#seed = String(seed);
    const { warningPolicy } = new PolicyWorld().city;
    const modesAlone = { ...cityOf(names.map((id) => ({ id }))), modePolicies: policies };
    // An emergency issues by itself what a day leaves to people.
    const unattended = { afterMs: minuteMs, do: "issue" } as const;
    const emergency = { blue: { unattended }, red: { unattended } };
    this.city = { ...modesAlone, warningPolicy: { ...warningPolicy!, modes: { emergency } } };
    this.rules = [this.#rule("depth", {}), this.#rule("slow", { onDelay: "3min", offDelay: "2min" })];
  }

  chance(...of: readonly (string | number)[]): number {
    return seededRandom(this.#seed, ...of.map(String));
  }

  async start(): Promise<void> {
    this.store = openMemoryStore({ clock: () => this.now, contents: emptyContents(() => this.now) });
    this.processor = await startProcessorOver({ ...this, checkpointMs: 1_000_000, clock: () => this.now });
    for (let minute = 0; minute < 12; minute++) {
      for (const name of names) {
        const wandered = (this.#values.get(name) ?? 0.2) + (this.chance(name, minute) - 0.5) * 0.1;
        this.#values.set(name, Math.round(Math.max(0, Math.min(0.5, wandered)) * 1_000) / 1_000);
      }
      await this.report(startsAt + minute * minuteMs);
    }
    if (this.chance("silence") < 0.5) await this.#silence();
    this.now = startsAt + 11 * minuteMs + 17_000;
  }

  /** Every gauge says what it shows. */
  async report(at: number): Promise<void> {
    this.now = Math.max(this.now, at);
    const keys = await this.store.journal.keysFor([...this.city.gauges.keys()]);
    const rows = names.map((name) => {
      const gauge = keys.get(name as GaugeId)!;
      return anObservation({ gauge, observedAt: at, receivedAt: at, value: this.#values.get(name) ?? 0 });
    });
    await new Promise<void>((kept) => this.store.journal.append(rows, [], () => kept()));
    await this.processor.consumer.catchUp();
  }

  async preview(): Promise<ModePreview> {
    const { city, rules, store, processor } = this;
    const keys = await store.journal.keysFor([...city.gauges.keys()]);
    const settings = rulesSettings.parse({});
    return previewMode("emergency", {
      ...{ city, keys, state: store.state, journal: store.journalReader },
      latest: await store.latest(keys),
      asks: { wouldAsk: () => [] },
      cases: { openNow: () => [] },
      warnings: processor.warnings,
      warningsAt: (saved) => createOpenWarnings(city, "district", saved.openWarnings),
      judgingAt: async (saved) =>
        judgingSteps({
          ...{ city, keys, inhibitions: [], lateAfterMs: settings.lateAfterMs },
          engine: new RuleEngine(bindRules(rules, city, keys).alarms, settings),
          blindSpots: blindSpotSettings.parse({}),
          suppression: suppressionSettings.parse({}),
          cases: createOpenCases(city, saved.openCases),
        }),
      rules: () => rules,
      mode: () => "daily",
      silencesEnding: (mode) =>
        doesEndSilences(city, mode) ? processor.judging.orders.orders.silencesInForce(this.now) : [],
      clock: () => this.now,
    });
  }

  /** How each warning stands, by its title. */
  warningsNow(): ReadonlyMap<string, WarningAtEnd> {
    return new Map(
      this.processor.warnings
        .openNow()
        .map(({ title, state, level, proposal }) => [title.en, { state, level, proposed: proposal?.level ?? null }]),
    );
  }

  /** Where each alarm stands, and what people know of it: `orange, told yellow`. */
  levelsNow(): ReadonlyMap<string, string> {
    const { suppression } = this.processor.judging;
    return new Map(
      suppression.activeAlarms().map(({ last, toldLevel }) => [last.alarmKey, `${last.to}, told ${toldLevel}`]),
    );
  }

  #rule(id: string, rest: object): Rule {
    const limit = (level: string) => 0.1 + this.chance(id, level) * 0.3;
    const delay = (of: string) => `${Math.floor(this.chance(id, of) * 4)}min`;
    return ruleSchema.parse({
      id,
      hazard: "waterlogging",
      title: { zh: "积水", en: "water" },
      advice: { zh: "巡查", en: "patrol" },
      source: "a test",
      applies: { kind: "waterlogging", property: "depth" },
      condition: { kind: "threshold" },
      unit: "m",
      levels: { blue: { raise: limit("blue") }, red: { raise: 0.45 } },
      modes: {
        emergency: { levels: { blue: { raise: limit("emergency") } }, onDelay: delay("on"), offDelay: delay("off") },
      },
      ...rest,
    });
  }

  async #silence(): Promise<void> {
    const silence = {
      ...{ id: "s1", owner: "Chen", reason: "works", createdAt: this.now, fromAt: this.now, includesRed: true },
      untilAt: this.now + 60 * minuteMs,
      match: { gaugeIds: ["a" as GaugeId] },
    };
    await this.processor.entries.enter({ kind: "order-given", order: { kind: "silence", silence } });
  }
}

it("what a preview says of a switch is what then happens, in any world, and nothing is changed by it", async () => {
  let moved = 0;
  let warned = 0;
  let issued = 0;
  for (let seed = 0; seed < 40; seed++) {
    const world = new World(seed);
    await world.start();
    const before = world.levelsNow();
    const warningsBefore = world.warningsNow();
    const preview = await world.preview();
    expect(world.levelsNow()).toEqual(before);
    expect(world.warningsNow()).toEqual(warningsBefore);
    expect(world.processor.judging.modes.history.current).toBeNull();

    const { entries, committed } = world.processor;
    const switchedAt = world.now;
    await entries.enter({ kind: "mode-set", mode: "emergency", by: null });
    for (const { id } of preview.silencesEnding) {
      const end = { id, endedBy: "emergency", createdAt: world.now };
      await entries.enter({ kind: "order-given", order: { kind: "end", end } });
    }
    for (let at = startsAt + 12 * minuteMs; at <= preview.untilAt; at += minuteMs) await world.report(at);
    world.now = preview.untilAt + 1;
    await entries.enter({ kind: "delivery-action", by: "Chen", action: { do: "enable", endpointId: "none" as never } });

    const after = world.levelsNow();
    for (const alarm of [...preview.fires, ...preview.quietens]) {
      moved += 1;
      const first = committed
        .flatMap(({ transitions }) => transitions)
        .find(
          ({ alarmKey, receivedAt, from, to }) =>
            alarmKey === alarm.alarmKey && receivedAt >= switchedAt && from !== to,
        );
      expect([seed, alarm.alarmKey, first?.at ?? null]).toEqual([seed, alarm.alarmKey, alarm.movesAt]);
      const told = alarm.with === null && alarm.told === null ? undefined : `${alarm.with}, told ${alarm.told}`;
      expect([seed, alarm.alarmKey, after.get(alarm.alarmKey)]).toEqual([seed, alarm.alarmKey, told]);
    }
    const named = new Set([...preview.fires, ...preview.quietens].map(({ alarmKey }) => alarmKey));
    const unswitched = await withoutSwitch(seed, preview.untilAt);
    const [warnings, warningsStay] = [world.warningsNow(), unswitched.warningsNow()];
    const stand = (of: ReadonlyMap<string, WarningAtEnd>, title: string) => of.get(title) ?? null;
    const movedWarnings = [...new Set([...warnings.keys(), ...warningsStay.keys()])].sort().flatMap((title) => {
      const [a, b] = [stand(warningsStay, title), stand(warnings, title)];
      return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ title, without: a, with: b }];
    });
    warned += movedWarnings.length;
    issued += movedWarnings.filter(({ with: after }) => after?.state === "issued").length;
    expect([
      seed,
      preview.warnings
        .map(({ title, without, with: after }) => ({ title: title.en, without, with: after }))
        .sort((a, b) => (a.title < b.title ? -1 : 1)),
    ]).toEqual([seed, movedWarnings]);
    const stays = unswitched.levelsNow();
    for (const key of new Set([...after.keys(), ...stays.keys()])) {
      const isMoved = after.get(key)?.split(",")[0] !== stays.get(key)?.split(",")[0];
      expect([seed, key, named.has(key)]).toEqual([seed, key, isMoved]);
    }
  }
  expect(moved).toBeGreaterThan(40);
  expect(warned).toBeGreaterThan(5);
  expect(issued).toBeGreaterThan(0);
});

/** The same world without a switch. */
async function withoutSwitch(seed: number, untilAt: number): Promise<World> {
  const world = new World(seed);
  await world.start();
  for (let at = startsAt + 12 * minuteMs; at <= untilAt; at += minuteMs) await world.report(at);
  world.now = untilAt + 1;
  await world.processor.entries.enter({
    kind: "delivery-action",
    by: "Chen",
    action: { do: "enable", endpointId: "none" as never },
  });
  return world;
}
