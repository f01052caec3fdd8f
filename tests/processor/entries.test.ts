import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { chained } from "../../domain/governance/audit-chain.ts";
import type { CaseId, DeviceId, GaugeId, StationId } from "../../domain/ids.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { silentLog } from "../../domain/log.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { createInboxIntake } from "../../processor/inbox-intake.ts";
import { type MemoryStore, openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { anAudited } from "../support/effects.ts";
import { startProcessorOver } from "../support/worlds/processor-world.ts";
import { cityOf, ruleFrom } from "../support/worlds/rules-world.ts";

const city = cityOf([{ id: "road" }]);
const startsAt = Date.parse("2021-07-20T08:00:00Z");
const rules = [ruleFrom({ levels: { blue: { raise: 0.15 } } })];

async function processorOn(store: MemoryStore) {
  return startProcessorOver({ city, rules, store, clock: () => startsAt });
}

async function report(store: MemoryStore, minute: number, value: number): Promise<void> {
  const gauge = (await store.journal.keysFor(["road" as GaugeId])).get("road" as GaugeId);
  if (gauge === undefined) throw new Error("the road has a key");
  const at = startsAt + minute * minuteMs;
  const row: Observation = {
    gauge,
    observedAt: at,
    receivedAt: at,
    value,
    flag: 1,
    checks: 0,
    deviceTime: null,
    seq: null,
  };
  await new Promise<void>((kept) => store.journal.append([row], [], () => kept()));
}

const silence: Entry = {
  kind: "order-given",
  order: {
    kind: "silence",
    silence: {
      ...{ id: "silence-1", owner: "Li Wei", reason: "works", createdAt: startsAt, includesRed: false },
      fromAt: startsAt,
      untilAt: startsAt + 60 * minuteMs,
      match: { stationIds: ["at-road" as StationId] },
    },
  },
};

const endOfSilence = { id: "silence-1", endedBy: "Li Wei", createdAt: startsAt };

describe("EntryPort.enter()", () => {
  it("resolves once what the entry brought about is committed", async () => {
    const store = openMemoryStore({ clock: () => startsAt });
    const { entries, consumer, judging } = await processorOn(store);
    const { logged, refusal } = await entries.enter(silence);
    expect(refusal).toBeNull();
    expect((await store.state.load()).orders).toMatchObject([{ entrySeq: logged.entrySeq, at: startsAt }]);
    expect(judging.orders.orders.silencesInForce(startsAt)).toHaveLength(1);
    await consumer.stop();
  });

  it("says why an entry changed nothing: a case that is not there, or that somebody has acknowledged", async () => {
    const store = openMemoryStore({ clock: () => startsAt });
    const { entries, consumer } = await processorOn(store);
    const acknowledge = (caseId: CaseId): Entry => {
      return { kind: "case-action", caseId, by: "Wang Fang", action: { do: "acknowledge" } };
    };
    expect((await entries.enter(acknowledge("case-none" as CaseId))).refusal?.code).toBe("cases.not_open");
    for (const [minute, depth] of [0, 0.05, 0.1, 0.15].entries()) await report(store, minute, depth);
    await entries.enter({ kind: "mode-set", mode: "daily", by: null });
    const [open] = (await store.state.load()).openCases;
    if (open === undefined) throw new Error("the road opened a case");
    expect((await entries.enter(acknowledge(open.id))).refusal).toBeNull();
    expect((await store.state.load()).openCases[0]?.acknowledged?.by).toBe("Wang Fang");
    expect((await entries.enter(acknowledge(open.id))).refusal?.code).toBe("cases.already_acknowledged");
    await consumer.stop();
  });

  it("keeps what a device last said of itself, also over a restart", async () => {
    const store = openMemoryStore({ clock: () => startsAt });
    const first = await processorOn(store);
    const deviceId = "device-road" as DeviceId;
    const reported = (report: Extract<Entry, { kind: "device-reported" }>["report"]): Entry => {
      return { kind: "device-reported", deviceId, report };
    };
    await first.entries.enter(reported({ about: "status", status: "online" }));
    await first.consumer.stop();
    const again = openMemoryStore({ clock: () => startsAt, contents: store.contents });
    const second = await processorOn(again);
    await second.entries.enter(reported({ about: "command", commandId: "c1", answer: "done" }));
    await second.consumer.stop();
    expect((await again.state.load()).devices).toEqual([
      {
        deviceId,
        status: { text: "online", at: startsAt },
        lastAnswer: { commandId: "c1", answer: "done", at: startsAt },
      },
    ]);
  });

  it("puts a flag that a person set in the record, and blind spots see it", async () => {
    const store = openMemoryStore({ clock: () => startsAt });
    const { entries, consumer, judging } = await processorOn(store);
    await report(store, 0, 0.05);
    const gaugeId = "road" as GaugeId;
    await entries.enter({ kind: "flag-set", gaugeId, observedAt: startsAt, flag: 4, by: "Wang Fang" });
    expect(judging.detector.stateInputsOf(gaugeId, startsAt)?.newest?.flag).toBe(4);
    const gauge = (await store.journal.keysFor([gaugeId])).get(gaugeId);
    if (gauge === undefined) throw new Error("the road has a key");
    expect((await store.history.range(gaugeId, startsAt, startsAt + 1, 1))[0]?.flag).toBe(4);
    await consumer.stop();
  });
});

it("what commands left in the inbox is entered once, in its order, whatever dies in between", async () => {
  const store = openMemoryStore({ clock: () => startsAt });
  await store.inbox.add(silence);
  const { entries, consumer } = await processorOn(store);
  const dying = { ...store.inbox, remove: () => Promise.reject(new Error("killed")) };
  await expect(createInboxIntake(dying, entries, silentLog).enterAll()).rejects.toThrow("killed");
  expect(await store.inbox.waiting()).toHaveLength(1);
  await createInboxIntake(store.inbox, entries, silentLog).enterAll();
  expect(await store.inbox.waiting()).toEqual([]);
  expect((await store.state.load()).orders).toHaveLength(1);
  await consumer.stop();
});

it("an order reaches the log although a state that was lost had another item of its number", async () => {
  const store = openMemoryStore({ clock: () => startsAt });
  const { entries, consumer } = await processorOn(store);
  await store.inbox.add(silence);
  await createInboxIntake(store.inbox, entries, silentLog).enterAll();
  const later: Entry = { kind: "order-given", order: { kind: "end", end: endOfSilence } };
  const anew = openMemoryStore({ clock: () => startsAt }).inbox;
  expect((await anew.add(later)).itemId).toBe(1);
  await createInboxIntake(anew, entries, silentLog).enterAll();
  const { orders } = await store.state.load();
  expect(orders.map(({ order }) => order.kind)).toEqual(["silence", "end"]);
  await consumer.stop();
});

describe("the audit trail", () => {
  it("has a line for what people did and for each event, chained from the first on, over a restart too", async () => {
    const store = openMemoryStore({ clock: () => startsAt });
    const first = await processorOn(store);
    await first.entries.enter(silence);
    await first.entries.enter({ kind: "mode-set", mode: "emergency", by: "Wang Fang" });
    await first.consumer.stop();
    const again = openMemoryStore({ clock: () => startsAt, contents: store.contents });
    const second = await processorOn(again);
    await second.entries.enter({ kind: "mode-set", mode: "daily", by: "Wang Fang" });
    await second.consumer.stop();
    const { rows } = await again.queries.audit({}, { limit: 10, before: null });
    const lines = rows.toReversed();
    expect(lines.map(({ auditSeq, kind, subject, by }) => [auditSeq, kind, subject, by])).toEqual([
      [1, "order-given", "silence-1", "Li Wei"],
      [2, "mode-set", "emergency", "Wang Fang"],
      [3, "mode-set", "daily", "Wang Fang"],
    ]);
    const recorded = { kind: "mode-set", mode: "daily", by: "Wang Fang" };
    const fact = { at: startsAt, kind: "mode-set", subject: "daily", by: "Wang Fang", ref: "entry:3", recorded };
    expect(chained(lines[1] ?? null, [fact])).toEqual(lines.slice(2));
  });

  it("tells what was refused from what took effect", async () => {
    const store = openMemoryStore({ clock: () => startsAt });
    const { entries, consumer } = await processorOn(store);
    const caseId = "case-nowhere" as CaseId;
    await entries.enter({ kind: "case-action", caseId, by: "Li Wei", action: { do: "acknowledge" } });
    await consumer.stop();
    const { rows } = await store.queries.audit({}, { limit: 10, before: null });
    expect(rows.map(({ kind, subject }) => [kind, subject])).toEqual([["case-action.refused", caseId]]);
  });

  it("shows any line that was changed afterwards", () => {
    const daily = anAudited({ kind: "mode-set", subject: "daily" });
    const [, behindOne] = chained(null, [daily, daily]);
    const [, behindOther] = chained(null, [{ ...daily, subject: "emergency" }, daily]);
    expect(behindOne!.chain).not.toBe(behindOther!.chain);
  });
});
