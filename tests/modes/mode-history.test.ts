import { expect, it } from "vitest";
import { modePoliciesFrom, modesFile } from "../../city/policies/modes-file.ts";
import type { Silence } from "../../domain/alarms/order.ts";
import type { Mode } from "../../domain/city/mode.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { ModeControl } from "../../modes/mode-control.ts";
import { ModeHistory, requestLastsMs } from "../../modes/mode-history.ts";
import type { ModeActor } from "../../modes/ports.ts";
import { seededRandom } from "../../simulators/seeded-random.ts";

const policies = modePoliciesFrom(modesFile.parse({ emergency: { longest: "6h", setBy: ["commander"] } }));
const chen: ModeActor = { by: "Chen", accountId: "a1", parts: ["duty-officer", "commander"] };
const wang: ModeActor = { by: "Wang", accountId: "a2", parts: ["commander"] };
const liu: ModeActor = { by: "Liu", accountId: "a3", parts: ["duty-officer"] };

/** A log that takes what the control enters, and can be read again from its first entry. */
class Log {
  readonly entries: {
    readonly entrySeq: number;
    readonly afterRow: number;
    readonly at: number;
    readonly entry: Entry;
  }[] = [];
  readonly #keys = new Set<string>();
  now = 0;
  history = new ModeHistory();

  silences: readonly Silence[] = [];

