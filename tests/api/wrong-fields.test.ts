import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { openApiDocument } from "../../api/openapi/openapi-document.ts";
import { problem } from "../../api/schemas/problem.ts";
import { misfitTexts, problemTexts } from "../../locales/yaml.ts";
import { operatorToken } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

type WrongFields = NonNullable<z.infer<typeof problem>["errors"]>;

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly pathNames: readonly string[];
  /** Null where it takes none. */
  readonly body: Schema | null;
}

/** What no field takes, and what some do. */
const oddValues = [-1.5, "§", "2027-02-30", "x".repeat(5_000), null, [{}], {}] as const;
const oddTexts = ["§", "", "2027-02-30", "§,§", "-1", "x".repeat(5_000)] as const;

let running: RunningApi;
let operations: readonly Operation[];
let components: Readonly<Record<string, Schema>>;

beforeAll(async () => {
  running = await startApi();
  const document = (await openApiDocument("0.0.0-test")) as {
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
    readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  };
  components = document.components.schemas;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const named = (place: string) => parameters.filter((each) => each.in === place).map(({ name }) => name);
      const body = requestBody?.content["application/json"]?.schema ?? null;
      return { method: method.toUpperCase(), path, query: named("query"), pathNames: named("path"), body };
    }),
  );
});
afterAll(() => running.api.stop());

interface RawOperation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : resolved(components[schema.$ref.split("/").at(-1) ?? ""] ?? {});
}

function branches(given: Schema): readonly Schema[] {
  const schema = resolved(given);
  return (schema.anyOf ?? schema.oneOf)?.flatMap(branches) ?? [schema];
}

/** Something of the kind that a schema takes. */
function sample(given: Schema): unknown {
  const schema = branches(given)[0] ?? {};
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === "array") return schema.items === undefined ? [] : [sample(schema.items)];
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 1;
  if (schema.type === "boolean") return true;
  if (schema.type !== "object") return "a";
  const taken = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(taken.map(([name, each]) => [name, sample(each)]));
}

/** Values of a schema's kinds with one thing wrong in each, at any depth. */
function* wrongValues(given: Schema): Generator<unknown> {
  yield* oddValues;
  for (const schema of branches(given)) {
    if (schema.type === "array" && schema.items !== undefined) {
      for (const item of wrongValues(schema.items)) yield [item];
    }
    const whole = sample(schema);
    if (schema.type !== "object" || typeof whole !== "object" || whole === null) continue;
    yield { ...whole, "§": 1 };
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      yield Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name));
      for (const value of wrongValues(property)) yield { ...whole, [name]: value };
    }
  }
}

async function wrongFieldsOf(path: string, init: RequestInit = {}): Promise<WrongFields> {
  const headers = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
  const response = await fetch(running.url + path, { ...init, headers: { ...headers, ...init.headers } });
  if (response.status < 400) return [];
  return problem.parse(await response.json()).errors ?? [];
}

const librarysWords = /^(?:Invalid|Too|Unrecognized|Expected|无效|数值过|期望)|\bexpected\b/;

/** Whether a problem names what was sent or left out, and says what is wanted in words of ours. */
function faultIn({ in: place, field, wanted, got }: WrongFields[number], sent: Readonly<Record<string, unknown>>) {
  const [head = ""] = field.split(".");
  if (librarysWords.test(wanted) || wanted === misfitTexts["wanted.something-else"].en) return `words: ${wanted}`;
  if (!Object.hasOwn(sent, place)) return `nothing was sent in ${place}`;
  const part = sent[place];
  const isGroup = typeof part === "object" && part !== null;
  if (isGroup && !Object.hasOwn(part, head) && field !== "" && got !== problemTexts["got.nothing"].en)
    return `${field} was not sent`;
  if (isGroup && head in part && field === head && got === problemTexts["got.nothing"].en)
    return `${field} was sent, got nothing`;
  return null;
}

describe("what is wrong with a request", () => {
  it("is named by its place in what was sent, wanted in our own words, whatever is sent to any operation", async () => {
    const faults: string[] = [];
    const look = async (path: string, sent: Readonly<Record<string, unknown>>, init: RequestInit = {}) => {
      for (const wrong of await wrongFieldsOf(path, { ...init, headers: { "accept-language": "en" } })) {
        const fault = faultIn(wrong, sent);
        if (fault !== null) faults.push(`${init.method ?? "GET"} ${path.slice(0, 80)}: ${fault}`);
      }
    };
    for (const { method, path, query, pathNames, body } of operations) {
      if (path.endsWith("/stream")) continue;
      const real = path.replaceAll(/\{(\w+)\}/g, "none");
      const ids = Object.fromEntries(pathNames.map((name) => [name, "none"]));
      for (const name of method === "GET" ? query : []) {
        for (const value of oddTexts) {
          await look(`${real}?${new URLSearchParams({ [name]: value })}`, { path: ids, query: { [name]: value } });
        }
      }
      if (body === null) continue;
      for (const value of wrongValues(body)) {
        await look(real, { path: ids, body: value, query: {} }, { method, body: JSON.stringify(value) });
      }
    }
    expect([...new Set(faults)]).toEqual([]);
  }, 120_000);

  it.each([
    ["an unknown act", "/api/v1/cases/none/actions", { do: "fly" }, "do", "one of acknowledge, comment,"],
    ["an unknown step", "/api/v1/cases/none/steps", { step: "fly" }, "step", "one of accept, refuse,"],
    ["a day that no calendar has", "/api/v1/ponding/none/actions", listed("2027-02-30"), "reviewDueOn", "a day of the"],
    ["a moment in a list", "/api/v1/alerts", [{ labels: {}, startsAt: "soon" }], "0.startsAt", "2026-07-20T16:00"],
    ["a group without its fields, in a list", "/api/v1/alerts", [{}], "0.labels", "a group of keys"],
    ["a group without its list", "/api/v1/alerts", {}, "alerts", "a list"],
    [
      "too long a key",
      "/api/v1/alerts",
      [{ labels: { ["k".repeat(201)]: "" } }],
      "0.labels.kkk",
      "a key of 200 characters",
    ],
  ])("%s is named with what would do", async (_, path, body, field, wanted) => {
    const init = { method: "POST", body: JSON.stringify(body) };
    const [wrong] = await wrongFieldsOf(path, { ...init, headers: { "accept-language": "en" } });
    expect(wrong).toMatchObject({ in: "body", field: expect.stringContaining(field) });
    expect(wrong?.wanted).toContain(wanted);
    const [inChinese] = await wrongFieldsOf(path, { ...init, headers: { "accept-language": "zh" } });
    expect(inChinese?.wanted).toMatch(/\p{Script=Han}/u);
  });

  it("a text that is read as a list is named itself, and so is an id in a query", async () => {
    const headers = { "accept-language": "en" };
    expect(await wrongFieldsOf("/api/v1/warnings?state=draft,x", { headers })).toEqual([
      {
        in: "query",
        field: "state",
        got: '"draft,x"',
        wanted: expect.stringMatching(/^items with commas .* one of draft/),
      },
    ]);
    expect(await wrongFieldsOf("/api/v1/series?gauges=none", { headers })).toMatchObject([
      { in: "query", field: "gauges", got: '"none"' },
    ]);
  });
});

function listed(reviewDueOn: string): object {
  return { do: "list", reason: "a", source: "a", reviewDueOn };
}
