import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { ruleSetOf } from "../../../hub/rule-sets/rule-set.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { lastActiveRules, pinnedRules } from "../../../store/sqlite/state/rule-sets.ts";
import { anActivation } from "../../contracts/state-store.ts";
import { effects } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

const first = ruleSetOf([{ name: "rules.yaml", text: "rules: [] # 一" }], 1);

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

it("a pin set beside a running hub is seen by it at once, and only a kept set can be pinned", async () => {
  const store = await openTestStore();
  await store.state.commit(0, effects({ activations: [anActivation(first)] }));
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
