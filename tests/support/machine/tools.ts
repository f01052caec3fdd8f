import { spawnSync } from "node:child_process";
import { missing } from "../shared.ts";

/** Programs beside Node that tests talk to: what asks each for its version, and the Debian package that holds it. */
const tools = {
  influxd: { ask: ["version"], debianPackage: "influxdb" },
  javac: { ask: ["-version"], debianPackage: "default-jdk-headless" },
  openssl: { ask: ["version"], debianPackage: "openssl" },
  python3: { ask: ["--version"], debianPackage: "python3" },
} as const;

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
  return spawnSync(tool, tools[tool].ask, { stdio: "ignore" }).status === 0;
}
