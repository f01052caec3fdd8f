import { z } from "zod";
import type { BilingualText } from "../../domain/text.ts";
import { fieldTexts, wantedTexts, wantedTypeTexts } from "../../locales/api.ts";
import { enumerated, fill, joined } from "../../locales/fill.ts";
import { shapeTexts } from "../../locales/yaml.ts";

type Issue = z.core.$ZodIssue;

const inChinese = z.locales.zhCN().localeError;
const inEnglish = z.locales.en().localeError;

/**
 * What a schema wants, in both languages, as the rest of the hub says it. Kinds of issues that no schema of the API gives
 * are left to zod's own words.
 *
 * @param input what was sent
 */
export function wantedWords(issue: Issue, input: unknown): BilingualText {
  switch (issue.code) {
    case "invalid_type":
      return isTypeName(issue.expected) ? wantedTypeTexts[issue.expected] : zodWords(issue, input);
    case "too_small":
      return boundWords("from", issue.origin, issue.minimum, issue.inclusive !== false);
    case "too_big":
      return boundWords("up-to", issue.origin, issue.maximum, issue.inclusive !== false);
    case "invalid_value":
      return fill(shapeTexts["one-of"], { values: enumerated(issue.values.map(String)) });
    case "invalid_format":
      return formatWords(issue, input);
    case "invalid_union":
      return unionWords(issue, input);
    default:
      return zodWords(issue, input);
  }
}

function boundWords(
  side: "from" | "up-to",
  origin: string,
  bound: number | bigint,
  isIncluded: boolean,
): BilingualText {
  const blanks = { bound: String(bound) };
  if (origin === "string") return fill(fieldTexts[`characters.${side}`], blanks);
  if (origin === "array") return fill(fieldTexts[`items.${side}`], blanks);
  if (isIncluded) return fill(fieldTexts[`number.${side}`], blanks);
  return fill(fieldTexts[`number.${side}.not-included`], blanks);
}

function formatWords(issue: Extract<Issue, { readonly code: "invalid_format" }>, input: unknown): BilingualText {
  if (issue.format === "datetime") return wantedTexts.instant;
  if (issue.format === "regex" && issue.pattern !== undefined) {
    return fill(shapeTexts.pattern, { pattern: issue.pattern.replaceAll(/^\/|\/$/g, "") });
  }
  return zodWords(issue, input);
}

/** Of a value that may be one of several things, what each of them asks for. */
function unionWords(issue: Extract<Issue, { readonly code: "invalid_union" }>, input: unknown): BilingualText {
  const firsts = issue.errors.flatMap((branch) => branch.slice(0, 1));
  if (firsts.length === 0) return zodWords(issue, input);
  const each = firsts.map((first) => wantedWords(first, first.path.length === 0 ? input : undefined));
  return joined(each, shapeTexts.or);
}

function isTypeName(expected: string): expected is keyof typeof wantedTypeTexts {
  return Object.hasOwn(wantedTypeTexts, expected);
}

function zodWords(issue: Issue, input: unknown): BilingualText {
  const raw = { ...issue, input } as z.core.$ZodRawIssue;
  return { zh: wordsOf(inChinese(raw)), en: wordsOf(inEnglish(raw)) };
}

function wordsOf(message: string | { message: string } | undefined | null): string {
  const words = typeof message === "string" ? message : (message?.message ?? "");
  return words.length > 300 ? `${words.slice(0, 297)}...` : words;
}
