import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type RunningHub, type RunningHubOptions, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

const processes = join(import.meta.dirname, "..", "..", "support", "processes");

interface Readiness {
  readonly checks: readonly {
    readonly name: string;
    readonly isOk: boolean;
    readonly words: { readonly en: string };
  }[];
}

let hub: RunningHub;

afterEach(() => hub?.close());

async function runBreakable(thread: string, fault: "end" | "hang", settings: RunningHubOptions["settings"] = {}) {
  hub = await runHub({
    script: join(processes, "break-a-thread.ts"),
    env: { TEST_THREAD: thread, TEST_THREAD_FAULT: fault },
    settings,
  });
}

async function publish(depth: number): Promise<void> {
  const device = await hub.device(0);
  const payload = JSON.stringify({ t: Date.now(), values: { c0: depth } });
  await device.publishAsync("v1/devices/d0/readings", payload, { qos: 1 });
}

/** Words of a check that fails; null while it does not. */
async function failing(name: string): Promise<string | null> {
  const { checks } = (await (await hub.fetch("/ready")).json()) as Readiness;
  const check = checks.find((each) => each.name === name);
  return check?.isOk === false ? check.words.en : null;
}

describe("a thread that ends", () => {
  it.each(["journal-thread", "state-thread"])(
    "of the writer %s ends the process with a code, and nothing acknowledged is lost",
    async (thread) => {
      await runBreakable(thread, "end");
      await publish(0.01);
      hub.process.signal("SIGUSR2");
      await until("the process to end", () => hub.process.ended);
      expect(hub.process.ended).toBe(1);
      expect(hub.process.output).toContain("store.worker_stopped");
      await hub.process.start();
      await publish(0.02);
      const { rows } = await hub.get<{ rows: readonly object[] }>(
        `/api/v1/gauges/s0-c0/observations?from=${new Date(Date.now() - 3_600_000).toISOString()}`,
      );
      expect(rows).toHaveLength(2);
    },
  );

  it("of a reader is started again, and the API answers", async () => {
    await runBreakable("reader-thread", "end");
    await publish(0.01);
    hub.process.signal("SIGUSR2");
    await until("the log to say so", () => hub.process.output.includes("is started again"));
    await until("the API to answer", async () => (await hub.fetch("/api/v1/cases")).status === 200);
    await publish(0.02);
    expect(hub.process.ended).toBeNull();
    expect((await hub.fetch("/ready")).status).toBe(200);
  });
});

describe("a thread that hangs", () => {
  it.each([
    ["journal-thread", "journal", "acknowledgements"],
    ["state-thread", "decisions", "decisions"],
  ])("turns readiness red, and %s's standstill is ended", async (thread, check, standstill) => {
    await runBreakable(thread, "hang", { hub: { watchdogWorkMs: 5_000 } });
    hub.process.signal("SIGUSR2");
    const publishing = publish(0.5).catch(() => {});
    expect(await until("readiness to say so", () => failing(check))).toContain("ends itself");
    await until("the watchdog to end it", () => hub.process.ended);
    expect(hub.process.ended).toBe("SIGKILL");
    expect(hub.process.output).toContain(`"standstill":"${standstill}"`);
    void publishing;
  });

  it("keeps no signal to end from being obeyed", async () => {
    await runBreakable("journal-thread", "hang", { hub: { watchdogWorkMs: 0 } });
    hub.process.signal("SIGUSR2");
    const publishing = publish(0.5).catch(() => {});
    await until("readiness to say so", () => failing("journal"));
    hub.process.signal("SIGTERM");
    await until("the process to end", () => hub.process.ended !== null);
    void publishing;
  });
});

it("an event loop that stands still is ended, and a signal to end with it", async () => {
  hub = await runHub({
    script: join(processes, "stall-the-event-loop.ts"),
    settings: { hub: { watchdogEventLoopMs: 1_000 } },
  });
  hub.process.signal("SIGUSR2");
  hub.process.signal("SIGTERM");
  await until("the process to end", () => hub.process.ended);
  expect(hub.process.ended).toBe("SIGKILL");
  expect(hub.process.output).toContain('"standstill":"event-loop"');
});
