import type { z } from "zod";
import { didYouMean } from "./nearest-word.ts";
import { type ConfigProblem, gotText, pathText } from "./problem.ts";
import { keysOf, type Shape, shapeOf, shapesAt, shapeText } from "./shape.ts";

type Issue = z.core.$ZodIssue;

/** Where the value at a path was written. */
export type Locate = (path: readonly PropertyKey[], what: "key" | "value") => string;

export type ShapeCheck<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Parses a value by a schema; every issue becomes a problem with its place, what was wanted and what was got.
 *
 * A message given in the schema, such as `.regex(code, "an area code")`, is what was wanted.
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
    wanted: issue.message === "" ? wantedText(at) : issue.message.replace(/^wanted /, ""),
    got: isHidden && got !== undefined && got !== null ? "a value not shown here" : gotText(got),
    fix: fixFor(issue, got, at),
  };
}

function badKey(issue: Issue & { readonly code: "invalid_key" }, { locate, base }: IssueContext): ConfigProblem {
  const path = [...base, ...issue.path];
  const words = issue.issues.find((inner) => inner.message !== "")?.message;
  return {
    where: locate(path, "key"),
    path: pathText(path),
    wanted: words ?? "another key",
    got: gotText(String(issue.path.at(-1))),
    fix: "",
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
    wanted: known.length === 0 ? "no keys" : `one of the keys ${known.join(", ")}`,
    got: `unknown key ${key}`,
    fix: isHalfOfText ? "put text that holds a comma in quotes" : didYouMean(key, known),
  };
}

/** The alternative the writer meant: the one that took the kind of value and only found fault within it. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const meant = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
  return meant.reduce<readonly Issue[] | null>(
    (best, issues) => (best === null || issues.length < best.length ? issues : best),
    null,
  );
}

function wantedText(at: readonly Shape[]): string {
  const texts = [...new Set(at.map(shapeText))];
  return texts.length === 0 ? "something else" : texts.join(" or ");
}

function fixFor(issue: Issue, got: unknown, at: readonly Shape[]): string {
  const isBare = typeof got === "number" || typeof got === "boolean";
  if (isBare && at.some((shape) => wouldTake(shape, String(got)))) return "put it in quotes";
  if (typeof got === "string" && issue.code === "invalid_value") return didYouMean(got, issue.values.map(String));
  if (got === null || got === "") {
    return at.some((shape) => shape.default !== undefined) ? "remove the key to take its default" : "write it out";
  }
  return "";
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
