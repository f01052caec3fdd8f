import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { ruleSetOf } from "../../../hub/rule-sets/rule-set.ts";
import type { RuleActivation } from "../../../store/ports.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { openJournalAccess } from "../../../store/sqlite/journal/open-journal-access.ts";
import { lastActiveRules, pinnedRules } from "../../../store/sqlite/state/rule-sets.ts";
import { aTransition, effects } from "../../support/effects.ts";
import { anObservation, noon } from "../../support/observations.ts";
import { append, gaugeKeys, openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

const first = ruleSetOf([{ name: "rules.yaml", text: "rules: [] # 一" }], 1);
const second = ruleSetOf([{ name: "rules.yaml", text: "rules: [] # 二" }], 2);

function activation(changes: Partial<RuleActivation> = {}): RuleActivation {
  return { set: first, source: "files", by: null, at: noon, cursor: 7, ...changes };
}

it("ruleSetOf() digests texts and names, whatever their order", () => {
  const [a, b] = [
    { name: "a", text: "1" },
    { name: "b", text: "2" },
  ];
  expect(ruleSetOf([a, b], 2).digest).toBe(ruleSetOf([b, a], 2).digest);
  expect(
    ruleSetOf(
      [
        { name: "a", text: "2" },
        { name: "b", text: "1" },
      ],
      2,
    ).digest,
  ).not.toBe(ruleSetOf([a, b], 2).digest);
  expect(first.digest).toMatch(/^[0-9a-f]{12}$/);
});

it("commit() keeps the set that took over with the cursor at which it did, each text once", async () => {
  const store = await openTestStore();
  expect(await store.ruleSets.newest()).toBeNull();
  await store.state.commit(effects({ activation: activation() }));
  await store.state.commit(effects({ activation: activation({ set: second, cursor: 8 }) }));
  await store.state.commit(effects({ activation: activation({ source: "rollback", by: "liu", cursor: 9 }) }));
  expect(await store.ruleSets.newest()).toEqual({
    activationId: 3,
    digest: first.digest,
    ruleCount: 1,
    source: "rollback",
    by: "liu",
    at: noon,
    cursor: 9,
  });
  expect(await store.ruleSets.filesOf(second.digest)).toEqual(second.files);
  expect(await store.ruleSets.filesOf("none")).toBeNull();
  const page = await store.reader.ruleVersions({ limit: 2, before: null });
  expect(page.rows.map(({ cursor, digest, activatedAt }) => [cursor, digest, activatedAt])).toEqual([
    [9, first.digest, noon],
    [8, second.digest, noon],
  ]);
  const rest = await store.reader.ruleVersions({ limit: 2, before: page.next });
  expect(rest.rows.map(({ cursor }) => cursor)).toEqual([7]);
});

it("a pin set beside a running hub is seen by it at once, and only a kept set can be pinned", async () => {
  const store = await openTestStore();
  await store.state.commit(effects({ activation: activation() }));
  const beside = openCommandStore(store.folder, () => noon);
  onTestFinished(() => beside.close());
  expect(await store.ruleSets.pin()).toBeNull();
  expect(() => beside.ruleSets.pinTo({ digest: "none", by: null, at: noon })).toThrow("wanted a set that is kept");
  beside.ruleSets.pinTo({ digest: first.digest, by: "liu", at: noon });
  expect(await store.ruleSets.pin()).toEqual({ digest: first.digest, by: "liu", at: noon });
  expect(pinnedRules(store.folder)).toEqual({
    pin: { digest: first.digest, by: "liu", at: noon },
    files: first.files,
  });
  expect(beside.ruleSets.release()).toBe(true);
  expect(beside.ruleSets.release()).toBe(false);
  expect(await store.ruleSets.pin()).toBeNull();
  expect(lastActiveRules(store.folder)).toEqual({ digest: first.digest, files: first.files });
});

it("pinnedRules() and keptRules() find nothing where there is no data, or an older Guanlan's", async () => {
  const folder = await temporaryFolder();
  expect([pinnedRules(folder), lastActiveRules(folder)]).toEqual([null, null]);
  const old = new DatabaseSync(filesIn(folder).stateFile);
  old.exec("PRAGMA journal_mode = WAL; CREATE TABLE alarm (alarm_key TEXT)");
  old.close();
  expect([pinnedRules(folder), lastActiveRules(folder)]).toEqual([null, null]);
});

it("StateReader shows what shadow rules found apart from what acts; what completes the record is active nowhere", async () => {
  const store = await openTestStore();
  const key = (name: string) => `${name}|station-1` as ReturnType<typeof aTransition>["alarmKey"];
  await store.state.commit(
    effects({
      transitions: [
        aTransition({ alarmKey: key("live") }),
        aTransition({ alarmKey: key("shadow"), effect: "shadow" }),
        aTransition({ alarmKey: key("late"), effect: "record" }),
      ],
    }),
  );
  const names = (rows: readonly { alarmKey: string }[]) => rows.map(({ alarmKey }) => alarmKey.split("|")[0]);
  const page = { limit: 10, before: null };
  expect(names(await store.reader.activeAlarms({}))).toEqual(["live"]);
  expect(names(await store.reader.activeAlarms({ isShadow: true }))).toEqual(["shadow"]);
  expect(names((await store.reader.transitions({}, page)).rows)).toEqual(["late", "live"]);
  expect(names((await store.reader.transitions({ isShadow: true }, page)).rows)).toEqual(["shadow"]);
  await store.state.commit(
    effects({ transitions: [aTransition({ alarmKey: key("shadow"), effect: "shadow", from: "yellow", to: null })] }),
  );
  expect(await store.reader.activeAlarms({ isShadow: true })).toEqual([]);
});

it("openLog() reads beside a running hub, and finds the row before any moment", async () => {
  const store = await openTestStore();
  const [gauge] = await gaugeKeys(store, 1);
  const rows = Array.from({ length: 40 }, (_, index) =>
    anObservation({
      gauge: gauge!,
      observedAt: noon + index * 1_000,
      receivedAt: noon + Math.floor(index / 4) * 4_000,
    }),
  );
  await append(store.journal, rows);
  await store.state.commit(effects({ rulesCursor: 40, rulesClock: noon }));
  const log = await openJournalAccess(store.folder);
  onTestFinished(() => log.close());
  expect([log.newestSeq, log.saved.cursor, log.saved.clock]).toEqual([40, 40, noon]);
  expect(log.keys.get("gauge-1" as never)).toBe(gauge);
  for (const at of [noon - 1, noon, noon + 1, noon + 4_000, noon + 35_999, noon + 99_000]) {
    expect(await log.lastBefore(at), `before ${at - noon}`).toBe(
      rows.filter(({ receivedAt }) => receivedAt < at).length,
    );
  }
  expect(await log.journal.readAfter(38, 10)).toHaveLength(2);
});
