import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startOfLog } from "../../domain/position.ts";
import { openTestStore, temporaryFolder } from "../store/support/store-in-folder.ts";
import { hasInfluxd, type Influxd, startInfluxd } from "../support/influx/influxd.ts";
import { noon } from "../support/observations.ts";
import { NetworkFaultProxy } from "../support/processes/network-fault-proxy.ts";
import { until } from "../support/until.ts";
import { gaugesOfProcess } from "./copy-city.ts";

const script = join(import.meta.dirname, "copy-process.ts");
/** Observations a second, as the guarantee has it. */
const rate = 2_000;

describe.runIf(hasInfluxd())("G9: nothing acknowledged is missing from InfluxDB, and nothing is there twice", () => {
  test("after SIGKILL of the writer and of InfluxDB in turns, and an outage between them", async () => {
    const { influxd, folder } = await world();
    const writer = new CopyProcess(folder, influxd.url, "sound");
    for (let round = 0; round < 3; round += 1) {
      await writer.start();
      await writer.passes(300 + Math.floor(Math.random() * 1_500));
      await writer.kill();
    }
    await writer.start();
    await writer.passes(1_000);
    await influxd.kill();
    await writer.passes(3 * rate);
    await influxd.start();
    await writer.passes(500);
    await influxd.kill();
    await writer.passes(500);
    // Both at once: what was on its way is known to nobody.
    await writer.kill();
    await influxd.start();
    await writer.start();
    await writer.level();
    const { missing, surplus, kept } = await compare(influxd, folder, writer.acknowledged);
    expect(kept).toBeGreaterThan(4 * rate);
    expect({ missing, surplus }).toEqual({ missing: [], surplus: 0 });
  });

  test("through a network that is silent, resets, or swallows the answers", async () => {
    const { influxd, folder } = await world();
    const proxy = await NetworkFaultProxy.before(() => influxd.port);
    onTestFinished(() => proxy.close());
    const writer = new CopyProcess(folder, proxy.url, "sound");
    await writer.start();
    await writer.passes(rate / 2);
    for (const mode of ["reset", "mute", "closed", "silent", "mute"] as const) {
      proxy.turn(mode);
      await writer.passes(rate / 2);
      proxy.turn("open");
      await writer.passes(rate / 4);
    }
    await writer.level();
    const { missing, surplus } = await compare(influxd, folder, writer.acknowledged);
    expect({ missing, surplus }).toEqual({ missing: [], surplus: 0 });
  });

  test("control: a writer whose cursor moves before the answer loses readings", async () => {
    const { influxd, folder } = await world();
    const writer = new CopyProcess(folder, influxd.url, "early");
    await writer.start();
    await writer.passes(1_000);
    await influxd.kill();
    await writer.passes(1_000);
    await influxd.start();
    await writer.level();
    expect((await compare(influxd, folder, writer.acknowledged)).missing.length).toBeGreaterThan(100);
  });

  test("control: a writer that sends anything but the same bytes again doubles readings", async () => {
    const { influxd, folder } = await world();
    const proxy = await NetworkFaultProxy.before(() => influxd.port);
    onTestFinished(() => proxy.close());
    const writer = new CopyProcess(folder, proxy.url, "marked");
    await writer.start();
    await writer.passes(500);
    proxy.turn("mute");
    await writer.passes(1_000);
    proxy.turn("open");
    await writer.level();
    const { missing, surplus } = await compare(influxd, folder, writer.acknowledged);
    expect(missing).toEqual([]);
    expect(surplus).toBeGreaterThan(0);
  });
});

async function world(): Promise<{ readonly influxd: Influxd; readonly folder: string }> {
  const influxd = await startInfluxd();
  onTestFinished(() => influxd.remove());
  return { influxd, folder: await temporaryFolder() };
}

/**
 * The journal beside InfluxDB, value by value. Observation `n` is of gauge `n % gauges`, at `noon + n`, with value `n`.
 *
 * @param acknowledged how many observations were acknowledged
 */
async function compare(influxd: Influxd, folder: string, acknowledged: number) {
  const store = await openTestStore({ folder });
  const { rows } = await store.journalReader.readAfter(startOfLog, 10_000_000);
  const kept = rows.map(({ value }) => value);
  const series = await influxd.series('SELECT "value" FROM "observation" GROUP BY *');
  const points = series.flatMap(({ tags, values }) => values.map(([time, value]) => ({ tags, time, value })));
  const right = points.filter(
    ({ tags, time, value }) =>
      time === noon + Number(value) && tags?.gauge === `gauge-${(Number(value) % gaugesOfProcess) + 1}`,
  );
  const held = new Set(right.map(({ value }) => value));
  expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
  return { missing: kept.filter((value) => !held.has(value)), surplus: points.length - held.size, kept: kept.length };
}

/** A store and its writer in a process of their own, to be killed. */
class CopyProcess {
  acknowledged = 0;
  readonly #args: readonly string[];
  #child: ChildProcess | null = null;
  #said = "";
  #isLevel = false;

  constructor(folder: string, url: string, variant: "sound" | "early" | "marked") {
    this.#args = [script, folder, url, String(rate), variant];
    onTestFinished(() => this.kill());
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [...this.#args], { stdio: ["pipe", "pipe", "inherit"] });
    this.#child = child;
    this.#said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => this.#hear(text));
    await until("the writer to be up", () => this.#said.includes("ready") || child.exitCode !== null);
    expect(child.exitCode).toBeNull();
  }

  /** Resolves when so many more observations are acknowledged. */
  async passes(count: number): Promise<void> {
    const goal = this.acknowledged + count;
    await until(`${goal} acknowledged`, () => this.acknowledged >= goal);
  }

  /** Ends the readings and resolves when InfluxDB has answered for all of them. */
  async level(): Promise<void> {
    this.#isLevel = false;
    this.#child?.stdin?.write("stop\n");
    await until("the writer to be level", () => this.#isLevel);
    await this.kill();
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  #hear(text: string): void {
    this.#said = (this.#said + text).slice(-1_000);
    const last = [...text.matchAll(/acknowledged (\d+)/g)].at(-1)?.[1];
    if (last !== undefined) this.acknowledged = Number(last);
    if (/^level/m.test(text)) this.#isLevel = true;
  }
}
