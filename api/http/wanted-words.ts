import type { z } from "zod";
import { type BilingualText, isBilingual, sameInBoth } from "../../domain/text.ts";
import { fieldTexts, wantedTexts, wantedTypeTexts } from "../../locales/api.ts";
import { enumerated, fill, joined } from "../../locales/fill.ts";
import { misfitTexts, shapeTexts } from "../../locales/yaml.ts";

type Issue = z.core.$ZodIssue;

/**
 * What a schema wants, in both languages, as the rest of the hub says it. A custom issue says so in `params.wanted`. Kinds of
 * issues that no schema of a request gives have no words of their own.
 */
export function wantedWords(issue: Issue): BilingualText {
  switch (issue.code) {
    case "invalid_type":
      return isTypeName(issue.expected) ? wantedTypeTexts[issue.expected] : misfitTexts["wanted.something-else"];
    case "too_small":
      return boundWords("from", issue.origin, issue.minimum, issue.inclusive !== false);
    case "too_big":
      return boundWords("up-to", issue.origin, issue.maximum, issue.inclusive !== false);
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_format":
      return formatWords(issue);
    case "invalid_key":
      return fill(wantedTexts["key-name"], { wanted: joined(issue.issues.map(wantedWords), shapeTexts.or) });
    case "invalid_union":
      return unionWords(issue);
    case "custom":
      return customWords(issue.params?.wanted);
    default:
      return misfitTexts["wanted.something-else"];
  }
}

function oneOf(values: readonly unknown[]): BilingualText {
  const words = values.map((value) => (value === "" ? '""' : String(value)));
  const [only] = words;
  return words.length === 1 && only !== undefined
    ? sameInBoth(only)
    : fill(shapeTexts["one-of"], { values: enumerated(words) });
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

function formatWords(issue: Extract<Issue, { readonly code: "invalid_format" }>): BilingualText {
  switch (issue.format) {
    case "datetime":
      return wantedTexts.instant;
    case "date":
      return wantedTexts.date;
    case "regex":
      return fill(shapeTexts.pattern, { pattern: (issue.pattern ?? "").replaceAll(/^\/|\/$/g, "") });
    default:
      return misfitTexts["wanted.something-else"];
  }
}

function customWords(wanted: unknown): BilingualText {
  return isBilingual(wanted) ? wanted : misfitTexts["wanted.something-else"];
}

/** Of a value that may be one of several things, what each of them asks for: the legal kinds where a field names the kind. */
function unionWords(issue: Extract<Issue, { readonly code: "invalid_union" }>): BilingualText {
  if ("options" in issue && Array.isArray(issue.options)) return oneOf(issue.options);
  return joined(
    issue.errors.flatMap((branch) => branch.slice(0, 1).map(wantedWords)),
    shapeTexts.or,
  );
}

function isTypeName(expected: string): expected is keyof typeof wantedTypeTexts {
  return Object.hasOwn(wantedTypeTexts, expected);
}
