import type { z } from "zod";
import { type BilingualText, isBilingual, sameInBoth } from "../domain/text.ts";
import { enumerated, fill } from "../locales/fill.ts";
import { schemaTexts } from "../locales/schemas.ts";
import { sharedTexts } from "../locales/shared.ts";
import { misfitTexts, problemTexts } from "../locales/yaml.ts";
import { didYouMean } from "./nearest-word.ts";
import { type ConfigProblem, gotText, pathText } from "./problem.ts";
import { anyOf, keysOf, type Shape, shapeOf, shapesAt } from "./shape.ts";

type Issue = z.core.$ZodIssue;

/** Where the value at a path was written. */
export type Locate = (path: readonly PropertyKey[], what: "key" | "value") => string;

export type ShapeCheck<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Parses a value by a schema; every issue becomes a problem with its place, what was wanted and what was got.
 *
 * A message given in the schema, such as `.regex(code, schemaTexts["area-code"].en)`, is what was wanted, and so is
 * `params.wanted` of a custom issue.
 *
 * @param base where in its file the value stands; put in front of every path
 */
export function checkShape<T>(
  schema: z.ZodType<T>,
  value: unknown,
  locate: Locate,
  base: readonly PropertyKey[] = [],
): ShapeCheck<T> {
  // The empty message marks issues for which the schema itself has no words.
  const parsed = schema.safeParse(value, { reportInput: true, error: () => "" });
  if (parsed.success) return { ok: true, value: parsed.data };
  const context: IssueContext = { shape: shapeOf(schema), value, locate, base };
  return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, context)) };
}

interface IssueContext {
  readonly shape: Shape;
  readonly value: unknown;
  readonly locate: Locate;
  readonly base: readonly PropertyKey[];
}

function problemsOf(issue: Issue, context: IssueContext): readonly ConfigProblem[] {
  const at = shapesAt(context.shape, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...issue.path, key], key, keysOf(at), context));
    case "invalid_key":
      return [badKey(issue, context)];
    case "invalid_union": {
      const branch = likeliestBranch(issue.errors);
      if (branch === null) return [badValue(issue, at, context)];
      return branch.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, context));
    }
    default:
      return [badValue(issue, at, context)];
  }
}

function badValue(issue: Issue, at: readonly Shape[], { value, locate, base }: IssueContext): ConfigProblem {
  const got = valueAt(value, issue.path);
  const isHidden = at.some((each) => each.isSecret === true) || isSecretName(issue.path.at(-1));
  const path = [...base, ...issue.path];
  return {
    where: locate(path, "value"),
    path: pathText(path),
    wanted: ownWords(issue) ?? wantedText(at),
    got: isHidden && got !== undefined && got !== null ? problemTexts["got.hidden"] : gotText(got),
    fix: fixFor(issue, got, at),
  };
}

function badKey(issue: Issue & { readonly code: "invalid_key" }, { locate, base }: IssueContext): ConfigProblem {
  const path = [...base, ...issue.path];
  const words = issue.issues.map(ownWords).find((own) => own !== null);
  return {
    where: locate(path, "key"),
    path: pathText(path),
    wanted: words ?? misfitTexts["wanted.another-key"],
    got: gotText(String(issue.path.at(-1))),
    fix: null,
  };
}

function unknownKey(
  within: readonly PropertyKey[],
  key: string,
  known: readonly string[],
  { locate, base, value }: IssueContext,
): ConfigProblem {
  const path = [...base, ...within];
  // `{ en: Weir, north }` is a key `north` without a value.
  const isHalfOfText = valueAt(value, within) === null && /[A-Z ]/.test(key);
  return {
    where: locate(path, "key"),
    path: pathText(path),
    wanted:
      known.length === 0
        ? misfitTexts["wanted.no-keys"]
        : fill(misfitTexts["wanted.keys"], { keys: enumerated(known) }),
    got: fill(sharedTexts["got.unknown-key"], { key }),
    fix: isHalfOfText ? misfitTexts["fix.comma-in-quotes"] : didYouMean(key, known),
  };
}

/** The alternative the writer meant: the one that took the kind of value and only found fault within it; null for none. */
export function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const meant = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
  return meant.reduce<readonly Issue[] | null>(
    (best, issues) => (best === null || issues.length < best.length ? issues : best),
    null,
  );
}

const schemaTextByEnglish: ReadonlyMap<string, BilingualText> = new Map(
  Object.values(schemaTexts).map((text) => [text.en, text]),
);

/** What the schema itself says it wants; null where it says nothing. */
function ownWords(issue: Issue): BilingualText | null {
  if (issue.code === "custom" && isBilingual(issue.params?.wanted)) return issue.params.wanted;
  const english = issue.message.replace(/^wanted /, "");
  return english === "" ? null : (schemaTextByEnglish.get(english) ?? sameInBoth(english));
}

function wantedText(at: readonly Shape[]): BilingualText {
  return at.length === 0 ? misfitTexts["wanted.something-else"] : anyOf(at);
}

function fixFor(issue: Issue, got: unknown, at: readonly Shape[]): BilingualText | null {
  const isBare = typeof got === "number" || typeof got === "boolean";
  if (isBare && at.some((shape) => wouldTake(shape, String(got)))) return misfitTexts["fix.quotes"];
  if (typeof got === "string" && issue.code === "invalid_value") return didYouMean(got, issue.values.map(String));
  if (got === null || got === "") {
    return at.some((shape) => shape.default !== undefined)
      ? misfitTexts["fix.take-default"]
      : misfitTexts["fix.write-out"];
  }
  return null;
}

function wouldTake({ type, pattern, const: only, enum: words }: Shape, text: string): boolean {
  if (type !== "string" || (only !== undefined && only !== text)) return false;
  return words === undefined ? pattern === undefined || new RegExp(pattern).test(text) : words.includes(text);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let within = value;
  for (const part of path) {
    if (typeof within !== "object" || within === null) return undefined;
    within = (within as Record<PropertyKey, unknown>)[part];
  }
  return within;
}

/** People put secrets where they do not belong; a key that looks like one never has its value shown. */
function isSecretName(part: PropertyKey | undefined): boolean {
  return typeof part === "string" && /(secret|token|password|passphrase|privatekey)$/i.test(part.replaceAll("_", ""));
}
