import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { wantedTexts } from "../../locales/api.ts";
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
  return issues.slice(0, maxNamed).flatMap((issue): readonly WrongField[] => {
    const input = valueAt(sent, issue.path);
    const path = issue.path.map(String).join(".").slice(0, 80);
    const got = isSecret(path) ? wantedTexts["not-shown"] : truncatedJson(input);
    if (issue.code === "unrecognized_keys") {
      const wanted = wantedTexts["no-unknown-field"];
      return issue.keys
        .slice(0, maxNamed)
        .map((key) => ({ in: place, field: path === "" ? key.slice(0, 80) : path, wanted, got: truncatedJson(key) }));
    }
    if (issue.code === "custom") {
      const words = issue.params?.wanted as WrongField["wanted"] | undefined;
      const wanted = words ?? { zh: issue.message, en: issue.message };
      return [{ in: place, field: path, wanted, got }];
    }
    return [{ in: place, field: path, wanted: wantedWords(issue, input), got }];
  });
}

/** Whether what a field holds is never given back, whatever is wrong with it. */
function isSecret(path: string): boolean {
  return /password/i.test(path);
}

/** As it was sent, before any conversion. */
function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (held, key) =>
      typeof held === "object" && held !== null && Object.hasOwn(held, key)
        ? (held as Record<PropertyKey, unknown>)[key]
        : undefined,
    sent,
  );
}