  control(ordered = policies): ModeControl {
    return new ModeControl({
      history: this.history,
      policies: ordered,
      silencesEnding: () => this.silences,
      clock: () => this.now,
      enter: async (entry, onceKey) => {
        if (onceKey !== undefined && this.#keys.has(onceKey)) return { refusal: null };
        if (onceKey !== undefined) this.#keys.add(onceKey);
        const logged = { entrySeq: this.entries.length + 1, afterRow: 0, at: this.now, entry };
        this.entries.push(logged);
        if (entry.kind === "mode-set") this.history.set({ ...logged, entry });
        return { refusal: entry.kind === "mode-requested" ? this.history.act({ ...logged, entry }) : null };
      },
    });
  }

  /** The hub is killed and reads its log again. */
  restart(): void {
    this.history = historyOf(this.entries);
  }

  get modes(): readonly (readonly [Mode, string | null, string | null])[] {
    return this.history.changes.map(({ mode, by, approvedBy }) => [mode, by, approvedBy]);
  }
}

function historyOf(entries: Log["entries"]): ModeHistory {
  const history = new ModeHistory();
  for (const logged of entries) {
    const { entry } = logged;
    if (entry.kind === "mode-set") history.set({ ...logged, entry });
    if (entry.kind === "mode-requested") history.act({ ...logged, entry });
  }
  return history;
}

const emergency = { mode: "emergency", reason: "river over the banks", untilAt: null } as const;

it("an emergency waits for a second person, who must be another, of the right part, and in time", async () => {
  const log = new Log();
  const control = log.control();
  expect(await control.set(emergency, chen)).toMatchObject({ code: "modes.second_person" });
  expect(await control.ask({ ...emergency, reason: null }, chen)).toMatchObject({ code: "modes.reason_wanted" });
  expect(await control.ask(emergency, liu)).toMatchObject({ code: "modes.not_their_part" });
  expect(await control.ask({ ...emergency, untilAt: 7 * 60 * minuteMs }, chen)).toMatchObject({
    code: "modes.too_long",
  });
  expect(await control.ask(emergency, chen)).toBeNull();
  expect(log.modes).toEqual([]);
  expect(await control.approve(null, chen)).toMatchObject({ code: "modes.same_person" });
  expect(await control.approve(null, { ...chen, by: "Chen at home" })).toMatchObject({ code: "modes.same_person" });
  expect(await control.approve(null, liu)).toMatchObject({ code: "modes.not_their_part" });
  log.now = requestLastsMs;
  expect(await control.approve(null, wang)).toMatchObject({ code: "modes.no_request" });
  expect(await control.ask(emergency, chen)).toBeNull();
  const asked = log.history.waitingAt(log.now)?.entrySeq ?? 0;
  log.now += requestLastsMs - 1;
  expect(await control.approve(asked, wang)).toBeNull();
  expect(log.modes).toEqual([["emergency", "Chen", "Wang"]]);
  expect(log.history.current).toMatchObject({ untilAt: requestLastsMs + 6 * 60 * minuteMs, reason: emergency.reason });
  expect(await control.approve(asked, wang)).toMatchObject({ code: "modes.no_request" });
});

it("who may switch is an order of the city: without one the commander alone, and who may not takes back no request", async () => {
  const usual = modePoliciesFrom(modesFile.parse({}));
  const log = new Log();
  const control = log.control(usual);
  const holiday = { mode: "holiday", reason: null, untilAt: null } as const;
  expect(await control.ask(holiday, liu)).toMatchObject({ code: "modes.not_their_part" });
  expect(await control.ask(holiday, wang)).toBeNull();
  expect(await control.ask(emergency, wang)).toBeNull();
  expect(await control.withdraw(null, liu)).toMatchObject({ code: "modes.not_their_part" });
  expect(await control.withdraw(null, wang)).toBeNull();
  const ordered = new Log();
  const theirs = ordered.control(modePoliciesFrom(modesFile.parse({ holiday: { setBy: ["duty-officer"] } })));
  expect(await theirs.ask(holiday, liu)).toBeNull();
  expect(ordered.modes).toEqual([["holiday", "Liu", null]]);
});

it("a request that another replaced cannot be approved by its number; one that was taken back not at all", async () => {
  const log = new Log();
  const control = log.control();
  await control.ask(emergency, chen);
  const first = log.history.waitingAt(0)?.entrySeq ?? 0;
  await control.ask({ ...emergency, reason: "dam" }, wang);
  expect(await control.approve(first, wang)).toMatchObject({ code: "modes.no_request" });
  expect(await control.withdraw(null, wang)).toBeNull();
  expect(await control.approve(null, chen)).toMatchObject({ code: "modes.no_request" });
  expect(log.modes).toEqual([]);
});

it("killed between the approval and the switch, the hub switches once after its start, however often it starts", async () => {
  const log = new Log();
  await log.control().ask(emergency, chen);
  const requestSeq = log.history.waitingAt(0)?.entrySeq ?? 0;
  log.entries.push({
    ...{ entrySeq: 2, afterRow: 0, at: 1 },
    entry: { kind: "mode-requested", by: "Wang", accountId: "a2", action: { do: "approve", requestSeq } },
  });
  for (let start = 0; start < 3; start++) {
    log.restart();
    await log.control().settle();
  }
  expect(log.modes).toEqual([["emergency", "Chen", "Wang"]]);
});

it("a mode ends by itself once, also where its time was over while the hub was down, and never the one after it", async () => {
  const log = new Log();
  await log.control().ask({ mode: "holiday", reason: null, untilAt: 1_000 }, chen);
  log.now = 999;
  await log.control().settle();
  expect(log.modes).toHaveLength(1);
  log.now = 50_000;
  for (let start = 0; start < 3; start++) {
    log.restart();
    await log.control().settle();
  }
  expect(log.modes.slice(1)).toEqual([["daily", null, null]]);
  expect(log.history.current?.cause).toBe("expiry");
  await log.control().ask({ mode: "holiday", reason: null, untilAt: 60_000 }, chen);
  await log.control().ask({ mode: "major-event", reason: null, untilAt: null }, chen);
  log.now = 70_000;
  await log.control().settle();
  expect(log.history.current?.mode).toBe("major-event");
});

it("whatever several people do in whatever order, no emergency is one person's, and the log read again says the same", async () => {
  const actors = [chen, wang, liu];
  for (let world = 0; world < 30; world++) {
    const log = new Log();
    const chance = (...of: readonly (string | number)[]) => seededRandom(String(world), ...of.map(String));
    let control = log.control();
    for (let step = 0; step < 60; step++) {
      log.now += Math.floor(chance(step, "time") * 20 * minuteMs);
      const actor = actors[Math.floor(chance(step, "actor") * actors.length)] as ModeActor;
      const untilAt =
        chance(step, "until") < 0.5 ? null : log.now + Math.floor(chance(step, "how long") * 60 * minuteMs);
      const what = chance(step, "what");
      if (what < 0.3) await control.ask({ ...emergency, untilAt }, actor);
      else if (what < 0.4) await control.set({ mode: "daily", reason: null, untilAt: null }, actor);
      else if (what < 0.5) await control.ask({ mode: "holiday", reason: "May", untilAt }, actor);
      else if (what < 0.8) await control.approve(null, actor);
      else if (what < 0.85) await control.withdraw(null, actor);
      else if (what < 0.95) await control.settle();
      else {
        log.restart();
        control = log.control();
      }
    }
    const { changes } = log.history;
    for (const { mode, by, approvedBy } of changes) {
      if (mode === "emergency") expect(approvedBy === null || approvedBy === by).toBe(false);
    }
    const ends = changes.flatMap((change) => (change.cause === "expiry" ? [change.entrySeq] : []));
    for (const entrySeq of ends) {
      const index = changes.findIndex((change) => change.entrySeq === entrySeq);
      expect(changes[index - 1]?.untilAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(changes[index]?.at ?? 0);
    }
    expect(historyOf(log.entries).changes).toEqual(changes);
  }
});

it("tells two persons of one name apart by their ids, and takes entries of old releases by their names", () => {
  const asked = {
    kind: "mode-requested",
    by: "王伟",
    action: { do: "request", mode: "emergency", reason: "x", until: null },
  } as const;
  const approved = { kind: "mode-requested", by: "王伟", action: { do: "approve", requestSeq: 1 } } as const;
  const called = (id: string) => ({ accountId: id, caller: { kind: "account", id, name: "王伟" } }) as const;
  const outcome = (first: object, second: object): string | undefined => {
    const history = new ModeHistory();
    history.act({ entrySeq: 1, afterRow: 0, at: 0, entry: { ...asked, ...first } });
    return history.act({ entrySeq: 2, afterRow: 0, at: 1, entry: { ...approved, ...second } })?.code;
  };
  expect(outcome(called("a1"), called("a2"))).toBeUndefined();
  expect(outcome(called("a1"), called("a1"))).toBe("modes.same_person");
  expect(outcome({ accountId: "a1" }, { accountId: "a2" })).toBe("modes.same_person");
});

it("what the hub enters after an approval says which account asked and which approved, of two of one name, over a kill too", async () => {
  const log = new Log();
  const ordered = modePoliciesFrom(modesFile.parse({ emergency: { setBy: ["commander"], endsSilences: true } }));
  const named = (id: string): ModeActor => ({
    ...{ by: "Li Wei", accountId: id, parts: ["commander"] },
    caller: { kind: "account", id, name: "Li Wei" },
  });
  log.silences = [{ id: "s1" } as Silence];
  await log.control(ordered).ask({ mode: "emergency", reason: "rain", untilAt: null }, named("li-1"));
  log.restart();
  expect(await log.control(ordered).approve(null, named("li-2"))).toBeNull();
  const [, , set, end] = log.entries.map(({ entry }) => entry);
  expect(set).toMatchObject({
    kind: "mode-set",
    by: "Li Wei",
    caller: { id: "li-1" },
    approval: { by: "Li Wei", caller: { id: "li-2" } },
  });
  expect(end).toMatchObject({ kind: "order-given", caller: { id: "li-1" }, order: { end: { endedBy: "Li Wei" } } });
});
