import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { expect, it } from "vitest";
import { programFor } from "../../cli/command-line.ts";
import { openTerminal } from "../../cli/terminal.ts";
import { settingsSchema } from "../../hub/settings/settings.ts";
import { leavesOf, otherVariables, variableName } from "../../hub/settings/settings-environment.ts";
import { errorsByComponent } from "../../tools/docs/errors-docs.ts";
import { shapeOf } from "../../yaml/shape.ts";
import { foldersWithSources, root, sourcesOf, textOf } from "../support/architecture/rooms.ts";
import { trackedDocuments } from "./documents.ts";

const texts = trackedDocuments().map((name) => [name, readFileSync(join(root, name), "utf8")] as const);
const program = programFor(openTerminal({}, "en"));
const leaves = leavesOf(shapeOf(settingsSchema)).map(({ path }) => path);

/** Everything that `pattern` finds in what people read, said as `document: what`. */
function named(
  pattern: RegExp,
  isThere: (found: string) => boolean,
): { readonly all: number; readonly strays: readonly string[] } {
  const found = texts.flatMap(([name, text]) =>
    [...text.matchAll(pattern)].map(([, what = ""]) => [name, what] as const),
  );
  return {
    all: found.length,
    strays: found.filter(([, what]) => !isThere(what)).map(([name, what]) => `${name}: ${what}`),
  };
}

it("commands that documents name, with their options, are commands", () => {
  const inText = named(/`(?:npm run (?:-s )?guanlan -- |npx guanlan |guanlan )([^`]+)`/g, isCommand);
  expect(inText.all).toBeGreaterThan(30);
  expect(inText.strays).toEqual([]);
  const inBlocks = named(/^npm run (?:-s )?guanlan -- (.+)$/gm, isCommand);
  expect(inBlocks.all).toBeGreaterThan(20);
  expect(inBlocks.strays).toEqual([]);
  const table = /\| command \| does \|\n([\s\S]*?)\n\n/.exec(
    texts.find(([name]) => name === "README.md")?.[1] ?? "",
  )?.[1];
  const inTable = [...(table ?? "").matchAll(/^\| `([^`]+)`/gm)].map(([, words]) => words as string);
  expect(inTable.length).toBeGreaterThan(15);
  expect(inTable.filter((words) => !isCommand(words))).toEqual([]);
  expect(["fly", "device fly", "device add x --wings"].filter(isCommand)).toEqual([]);
});

/** Whether words after `guanlan` lead to a command, and every long option among them is one of its own or of the program. */
function isCommand(text: string): boolean {
  const [typed = ""] = text.split(/ +# /);
  const words = typed.split(/\s+/);
  let command: Command = program;
  while (command.commands.length > 0) {
    const word = words.shift();
    // A placeholder, or the words end with the group: `guanlan rules`.
    if (word === undefined || !/^[a-z]/.test(word)) break;
    const next = command.commands.find((inner) => inner.name() === word);
    if (next === undefined) return false;
    command = next;
  }
  const known = [...command.options, ...program.options].map(({ long }) => long).concat("--help");
  return words.filter((word) => /^--[a-z]/.test(word)).every((word) => known.includes(word.replace(/=.*/, "")));
}

it("settings and their variables that documents name are settings", () => {
  const keys = new Set(leaves.flatMap((path) => path.map((_, index) => path.slice(0, index + 1).join("."))));
  const groups = new Set(leaves.map(([group]) => group as string));
  const codes = new Set(Object.values(errorsByComponent).flatMap((errors) => Object.keys(errors)));
  const isSetting = (what: string) =>
    !groups.has(what.split(".")[0] as string) ||
    keys.has(what) ||
    codes.has(what) ||
    /\.(?:md|db|json|ts|yaml)$/.test(what);
  const inText = named(/`([a-z]+(?:\.[a-zA-Z_]+)+)(?:: [^`]*)?`/g, isSetting);
  expect(inText.all).toBeGreaterThan(200);
  expect(inText.strays).toEqual([]);
  const variables = new Set([...leaves.map(variableName), ...Object.keys(otherVariables)]);
  // Of docker-compose.yml and examples/receiver.ts, the secret that the demonstration's endpoint names, how a name is formed, and one that there is not.
  const others = new Set([
    "GUANLAN_BIND",
    "GUANLAN_WEBHOOK_SECRET",
    "GUANLAN_DISPATCH_SECRET",
    "GUANLAN_ROOM__KEY",
    "GUANLAN_BROKER__LISTENERS__X__PORT",
  ]);
  const inCommands = named(/\b(GUANLAN_[A-Z_]+[A-Z])\b/g, (name) => variables.has(name) || others.has(name));
  expect(inCommands.strays).toEqual([]);
});

it("metrics that documents name are counted somewhere", () => {
  const sources = foldersWithSources()
    .filter((folder) => folder !== "tests")
    .flatMap(sourcesOf)
    .map(textOf)
    .join("\n");
  const metrics = named(/`(guanlan_[a-z_]+)/g, (name) => sources.includes(`"${name.slice("guanlan_".length)}"`));
  expect(metrics.all).toBeGreaterThan(8);
  expect(metrics.strays).toEqual([]);
});
