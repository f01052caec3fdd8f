import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { append, gaugeKeys, openTestStore } from "../../store/support/store-in-folder.ts";
import { hasInfluxd, type Influxd, startInfluxd, testDatabase } from "../../support/influx/influxd.ts";
import { anObservation } from "../../support/observations.ts";
import { freePorts } from "../../support/processes/hub-process.ts";
import { type CommandRun, runGuanlan } from "../../support/processes/run-guanlan.ts";

const admin = { username: "guanlan", password: "p w" };

describe.runIf(hasInfluxd())("guanlan influx, with an InfluxDB that asks who is there", () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd({ admin });
  });
  afterAll(() => influxd.remove());

  /** A data folder with one observation, and the command line beside it. */
  async function world() {
    const store = await openTestStore();
    const [gauge] = await gaugeKeys(store, 1);
    await append(store.journal, [anObservation({ gauge: gauge! })]);
    const right = {
      GUANLAN_STORE__FOLDER: store.folder,
      GUANLAN_INFLUX__ENABLED: "true",
      GUANLAN_INFLUX__URL: influxd.url,
      GUANLAN_INFLUX__DATABASE: testDatabase,
      GUANLAN_INFLUX__AUTH: "password",
      GUANLAN_INFLUX__USERNAME: admin.username,
      GUANLAN_INFLUX__RETRYMS: "10",
      GUANLAN_INFLUX_PASSWORD: admin.password,
    };
    return (command: string, changes: Readonly<Record<string, string>> = {}): Promise<CommandRun> =>
      runGuanlan(["influx", command], { ...right, ...changes });
  }

  test.each([
    ["a wrong password", { GUANLAN_INFLUX_PASSWORD: "wrong" }, "store.influx_held", "401", "influx.username"],
    ["no database", { GUANLAN_INFLUX__DATABASE: "none" }, "store.influx_held", "404", "CREATE DATABASE"],
    ["no secret", { GUANLAN_INFLUX_PASSWORD: "" }, "store.influx_secret_missing", "GUANLAN_INFLUX_PASSWORD", "_FILE"],
    ["no InfluxDB asked for", { GUANLAN_INFLUX__ENABLED: "false" }, "store.influx_disabled", "false", "influx.enabled"],
  ])("backfill tells of %s what it is, and how to mend it in either language", async (_, changes, code, got, fix) => {
    const guanlan = await world();
    const [english, chinese] = await Promise.all([
      guanlan("backfill", changes),
      guanlan("backfill", { ...changes, LC_ALL: "zh_CN.UTF-8" }),
    ]);
    expect(english).toMatchObject({ code: 1, out: "" });
    expect(english.err).toMatch(new RegExp(`${code}.*${got}[\\s\\S]*\nTo mend it: .*${fix}`));
    expect(chinese.err).toMatch(new RegExp(`${code}.*${got}[\\s\\S]*\n修正：.*${fix}`));
    for (const { err } of [english, chinese]) expect(err).not.toContain(admin.password);
  });

  test("an InfluxDB that is not there is told after a few attempts, and status says so at once", async () => {
    const guanlan = await world();
    const [port = 0] = await freePorts(1);
    const nowhere = { GUANLAN_INFLUX__URL: `http://127.0.0.1:${port}` };
    expect((await guanlan("backfill", nowhere)).err).toMatch(
      /store\.influx_unreachable[\s\S]*To mend it: see that InfluxDB runs/,
    );
    expect((await guanlan("status", nowhere)).out).toMatch(/takes nothing: .*ECONNREFUSED/);
  });

  test("status says whether InfluxDB takes anything, and how far the copy is", async () => {
    const guanlan = await world();
    const before = await guanlan("status");
    expect(before.out).toContain(`InfluxDB at ${influxd.url}, database ${testDatabase}: takes what the hub writes`);
    expect(before.out).toContain("nothing was ever sent");
    expect((await guanlan("backfill", { LC_ALL: "zh_CN.UTF-8" })).out).toContain(
      "已写入 1 个观测值、0 次变化，拒收 0 行",
    );
    const after = await guanlan("status");
    expect(after.out).toContain("0 rows waiting, 0 lines ever refused");
    expect(after.out).toContain("InfluxDB holds all that the journal holds");
    const refused = await guanlan("status", { GUANLAN_INFLUX_PASSWORD: "wrong" });
    expect(refused.out).toMatch(/takes nothing: 401/);
  });
});
