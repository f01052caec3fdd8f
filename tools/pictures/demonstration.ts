import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Language } from "../../domain/text.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** A hub is up within this time, or something is wrong. */
const startMs = 60_000;

/** A demonstration of its own: free ports, a temporary folder, thrown away at the end. */
export interface Demonstration {
  /** Address of its console. */
  readonly url: string;
  /** Signs a browser in, once. */
  readonly link: string;
  stop(): Promise<void>;
}

/** @throws with what it printed where it does not start */
export async function startDemonstration(language: Language): Promise<Demonstration> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-pictures-"));
  const settings = join(folder, "guanlan.yaml");
  writeFileSync(settings, JSON.stringify(settingsIn(folder)));
  const script = join(root, "cli", "guanlan.ts");
  const child = spawn(process.execPath, [script, "start", "--demo", "--settings", settings, "--lang", language], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolveEnded) => child.once("close", () => resolveEnded()));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const link = await linkIn(child.stdout, child.stderr);
    return { url: new URL(link).origin, link, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function settingsIn(folder: string): object {
  return {
    hub: { city: join(root, "cities", "zhengzhou"), demo: { dispatchPort: 0 } },
    broker: { tcp: { port: 0 }, ws: { enabled: false } },
    api: { port: 0 },
    store: { folder: join(folder, "data") },
  };
}

/** The link that it prints; what comes later is read and thrown away. */
function linkIn(...outputs: readonly NodeJS.ReadableStream[]): Promise<string> {
  return new Promise((resolveLink, reject) => {
    let printed = "";
    const timer = setTimeout(() => reject(new Error(`the demonstration does not start:\n${printed}`)), startMs);
    for (const output of outputs) {
      output.on("data", (chunk) => {
        printed = `${printed}${chunk}`.slice(-10_000);
        const [link] = /http:\S+#once=[\w-]+(?=\W)/.exec(printed) ?? [];
        if (link === undefined) return;
        clearTimeout(timer);
        resolveLink(link);
      });
      output.on("end", () => reject(new Error(`the demonstration ended:\n${printed}`)));
    }
  });
}
