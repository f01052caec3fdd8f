import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/architecture/rooms.ts";

/** A command as a document has it, in a block marked `sh`; lines that end with a backslash go on. */
export interface DocumentedCommand {
  readonly text: string;
  /** Line of the document where it begins, from 1. */
  readonly line: number;
}

/** A block of a document that begins with a comment naming a file: `# next/rules/trial.yaml`. */
export interface DocumentedFile {
  readonly path: string;
  readonly text: string;
  readonly line: number;
}

export interface Document {
  /** Path from the root of the repository. */
  readonly name: string;
  /** In the order of the document. */
  readonly steps: readonly (DocumentedCommand | DocumentedFile)[];
  /** Lines that the document says the hub's terminal will show: its blocks marked `text`. */
  readonly terminal: readonly string[];
}

/** Every document of the repository that has something to type. */
export function documentsToType(): readonly Document[] {
  return trackedDocuments()
    .map((name) => {
      const text = readFileSync(join(root, name), "utf8");
      return { name, steps: stepsOf(text), terminal: terminalOf(text) };
    })
    .filter(({ steps }) => steps.some((step) => !("path" in step)));
}

/** Every Markdown file that people read, the list of changes left out. */
export function trackedDocuments(): readonly string[] {
  return execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((name) => name !== "" && name !== "CHANGELOG.md");
}

export function stepsOf(text: string): Document["steps"] {
  const steps: (DocumentedCommand | DocumentedFile)[] = [];
  for (const { groups, index } of text.matchAll(/^ *```(?<kind>\w*)[^\n]*\n(?<body>[\s\S]*?)^ *```/gm)) {
    const { kind = "", body = "" } = groups ?? {};
    const firstLine = text.slice(0, index).split("\n").length + 1;
    const path = /^# (\S+\/\S+\.(?:yaml|csv|json))\n/.exec(body)?.[1];
    if (kind === "sh") steps.push(...commandsOf(body, firstLine));
    else if (path !== undefined) steps.push({ path, text: body, line: firstLine });
  }
  return steps;
}

function terminalOf(text: string): readonly string[] {
  return [...text.matchAll(/^```text\n([\s\S]*?)\n```/gm)].flatMap(([, lines = ""]) => lines.split("\n"));
}

function commandsOf(body: string, firstLine: number): readonly DocumentedCommand[] {
  const commands: DocumentedCommand[] = [];
  let text = "";
  let line = firstLine;
  for (const [index, part] of body.trimEnd().split("\n").entries()) {
    if (text === "") line = firstLine + index;
    text += text === "" ? part : `\n${part}`;
    if (part.endsWith("\\")) continue;
    if (!/^\s*(#.*)?$/.test(text)) commands.push({ text, line });
    text = "";
  }
  return commands;
}
