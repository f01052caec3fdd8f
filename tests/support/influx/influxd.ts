import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasTool } from "../machine/tools.ts";
import { freePorts } from "../processes/hub-process.ts";
import { until } from "../until.ts";

/** A real InfluxDB 1.x on loopback with a folder of its own. */
export interface Influxd {
  readonly url: string;
  readonly port: number;
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Rows of the one series of an InfluxQL answer, without their column names. */
  query(influxQl: string, database?: string): Promise<readonly (readonly (number | string | null)[])[]>;
  /** Every series of the answer. */
  series(influxQl: string, database?: string): Promise<readonly InfluxSeries[]>;
  write(lines: string, database?: string): Promise<number>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

export interface InfluxSeries {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | string | null)[])[];
}

export interface InfluxdOptions {
  /** User and password to sign in with; made as administrator. */
  readonly admin?: { readonly username: string; readonly password: string };
}

/** A text as InfluxQL quotes it. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}

/** Database every test writes to. */
export const testDatabase = "guanlan";

/** False, said by name, where this machine has no influxd; a failure under CI. */
export function hasInfluxd(): boolean {
  return hasTool("influxd");
}

/** Starts influxd and makes the test database. */
export async function startInfluxd({ admin }: InfluxdOptions = {}): Promise<Influxd> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-influxd-"));
  const [port = 0, backupPort = 0] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, "influxdb.conf");
  writeFileSync(config, configOf(folder, port, backupPort, admin !== undefined));
  const authorization: Readonly<Record<string, string>> =
    admin === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${admin.username}:${admin.password}`).toString("base64")}` };
  let child: ChildProcess | null = null;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await ended;
  };

  const influxd: Influxd = {
    url,
    port,
    get pid() {
      return child?.pid;
    },
    async start() {
      child = spawn("influxd", ["-config", config], { stdio: "ignore", env: { PATH: process.env.PATH } });
      await until("influxd to answer", () => answers(`${url}/ping`));
    },
    kill: () => end("SIGKILL"),
    async query(influxQl, database = testDatabase) {
      return (await influxd.series(influxQl, database))[0]?.values ?? [];
    },
    async series(influxQl, database = testDatabase) {
      const body = new URLSearchParams({ q: influxQl, db: database, epoch: "ms" });
      const response = await fetch(`${url}/query`, { method: "POST", body, headers: authorization });
      const { results = [], error } = (await response.json()) as {
        results?: { series?: InfluxSeries[]; error?: string }[];
        error?: string;
      };
      const failure = error ?? results[0]?.error;
      if (failure !== undefined) throw new Error(`${influxQl}: ${failure}`);
      return results[0]?.series ?? [];
    },
    async write(lines, database = testDatabase) {
      const path = `${url}/write?db=${database}&precision=ms`;
      return (await fetch(path, { method: "POST", body: lines, headers: authorization })).status;
    },
    async remove() {
      await end("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await influxd.start();
  if (admin !== undefined) {
    await influxd.query(`CREATE USER ${admin.username} WITH PASSWORD ${quoted(admin.password)} WITH ALL PRIVILEGES`);
  }
  await influxd.query(`CREATE DATABASE ${testDatabase}`);
  return influxd;
}

function configOf(folder: string, port: number, backupPort: number, hasAuth: boolean): string {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${backupPort}"
[meta]
  dir = "${folder}/meta"
  logging-enabled = false
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
  auth-enabled = ${hasAuth}
[monitor]
  store-enabled = false
`;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 204;
  } catch {
    return false;
  }
}
