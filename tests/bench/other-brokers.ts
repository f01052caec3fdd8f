import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "../support/processes/hub-process.ts";
import { until } from "../support/until.ts";

export interface RunningBroker {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startBareAedes(): Promise<RunningBroker> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare-aedes.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  const port = Number(await until("bare Aedes to listen", () => /^\d+\n/.exec(text)?.[0]));
  return { port, stop: () => ended(child) };
}

/** Mosquitto as Debian ships it, keeping nothing; null where it is not installed. */
export async function startMosquitto(): Promise<RunningBroker | null> {
  if (spawnSync("mosquitto", ["-h"]).error !== undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "guanlan-mosquitto-"));
  const [port = 0] = await freePorts(1);
  const file = join(folder, "mosquitto.conf");
  writeFileSync(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\nmax_inflight_messages 0\n`,
  );
  const child = spawn("mosquitto", ["-c", file], { stdio: "ignore" });
  await until("mosquitto to listen", () => accepts(port));
  return {
    port,
    async stop() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}
