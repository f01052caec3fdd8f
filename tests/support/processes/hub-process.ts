import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join, resolve } from "node:path";
import { until } from "../until.ts";
import { compileCache } from "./run-guanlan.ts";

const root = resolve(import.meta.dirname, "..", "..", "..");

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<"guanlan", string>>;
};

/**
 * Of Node.js, as package.json starts the hub: publishes waiting for their commit outlive a small nursery and would be copied twice. Of
 * 64 MiB and 128 MiB the larger took 12 % less processor time a reading, all threads together, at 500 devices with 10 in flight.
 *
 * Where rows wait for their commit while the nursery is still small, V8 comes to place every later row among the old at once:
 * 3 MB of garbage a second at 20,000 readings, and a long collection every few seconds. It is told not to.
 *
 * The warning is `vm.measureMemory`'s (cli/collect-garbage.ts).
 */
export const hubFlags: readonly string[] = scripts.guanlan.split(" ").filter((word) => word.startsWith("--"));

export interface HubProcessOptions {
  /** Folder for settings, data and city; the city stands in `<folder>/city`. */
  readonly folder: string;
  readonly mqttPort: number;
  readonly apiPort: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Merged over the settings every test hub has, group by group. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Script to run in place of cli/guanlan.ts: the broken variants of proofs. */
  readonly script?: string;
  /** What stands behind `start --settings <file>`. */
  readonly args?: readonly string[];
}

/** A hub in a process of its own, to be killed. */
export class HubProcess {
  readonly options: HubProcessOptions;
  readonly settingsFile: string;
  #child: ChildProcess | null = null;
  #output = "";

  constructor(options: HubProcessOptions) {
    this.options = options;
    this.settingsFile = join(options.folder, "guanlan.yaml");
    writeFileSync(this.settingsFile, JSON.stringify(settingsFor(options)));
  }

  /** Resolves once the hub says it is up. */
  async start(): Promise<void> {
    const script = this.options.script ?? join(root, "cli", "guanlan.ts");
    const child = spawn(
      process.execPath,
      [...hubFlags, script, "start", "--settings", this.settingsFile, ...(this.options.args ?? [])],
      {
        cwd: root,
        env: { ...process.env, ...compileCache, ...this.options.env, NODE_OPTIONS: "" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.#child = child;
    this.#output = "";
    child.stdout?.on("data", (chunk) => this.#keep(chunk));
    child.stderr?.on("data", (chunk) => this.#keep(chunk));
    await until("the hub to be up", () => {
      if (child.exitCode !== null) throw new Error(`the hub ended with ${child.exitCode}: ${this.#output}`);
      return this.#output.includes("Guanlan is up");
    });
  }

  /** SIGKILL: nothing is flushed, nothing said goodbye to. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<number | null> {
    return this.#end("SIGTERM");
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How it ended: its exit code, or the signal that ended it; null while it runs. */
  get ended(): number | NodeJS.Signals | null {
    return this.#child?.exitCode ?? this.#child?.signalCode ?? null;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  get output(): string {
    return this.#output;
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<void>((resolveEnded) => child.once("exit", () => resolveEnded()));
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  #keep(chunk: Buffer): void {
    this.#output = (this.#output + chunk.toString()).slice(-20_000);
  }
}

function settingsFor({ folder, mqttPort, apiPort, settings = {} }: HubProcessOptions): object {
  const base: Record<string, Record<string, unknown>> = {
    hub: { city: join(folder, "city"), language: "en", logLevel: "warn" },
    broker: {
      tcp: { port: mqttPort },
      ws: { enabled: false },
      publishesPerSecond: 1_000_000,
      publishBurst: 1_000_000,
      connectsPerMinute: 100_000,
    },
    ingest: { archiveOnlyAfterMs: 0 },
    store: { folder: join(folder, "data") },
    api: { port: apiPort },
  };
  for (const [group, values] of Object.entries(settings)) base[group] = { ...base[group], ...values };
  return base;
}

/**
 * Below those that systems give out by themselves (32768 and up on Linux): a client's own end takes none of them meanwhile. Each of
 * the runner's workers has its own, handed out in turn: what is free now is still free when a hub that starts has come to listen.
 */
const portsOfAll = { from: 20_000, below: 32_000 };

const mostWorkers = 16;

const share = (portsOfAll.below - portsOfAll.from) / mostWorkers;

const firstPort = portsOfAll.from + share * (Number(process.env.VITEST_POOL_ID ?? 0) % mostWorkers);

let lastGiven = randomInt(share);

function nextPort(): number {
  lastGiven = (lastGiven + 1) % share;
  return firstPort + lastGiven;
}

/** As many different ports as asked for that nothing listens on at this moment. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  // All are held open together: a port given back at once may be handed out again.
  const free = await Promise.all(servers.map(listenSomewhere));
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return free;
}

async function listenSomewhere(server: Server): Promise<number> {
  for (;;) {
    const port = nextPort();
    const isFree = await new Promise<boolean>((resolveFree, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) =>
        error.code === "EADDRINUSE" ? resolveFree(false) : reject(error),
      );
      server.listen(port, "127.0.0.1", () => resolveFree(true));
    });
    if (isFree) return port;
  }
}
