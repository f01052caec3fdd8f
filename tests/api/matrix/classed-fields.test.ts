import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiDocument } from "../../../api/openapi/openapi-document.ts";
import { classedKey } from "../../../api/schemas/classed.ts";
import { eventData } from "../../../api/schemas/event-data.ts";
import { roles } from "../../../domain/people/role.ts";
import { mayDo } from "../../../people/rights.ts";
import { until } from "../../support/until.ts";
import { SseClient } from "../sse-client.ts";
import { callOf, operations } from "./operations.ts";
import { type MatrixApi, signOfFields, startMatrixApi, tokenWith } from "./two-districts.ts";

let running: MatrixApi;
const wholeCity = { areaCodes: [], deviceIds: [] };

beforeAll(async () => {
  running = await startMatrixApi();
});
afterAll(() => running.api.stop());

/** Reads of everything in the north, as JSON and as CSV, by who may read what: the operations whose answer has a sign. */
async function signsFor(role: (typeof roles)[number]): Promise<readonly string[]> {
  const token = tokenWith(running, role, { roles: [role], ...wholeCity });
  const signs: string[] = [];
  for (const operation of await operations()) {
    if (operation.method !== "GET" || operation.id === "openStream") continue;
    for (const query of operation.hasCsv ? ["", "format=csv"] : [""]) {
      const [path, init] = callOf(operation, "north");
      const asked = query === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
      const headers = { ...init.headers, authorization: `Bearer ${token}` };
      const answer = await fetch(running.url + asked, { ...init, headers });
      if (answer.ok && signOfFields.test(await answer.text())) signs.push(`${operation.id}${query}`);
    }
  }
  return signs;
}

it("restricted fields are in no answer and no export to those without the right", async () => {
  for (const role of roles.filter((each) => !mayDo([each], "restricted.read"))) {
    expect([role, await signsFor(role)]).toEqual([role, []]);
  }
});

it("those with the right read them: what is left out above was there", async () => {
  const signed = await signsFor("commander");
  for (const wanted of [
    ...["listStations", "getStation", "getCity", "getCatalogue", "getMode", "listCalls", "getShifts"],
    ...["listCases", "listCasesformat=csv", "getCase", "listWarnings", "listWarningsformat=csv", "getWarning"],
    ...["listResponses", "listSilences", "listMaintenance", "listEvents", "listEndpoints"],
  ])
    expect(signed).toContain(wanted);
});

it("nobody finds out whose a case is by asking for a name, but whoever asks for their own", async () => {
  const asked = async (role: (typeof roles)[number], name: string) => {
    const token = tokenWith(running, `${role}-asks`, { roles: [role], ...wholeCity });
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${running.url}/api/v1/cases?assignee=${encodeURIComponent(name)}`, { headers })).status;
  };
  expect([await asked("viewer", "Wang 4712"), await asked("viewer", "Nobody")]).toEqual([403, 403]);
  expect([await asked("viewer", "viewer-asks"), await asked("commander", "Wang 4712")]).toEqual([200, 200]);
});

it("restricted fields are in the live stream of nobody without the right", async () => {
  const streamTo = async (role: (typeof roles)[number]): Promise<string> => {
    const token = tokenWith(running, role, { roles: [role], ...wholeCity });
    const client = new SseClient(running, "?topics=events,alarms,mode", "e0-j0", token);
    await until("the stream to be ready", () => client.of("ready").length > 0);
    const { mode } = running.ports;
    running.ports.mode = { ...mode, mode: mode.mode === "daily" ? "holiday" : "daily" };
    await until("the mode to be told", () => client.of("mode").length > 0);
    client.drop();
    return JSON.stringify([...client.of("event"), ...client.of("mode")]);
  };
  expect(await streamTo("commander")).toMatch(signOfFields);
  const shown = await streamTo("viewer");
  expect(shown).toContain("event-north");
  expect(shown).not.toMatch(signOfFields);
});

/** Names that only hold who did or said something, where they are texts; and where and by which number. */
const names = /^(by|\w+By|owner|assignee|authors|notes|longitude|latitude|phone|unitPhone|photos|place)$/;

/** Fields of such a name that tell of nobody, and parts of what is there as a whole or not at all. */
const others = [
  ...["Evaluation.by", "clearedBy", "explainedBy", "suppressedBy", "ModePolicy.setBy", "Rule.place", "stories.place"],
  ...["circle.longitude", "circle.latitude", "GeoPoint.longitude", "GeoPoint.latitude"],
];

/** Paths of properties that bear such a name and do not say under which class they are. */
function unclassed(schema: unknown, path: string): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => unclassed(each, path));
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === "properties" && typeof value === "object" && value !== null) {
      return Object.entries(value).flatMap(([name, of]) => {
        const at = `${path}.${name}`;
        if (isMarked(of)) return [];
        const isForgotten = names.test(name) && !others.some((each) => at.endsWith(each));
        return isForgotten ? [at] : unclassed(of, at);
      });
    }
    if (key === "$defs") return unclassedShared(value as Readonly<Record<string, unknown>>);
    return unclassed(value, path);
  });
}

function unclassedShared(schemas: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(schemas).flatMap(([id, schema]) => unclassed(schema, id));
}

/** Whether the mark stands on a field itself, or on what it is one of. */
function isMarked(of: unknown): boolean {
  if (typeof of !== "object" || of === null) return false;
  const { items, anyOf } = of as { items?: unknown; anyOf?: readonly unknown[] };
  return classedKey in of || isMarked(items) || (anyOf ?? []).some(isMarked);
}

interface Documented {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses?: unknown }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

it("every field of an answer or event that names a person, a telephone or a position says its class", async () => {
  const { paths, components } = (await openApiDocument("test")) as Documented;
  const answers = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ responses }) => unclassed(responses, path)),
  );
  const events = Object.entries(eventData).flatMap(([type, schema]) => unclassed(schema.toJSONSchema(), type));
  expect([...answers, ...unclassedShared(components.schemas), ...events]).toEqual([]);
});
