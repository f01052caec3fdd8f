import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { RuleSetSource } from "../../../domain/rule-set.ts";
import { rollbackTarget } from "../../../hub/rule-sets/rules-versions.ts";
import type { StoredActivation } from "../../../store/ports.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Rules {
  readonly running: { readonly digest: string; readonly source: string; readonly by: string | null };
  readonly pin: { readonly digest: string } | null;
  readonly files: { readonly digest: string; readonly isRunning: boolean };
}

describe("rollbackTarget()", () => {
  const activations = (...steps: readonly (readonly [string, RuleSetSource])[]): readonly StoredActivation[] =>
    steps
      .map(([digest, source], at) => ({
        ...{ activationId: at, digest, source, by: null, at, ruleCount: 1 },
        position: { row: at, entry: at },
      }))
      .toReversed();

  it("goes back to the set before, and twice to the one before that, never to the one fled from", () => {
    const three = [
      ["a1", "files"],
      ["b2", "files"],
      ["c3", "files"],
    ] as const;
    expect(rollbackTarget(activations(...three))).toBe("b2");
    expect(rollbackTarget(activations(...three, ["b2", "rollback"]))).toBe("a1");
    expect(() => rollbackTarget(activations(...three, ["a1", "rollback"]))).toThrow("set before a1");
  });

  it("takes the beginning of a digest that is one set's alone", () => {
    const kept = activations(["ab12", "files"], ["ab34", "files"]);
    expect(rollbackTarget(kept, "ab1")).toBe("ab12");
    expect(() => rollbackTarget(kept, "ab")).toThrow("begin one digest only: got ab34 and ab12");
    expect(() => rollbackTarget(kept, "ff")).toThrow("kept are ab34, ab12");
    expect(() => rollbackTarget([], undefined)).toThrow("kept are none");
  });
});

describe("guanlan rules rollback", () => {
  let hub: RunningHub;
  afterEach(() => hub.close());

  const rulesNow = (): Promise<Rules> => hub.get<Rules>("/api/v1/rules");
  const guanlan = (...args: readonly string[]) =>
    runGuanlan(["rules", ...args, "--settings", hub.process.settingsFile], { GUANLAN_TEST_SECRET: "unused" });

  it("a running hub goes back in one step, stays there over edits and a restart, and follows the files again once released", async () => {
    hub = await runHub();
    const file = join(hub.folder, "city", "rules.yaml");
    const good = readFileSync(file, "utf8");
    const { running: first } = await rulesNow();
    const bad = good.replaceAll('"raise": 0.15', '"raise": 0.01');
    writeFileSync(file, bad);
    const { running: second } = await until("the bad rules", async () => {
      const now = await rulesNow();
      return now.running.digest === first.digest ? null : now;
    });

    const back = await guanlan("rollback");
    expect(back).toMatchObject({ code: 0, err: "" });
    expect(back.out).toContain(`${first.digest} runs now`);
    expect(await rulesNow()).toMatchObject({
      running: { digest: first.digest, source: "rollback" },
      pin: { digest: first.digest },
      files: { digest: second.digest, isRunning: false },
    });
    expect(readFileSync(file, "utf8"), "the author's file").toBe(bad);

    writeFileSync(file, bad.replaceAll("patrol", "patrol now"));
    await until("the edit to be seen", async () => (await rulesNow()).files.digest !== second.digest);
    await hub.process.stop();
    await hub.process.start();
    expect(hub.process.output).toContain(`rolled back to ${first.digest}`);
    const restarted = await until("the files to be looked at", async () => {
      const now = await rulesNow();
      return now.files.digest === first.digest ? null : now;
    });
    expect(restarted.running).toMatchObject({ digest: first.digest, source: "rollback" });

    const list = await guanlan("versions");
    expect(list.out.split("\n").filter((line) => line !== "")).toHaveLength(3);
    expect(list.out.split("\n")[0]).toMatch(new RegExp(`^${first.digest} .*rolled back to.*runs, files wait`));

    expect((await guanlan("release")).out).toContain("released");
    const released = await until("the files to decide again", async () => {
      const now = await rulesNow();
      return now.files.isRunning ? now : null;
    });
    expect(released).toMatchObject({ running: { source: "files" }, pin: null });
    expect((await guanlan("release")).out).toContain("nothing was rolled back");
  });

  it("a broken rule file cannot keep a hub that was rolled back from starting; the mistakes are shown", async () => {
    hub = await runHub();
    const file = join(hub.folder, "city", "rules.yaml");
    const { running: first } = await rulesNow();
    await hub.process.stop();
    const back = await guanlan("rollback", first.digest.slice(0, 6));
    expect(back.out).toContain(`${first.digest} runs now`);
    writeFileSync(file, "rules: [");
    await hub.process.start();
    const ready = await until("the mistakes", async () => {
      const { checks } = (await (await hub.fetch("/ready")).json()) as {
        checks: readonly { name: string; words: { en: string } }[];
      };
      const words = checks.find(({ name }) => name === "rules-files")?.words.en;
      return words?.includes("rules.yaml:1:9") ? words : null;
    });
    expect(ready).toContain(`${first.digest} runs on`);
  });

  it("refuses what is not kept, and what does not fit the city, before anything changes", async () => {
    hub = await runHub();
    expect(await guanlan("rollback")).toMatchObject({ code: 1 });
    expect((await guanlan("rollback", "ffff")).err).toContain("hub.no_rule_version");
    expect((await rulesNow()).pin).toBeNull();
    const { running } = await rulesNow();
    await until("the running set to be kept", async () => (await guanlan("versions")).out.includes(running.digest));
    const stations = join(hub.folder, "city", "stations.yaml");
    writeFileSync(stations, readFileSync(stations, "utf8").replaceAll('"depth"', '"ghost"'));
    expect(await guanlan("rollback", running.digest)).toMatchObject({ code: 2 });
    expect((await rulesNow()).pin).toBeNull();
  });
});
