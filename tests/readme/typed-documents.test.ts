import { describe, expect, it } from "vitest";
import { hasTool } from "../support/machine/tools.ts";
import { until } from "../support/until.ts";
import { type DocumentedCommand, documentsToType, stepsOf } from "./documents.ts";
import { addresses, before, endless, fillIns, notRunHere, shown } from "./tables.ts";
import { scriptOf, typeDocument } from "./typed-session.ts";

const documents = documentsToType();
const commands = documents.flatMap(({ name, steps }) =>
  steps.flatMap((step) => ("path" in step ? [] : [{ document: name, text: step.text }])),
);

function isRun({ text }: Pick<DocumentedCommand, "text">): boolean {
  return !notRunHere.some(({ command }) => command.test(text));
}

describe.skipIf(!hasTool("mosquitto_pub") || !hasTool("curl"))("typed from top to bottom beside `npm start`", () => {
  const withCommands = documents.filter(({ steps }) => steps.some((step) => !("path" in step) && isRun(step)));

  it.each(withCommands.map((document) => [document.name, document] as const))("%s", async (name, document) => {
    const session = await typeDocument(document);
    try {
      const last = session.typed.at(-1);
      const where = `${name}:${last?.line ?? 0}\n${last?.text}\n${last?.output}`;
      expect(session.exitCode, where).toBe(0);
      const wantedLines = document.steps.flatMap((step) => ("path" in step || !isRun(step) ? [] : [step.line]));
      expect(session.typed.map(({ line }) => line)).toEqual(wantedLines);
      for (const { command, wanted } of shown.filter((row) => row.document === name)) {
        expect(session.typed.find(({ text }) => command.test(text))?.output).toMatch(wanted);
      }
      for (const line of document.terminal) {
        await until(`${line} in the hub's terminal`, () => asPattern(line).test(session.hubOutput()));
      }
    } finally {
      await session.close();
    }
  });
});

/** The line, at any time of day. */
function asPattern(line: string): RegExp {
  return new RegExp(`^${RegExp.escape(line).replaceAll(/\d\d(?:\\x3a|\\:|:)\d\d/g, "\\d\\d:\\d\\d")}$`, "m");
}

it("every row of the tables serves a document", () => {
  const texts = commands.map(({ text }) => text);
  const serves = (pattern: RegExp, among = texts) => among.some((text) => text.search(pattern) >= 0);
  const ofDocument = (name: string) => commands.filter(({ document }) => document === name).map(({ text }) => text);
  expect(notRunHere.filter(({ command }) => !serves(command))).toEqual([]);
  expect(fillIns.filter(({ written }) => !serves(written))).toEqual([]);
  expect(addresses.filter(({ written }) => !serves(written))).toEqual([]);
  expect(endless.filter((command) => !serves(command))).toEqual([]);
  for (const rows of [before, shown]) {
    expect(rows.filter(({ document, command }) => !serves(command, ofDocument(document)))).toEqual([]);
  }
});

it("a command goes on after a backslash, comments alone are none, and blocks that name a file are that file", () => {
  const text = "a\n```sh\n# only said\nfirst \\\n  second\nthird # why\n```\n```yaml\n# next/x.yaml\na: 1\n```\n";
  expect(stepsOf(text)).toEqual([
    { text: "first \\\n  second", line: 4 },
    { text: "third # why", line: 6 },
    { path: "next/x.yaml", text: "# next/x.yaml\na: 1\n", line: 9 },
  ]);
  const script = scriptOf({ name: "x.md", terminal: [], steps: [{ text: "npm run guanlan -- check", line: 7 }] });
  expect(script).toMatch(/echo '@@ line 7'\nnpm run guanlan -- check$/);
});
