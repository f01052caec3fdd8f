import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import type { BilingualText } from "../../domain/text.ts";
import { wantedTexts } from "../../locales/api.ts";
import { joined } from "../../locales/fill.ts";
import { marks } from "../../locales/shared.ts";
import { HttpProblem, truncatedJson, type WrongField } from "./http-problem.ts";

const places: Readonly<Record<string, WrongField["in"]>> = {
  querystring: "query",
  params: "path",
  body: "body",
  headers: "header",
};

const inChinese = z.locales.zhCN().localeError;
const inEnglish = z.locales.en().localeError;

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
    const got = truncatedJson(input);
    const path = issue.path.map(String).join(".").slice(0, 80);
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
    return [{ in: place, field: path, wanted: wantedBy(issue, input), got }];
  });
}

/** Of a value that may be one of several things, what each of them asks for. */
function wantedBy(issue: z.core.$ZodIssue, input: unknown): BilingualText {
  const firsts = issue.code === "invalid_union" ? issue.errors.flatMap((branch) => branch.slice(0, 1)) : [];
  if (firsts.length > 0) {
    const each = firsts.map((first) => wantedBy(first, valueAt(input, first.path)));
    return joined(each, marks.semicolon);
  }
  const raw = { ...issue, input } as z.core.$ZodRawIssue;
  return { zh: wordsOf(inChinese(raw)), en: wordsOf(inEnglish(raw)) };
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

function wordsOf(message: string | { message: string } | undefined | null): string {
  const words = typeof message === "string" ? message : (message?.message ?? "");
  return words.length > 300 ? `${words.slice(0, 297)}...` : words;
}
