import { spawnSync } from "node:child_process";
import { missing } from "../shared.ts";

interface ToolEntry {
  readonly ask: readonly string[];
  /** Exit codes of a tool that is there; 0 where left out. */
  readonly mayEndWith?: readonly number[];
  readonly debianPackage: string;
}

/** Programs beside Node that tests talk to: what asks each for its version, and the Debian package that holds it. */
const tools = {
  // Asked as /usr/bin/chromium: Debian's, which is what an old machine in a duty room runs.
  chromium: { ask: ["--version"], debianPackage: "chromium" },
  curl: { ask: ["--version"], debianPackage: "curl" },
  influxd: { ask: ["version"], debianPackage: "influxdb" },
  javac: { ask: ["-version"], debianPackage: "default-jdk-headless" },
  // Its versions 1 and 2.0 end a question for help with 1.
  mosquitto_pub: { ask: ["--help"], mayEndWith: [0, 1], debianPackage: "mosquitto-clients" },
  openssl: { ask: ["version"], debianPackage: "openssl" },
  // libxml2: an XML parser and schema validator that is not ours.
  xmllint: { ask: ["--version"], debianPackage: "libxml2-utils" },
  python3: { ask: ["--version"], debianPackage: "python3" },
} as const satisfies Readonly<Record<string, ToolEntry>>;

export type Tool = keyof typeof tools;

/** False, said by name with the command that installs it, where this machine lacks the tool; a failure under CI. */
export function hasTool(tool: Tool): boolean {
  if (runs(tool)) return true;
  missing(tool, `apt-get install -y ${tools[tool].debianPackage}`);
  return false;
}

/** Debian packages that this machine lacks of what the tests talk to. */
export function lackedPackages(): readonly string[] {
  return (Object.keys(tools) as Tool[]).filter((tool) => !runs(tool)).map((tool) => tools[tool].debianPackage);
}

function runs(tool: Tool): boolean {
  const { ask, mayEndWith = [0] }: ToolEntry = tools[tool];
  const { status } = spawnSync(tool, ask, { stdio: "ignore" });
  return status !== null && mayEndWith.includes(status);
}
