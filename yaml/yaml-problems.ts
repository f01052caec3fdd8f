import { type Document, isScalar, visit, type YAMLParseError } from "yaml";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { sharedTexts } from "../locales/shared.ts";
import { syntaxTexts } from "../locales/yaml.ts";
import type { ConfigProblem } from "./problem.ts";

interface SyntaxWords {
  readonly wanted: BilingualText;
  readonly got: BilingualText;
  readonly fix: BilingualText;
}

/** The parser's own messages quote the file, and a settings file may hold a secret; these never do. */
const wordsByCode: Partial<Record<YAMLParseError["code"], SyntaxWords>> = {
  TAB_AS_INDENT: syntaxTexts.tab,
  BAD_INDENT: syntaxTexts.indent,
  MISSING_CHAR: syntaxTexts.closing,
  MULTIPLE_DOCS: syntaxTexts.documents,
  BAD_ALIAS: syntaxTexts.alias,
  TAG_RESOLVE_FAILED: syntaxTexts.tag,
  RESOURCE_EXHAUSTION: syntaxTexts.unfolding,
  MULTILINE_IMPLICIT_KEY: syntaxTexts["key-over-lines"],
  BLOCK_AS_IMPLICIT_KEY: syntaxTexts["second-value"],
  UNEXPECTED_TOKEN: syntaxTexts.token,
};

/** What a person did wrong where the parser stopped. */
export function syntaxProblem(code: YAMLParseError["code"], where: string): ConfigProblem {
  return { where, path: "", ...(wordsByCode[code] ?? syntaxTexts.otherwise) };
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

function duplicateKey(key: string, where: string, first: string): ConfigProblem {
  const { wanted, fix } = syntaxTexts.twice;
  return { where, path: "", wanted, got: fill(sharedTexts["got.again"], { what: key, first }), fix };
}
