import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Access } from "../../api/http/access.ts";
import { openApiDocument } from "../../api/openapi/openapi-document.ts";
import { problem } from "../../api/schemas/problem.ts";
import { roles } from "../../domain/people/role.ts";
import { mayDo, type Right } from "../../people/rights.ts";
import { operatorToken, readerToken } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly security: readonly object[];
}

/** The only calls that answer without a token. A route added here is a decision; a route left open is a failure. */
const withoutToken = [
  ...["GET /api/v1/session", "GET /api/v1/session/oidc", "GET /api/v1/session/oidc/callback"],
  ...["GET /feed/cap/tunnel%2Fdepth", "GET /feed/warnings.atom", "GET /feed/warnings.json"],
  ...["GET /health", "GET /ready", "POST /api/v1/session", "POST /api/v1/session/link"],
];

let running: RunningApi;
const calls: Call[] = [];

beforeAll(async () => {
  running = await startApi();
  const { paths } = (await openApiDocument("test")) as { paths: Record<string, Record<string, unknown>> };
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const {
        security,
        "x-access": { right: access },
      } = operation as {
        security: object[];
        "x-access": { right: Access };
      };
      calls.push({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, "tunnel%2Fdepth"), access, security });
    }
  }
});
afterAll(() => running.api.stop());

function call({ method, path }: Pick<Call, "method" | "path">, authorization?: string): Promise<Response> {
  const headers: Record<string, string> = { "accept-language": "en" };
  if (authorization !== undefined) headers.authorization = authorization;
  const body = method === "GET" ? undefined : '{"state":"dead"}';
  if (body !== undefined) headers["content-type"] = "application/json";
  return fetch(running.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
}

describe("access, over every call of the OpenAPI document", () => {
  it("covers the calls there are", () => {
    expect(calls.length).toBeGreaterThanOrEqual(24);
  });

  it("is refused without a token, in constant words, except where it is meant", async () => {
    const answered: string[] = [];
    const words = new Set<string>();
    for (const each of calls) {
      const response = await call(each);
      const text = await response.text();
      if (response.status !== 401) {
        answered.push(`${each.method} ${each.path}`);
        continue;
      }
      expect(response.headers.get("www-authenticate")).toBe('Bearer realm="guanlan"');
      expect(each.security, `${each.path} documents its token`).toEqual([{ bearer: [] }, { session: [] }]);
      words.add(text);
    }
    expect(answered.sort()).toEqual(withoutToken);
    expect(words.size).toBe(1);
  });

  it.each([
    "Bearer wrong",
    "Bearer ",
    "bearer",
    "Basic dGVzdDp0ZXN0",
    "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoib3BlcmF0b3IifQ.",
    `Bearer ${readerToken}x`,
    `Bearer ${"a".repeat(600)}`,
    "Bearer __proto__",
  ])("is refused with %s", async (authorization) => {
    for (const each of calls.filter(({ access }) => access !== "open")) {
      expect((await call(each, authorization)).status, each.path).toBe(401);
    }
  });

  it("is refused to a reader where it changes anything of the city, in words that name the right and the roles that have it alone", async () => {
    const changing = calls.filter(
      // What is only looked at, such as a preview, is for readers too.
      ({ method, access }) => method !== "GET" && !["open", "signed-in", "read"].includes(access),
    );
    expect(changing.length).toBeGreaterThan(0);
    for (const each of changing) {
      const response = await call(each, `Bearer ${readerToken}`);
      const { status, detail } = problem.parse(await response.json());
      expect(status, each.path).toBe(403);
      const giving = roles.filter((role) => mayDo([role], each.access as Right)).join(", ");
      expect(detail).toBe(
        `This call needs the right ${each.access}, of the roles ${giving}; this account or token has viewer.`,
      );
      // Let in, an operator is told what is wrong with a body that fits another call; accounts are no operator's.
      const answer = (await call(each, `Bearer ${operatorToken}`)).status;
      const wanted =
        each.access === "accounts.manage"
          ? [403]
          : /\/replay$|\/drills\/[^/]+\/end$|\/drafts\/[^/]+\/approve$/.test(each.path)
            ? [200]
            : [400, 404];
      expect(wanted, each.path).toContain(answer);
    }
    expect(running.ports.replays).toHaveLength(1);
    expect(running.ports.orders).toHaveLength(0);
  });

  it("is refused before it is said whether a path exists", async () => {
    expect((await call({ method: "GET", path: "/api/v1/nothing" })).status).toBe(401);
    expect((await call({ method: "DELETE", path: "/api/v1/city" })).status).toBe(401);
    expect((await call({ method: "GET", path: "/api/v1/nothing" }, `Bearer ${readerToken}`)).status).toBe(404);
    expect((await call({ method: "DELETE", path: "/api/v1/city" }, `Bearer ${readerToken}`)).status).toBe(404);
  });

  it("names no token in what it answers or logs", async () => {
    const response = await call({ method: "GET", path: "/api/v1/city" }, "Bearer canary-3f9a");
    expect(await response.text()).not.toContain("canary-3f9a");
    expect(running.ports.errors).toEqual([]);
  });
});
