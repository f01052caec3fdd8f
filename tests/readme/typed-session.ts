import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../support/architecture/rooms.ts";
import { freePorts } from "../support/processes/hub-process.ts";
import { compileCache } from "../support/processes/run-guanlan.ts";
import { until } from "../support/until.ts";
import type { Document, DocumentedCommand } from "./documents.ts";
import { addresses, before, endless, fillIns, notRunHere } from "./tables.ts";

/** What each command of a document printed, both ways, in its order, and what it ended with. */
export interface TypedCommand extends DocumentedCommand {
  readonly output: string;
}

export interface TypedSession {
  readonly typed: readonly TypedCommand[];
  readonly exitCode: number | null;
  /** What the terminal of the demonstration's hub shows. */
  hubOutput(): string;
  close(): Promise<void>;
}

/** Folders that sessions write to: each has a copy. Everything else of the repository is a link. */
const copied: readonly string[] = ["cities", "deploy"];

/** What no newcomer has, or what holds work of others. */
const leftOut: readonly string[] = [".git", "data", "guanlan.yaml", ".env"];

/** Types a document from its first command to its last, in a folder of its own beside a running demonstration. */
export async function typeDocument(document: Document): Promise<TypedSession> {
  const folder = workingFolder();
  const [mqtt = 0, api = 0, dispatch = 0, mqtts = 0, https = 0] = await freePorts(5);
  const settings = {
    hub: {
      language: document.name.includes("zh-CN") ? "zh" : "en",
      demo: { dispatchPort: dispatch },
      logLevel: "warn",
    },
    broker: { tcp: { port: mqtt }, ws: { enabled: false }, tls: { enabled: true, port: mqtts } },
    api: { port: api, tls: { enabled: true, port: https } },
  };
  writeFileSync(join(folder, "guanlan.yaml"), JSON.stringify(settings));
  const hub = startDemonstration(folder);
  try {
    const demoToken = await until("the demonstration to be up", () => {
      if (hub.process.exitCode !== null) throw new Error(`npm start ended: ${hub.output()}`);
      return hub.output().includes("npx mqtt pub") ? /\bgl_\S+/.exec(hub.output())?.[0] : undefined;
    });
    const { exitCode, output } = await runScript(scriptOf(document), folder, {
      MQTT_PORT: mqtt,
      MQTTS_PORT: mqtts,
      API_PORT: api,
      HTTPS_PORT: https,
      DEMO_TOKEN: demoToken,
      HUB_PID: hub.process.pid ?? 0,
    });
    return { typed: typedCommands(document, output), exitCode, hubOutput: hub.output, close: () => close(hub, folder) };
  } catch (problem) {
    await close(hub, folder);
    throw problem;
  }
}

function workingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-readme-"));
  for (const name of readdirSync(root).filter((entry) => !leftOut.includes(entry))) {
    if (copied.includes(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
    else symlinkSync(join(root, name), join(folder, name));
  }
  return folder;
}

interface Demonstration {
  readonly process: ChildProcess;
  output(): string;
}

/** `npm start`, without npm between: signals to npm do not reach what it runs on every system. */
function startDemonstration(folder: string): Demonstration {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { start: string } };
  const [program, ...args] = scripts.start.split(" ");
  if (program !== "node") throw new Error(`npm start runs ${program}`);
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...compileCache, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return { process: child, output: () => output };
}

async function close(hub: Demonstration, folder: string): Promise<void> {
  if (hub.process.exitCode === null && hub.process.signalCode === null) {
    const ended = new Promise((resolve) => hub.process.once("exit", resolve));
    hub.process.kill("SIGKILL");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

const marker = "@@ line ";

/** The document as one script: each command after a line that says where it stands. */
export function scriptOf({ name, steps }: Document): string {
  const pending = before.filter(({ document }) => document === name);
  const parts = steps.flatMap((step) => {
    if ("path" in step) return [`mkdir -p "${dirname(step.path)}"\ncat > "${step.path}" <<'FILE'\n${step.text}FILE`];
    if (notRunHere.some(({ command }) => command.test(step.text))) return [];
    const found = pending.findIndex(({ command }) => command.test(step.text));
    const first = found < 0 ? [] : pending.splice(found, 1).map(({ shell }) => shell);
    return [...first, `echo; echo '${marker}${step.line}'`, asTypedHere(step.text)];
  });
  return [readFileSync(join(import.meta.dirname, "prelude.sh"), "utf8"), ...parts].join("\n");
}

function asTypedHere(text: string): string {
  let typed = text;
  for (const { written, shell } of fillIns)
    typed = typed.replaceAll(written, (_, kind) => shell.replace("{kind}", kind));
  for (const { written, here } of addresses) typed = typed.replaceAll(written, () => here);
  if (!endless.some((command) => command.test(text))) return typed;
  const [command] = typed.split(/ +# /);
  return `${command} --max-time 2 || [ $? = 28 ]`;
}

function runScript(
  script: string,
  folder: string,
  variables: Readonly<Record<string, string | number>>,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const session = join(folder, "session.txt");
  const file = join(folder, "session.sh");
  writeFileSync(file, `exec >> '${session}' 2>&1\n${script}`);
  return new Promise((done, fail) => {
    const child = spawn("bash", [file], {
      cwd: folder,
      env: { ...process.env, ...compileCache, NODE_OPTIONS: "", SESSION: session, ...asTexts(variables) },
      stdio: "ignore",
    });
    child.on("error", fail);
    child.on("close", (exitCode) => done({ exitCode, output: readFileSync(session, "utf8") }));
  });
}

function asTexts(variables: Readonly<Record<string, string | number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

function typedCommands({ steps }: Document, output: string): readonly TypedCommand[] {
  const byLine = new Map(steps.flatMap((step) => ("path" in step ? [] : [[step.line, step] as const])));
  return output
    .split(new RegExp(`^${marker}`, "m"))
    .slice(1)
    .flatMap((part) => {
      const command = byLine.get(Number.parseInt(part, 10));
      return command === undefined ? [] : [{ ...command, output: part.slice(part.indexOf("\n") + 1) }];
    });
}
