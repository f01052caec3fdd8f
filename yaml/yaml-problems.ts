import { type Document, isScalar, visit, type YAMLParseError } from "yaml";
import type { ConfigProblem } from "./problem.ts";

type ProblemWords = readonly [wanted: string, got: string, fix: string];

/** The parser's own messages quote the file, and a settings file may hold a secret; these never do. */
const wordsByCode: Partial<Record<YAMLParseError["code"], ProblemWords>> = {
  TAB_AS_INDENT: ["spaces for indentation", "a tab", "replace tabs with two spaces"],
  BAD_INDENT: ["lines of one list or group to start in the same column", "another column", "line them up"],
  MISSING_CHAR: [
    "a closing quote, bracket or a comma",
    "none",
    "close what is open above, and put a space after each colon",
  ],
  MULTIPLE_DOCS: ["one document", "a second one after ---", "remove the --- line or split the file"],
  BAD_ALIAS: ["an alias of an anchor above it", "an alias of none", "write the value out"],
  TAG_RESOLVE_FAILED: ["plain values", "an unknown !tag", "remove the tag"],
  RESOURCE_EXHAUSTION: [
    "a file that unfolds to its own size",
    "too many aliases or too deep a nesting",
    "write the values out",
  ],
  MULTILINE_IMPLICIT_KEY: ["a key on one line", "one that goes on", "check the colon and the indentation of this line"],
  BLOCK_AS_IMPLICIT_KEY: [
    "one value on a line",
    "a second `key: value` on it",
    "put text that holds a colon in quotes, or start a new line",
  ],
  UNEXPECTED_TOKEN: ["YAML", "something that does not belong here", "check quotes, brackets, colons and indentation"],
};

const otherwise: ProblemWords = ["YAML 1.2", "text that is none", "check quotes, brackets, colons and indentation"];

/** What a person did wrong where the parser stopped. */
export function syntaxProblem(code: YAMLParseError["code"], where: string): ConfigProblem {
  const [wanted, got, fix] = wordsByCode[code] ?? otherwise;
  return { where, path: "", wanted, got, fix };
}

/** Keys written twice in one group, with both places; linear, unlike the parser's own check. */
export function duplicateKeys(document: Document.Parsed, place: (offset: number) => string): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  visit(document, {
    Map(_, map) {
      const firstOffsets = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const offset = key.range?.[0] ?? 0;
        const first = firstOffsets.get(name);
        if (first === undefined) firstOffsets.set(name, offset);
        else problems.push(duplicateKey(name, place(offset), place(first)));
      }
    },
  });
  return problems;
}

function duplicateKey(name: string, where: string, first: string): ConfigProblem {
  return { where, path: "", wanted: "each key once", got: `${name} again (first at ${first})`, fix: "remove one" };
}
