import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { wantedTexts } from "../../locales/api.ts";
import { fill } from "../../locales/fill.ts";
import { problemTexts } from "../../locales/yaml.ts";
import { likeliestBranch } from "../../yaml/check-shape.ts";
import { HttpProblem, truncatedJson, type WrongField } from "./http-problem.ts";
import { wantedWords } from "./wanted-words.ts";

const places: Readonly<Record<string, WrongField["in"]>> = {
  querystring: "query",
  params: "path",
  body: "body",
  headers: "header",
};

/** Most wrong fields named in one answer. */
const maxNamed = 20;

/** Checks a part of a request with its zod schema; what is wrong is named field by field, in both languages. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const place = places[httpPart ?? "body"] ?? "body";
  return (value) => {
    const result = schema.safeParse(value);
    if (result.success) return { value: result.data };
    return { error: new HttpProblem("api.bad_request", wrongFields(place, value, result.error.issues)) };
  };
};

function wrongFields(
  place: WrongField["in"],
  sent: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly WrongField[] {
  return issues
    .slice(0, maxNamed)
    .flatMap((issue) => fieldsOf(issue, sent))
    .slice(0, maxNamed)
    .map((wrong) => ({ in: place, ...wrong }));
}

function fieldsOf(issue: z.core.$ZodIssue, sent: unknown): readonly Omit<WrongField, "in">[] {
  if (issue.code === "invalid_union") {
    const branch = likeliestBranch(issue.errors);
    if (branch !== null) {
      return branch.flatMap((inner) => fieldsOf({ ...inner, path: [...issue.path, ...inner.path] }, sent));
    }
  }
  if (issue.code === "unrecognized_keys") {
    const wanted = wantedTexts["no-unknown-field"];
    return issue.keys.map((key) => ({ field: fieldName([...issue.path, key]), wanted, got: truncatedJson(key) }));
  }
  const { path, value } = sentAt(sent, issue.path);
  const field = fieldName(path);
  const words = wantedWords(issue);
  // Below a text that was sent there are only the items that it is split into.
  const wanted = path.length < issue.path.length ? fill(wantedTexts["each-item"], { item: words }) : words;
  const got = issue.code === "invalid_key" ? issue.path.at(-1) : value;
  return [{ field, wanted, got: gotWords(got, field) }];
}

function gotWords(got: unknown, field: string): WrongField["got"] {
  if (got === undefined) return problemTexts["got.nothing"];
  return isSecret(field) ? wantedTexts["not-shown"] : truncatedJson(got);
}

/** Dotted path, of what was sent, to a value. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.map(String).join(".").slice(0, 80);
}

/** Whether what a field holds is never given back, whatever is wrong with it. */
function isSecret(field: string): boolean {
  return /password/i.test(field);
}

/** What was sent at a path, before any conversion, and the part of the path that leads through what was sent. */
function sentAt(
  sent: unknown,
  path: readonly PropertyKey[],
): { readonly path: readonly PropertyKey[]; readonly value: unknown } {
  let value = sent;
  for (const [depth, key] of path.entries()) {
    if (typeof value !== "object" || value === null) return { path: path.slice(0, depth), value };
    value = Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return { path, value };
}
