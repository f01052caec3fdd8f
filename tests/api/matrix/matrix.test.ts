import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Grant } from "../../../domain/people/grant.ts";
import { roles } from "../../../domain/people/role.ts";
import { mayDo } from "../../../people/rights.ts";
import {
  byBodyAlone,
  callOf,
  emptyOfUnknown,
  isPlaced,
  missing,
  namesNothing,
  nothingThere,
  type Operation,
  operations,
  type Target,
} from "./operations.ts";
import { idsIn, type MatrixApi, restrictedGauge, signOfSouth, startMatrixApi, tokenWith } from "./two-districts.ts";

interface Caller {
  readonly name: string;
  readonly grant: Grant;
  readonly token: string;
  readonly reach: "city" | "north" | "device";
}

let running: MatrixApi;
let all: readonly Operation[] = [];
const callers: Caller[] = [];

beforeAll(async () => {
  running = await startMatrixApi();
  all = await operations();
  const { area, device } = idsIn("north");
  const reaches = {
    city: { areaCodes: [], deviceIds: [] },
    north: { areaCodes: [area], deviceIds: [] },
    device: { areaCodes: [], deviceIds: [device] },
  } as const;
  for (const role of roles) {
    for (const reach of ["city", "north", "device"] as const) {
      const name = `${role}-of-${reach}`;
      const grant: Grant = { roles: [role], ...reaches[reach] };
      callers.push({ name, grant, reach, token: tokenWith(running, name, grant) });
    }
  }
});
afterAll(() => running.api.stop());

async function call(operation: Operation, target: Target, token: string | null, query = "") {
  const [path, init] = callOf(operation, target);
  const headers = new Headers(init.headers);
  headers.set("accept-language", "en");
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  const asked = query === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
  const response = await fetch(running.url + asked, { ...init, headers });
  if (response.headers.get("content-type")?.startsWith("text/event-stream") === true) {
    await response.body?.cancel();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}

/** What cases and warnings of its own place are to a device's maker: not there. */
const governance = /\/(cases|warnings|accounts|calls|responses)\//;

/** What is for the public tells of every district alike. */
const open = ["getWarningFeed", "getPublicCap", "getPublicWarnings"];

/** The table: what a caller is to be answered about what is in the north, and in the south. */
function expected({ id, right, scope, path }: Operation, { grant, reach }: Caller, target: "north" | "south"): string {
  if (right !== "open" && right !== "optional" && right !== "signed-in") {
    if (!mayDo(grant.roles, right === "device" ? "read" : right)) return "403";
  }
  if (scope === "whole-city" && reach !== "city") return "403";
  if (nothingThere.includes(id)) return "unknown";
  if (scope !== "filtered" || right === "open" || reach === "city") return "allowed";
  if (target === "south") return emptyOfUnknown.includes(id) ? "allowed" : "unknown";
  return reach === "device" && governance.test(path) ? "unknown" : "allowed";
}

const allowed = [200, 202, 409];

function outcomeOf(status: number): string {
  if (allowed.includes(status)) return "allowed";
  return status === 404 || status === 400 ? "unknown" : String(status);
}

const warned = ["draftWarning", "previewWarning", "actOnResponse", "handOverShift", "signShift"];

/** A device's maker makes no account and no silence, and is at no post: what they would be for is not theirs. */
const notForMakers = ["createAccount", "previewSilence", "createSilence", "sendAlerts", "sendAlertsV2", ...warned];

describe("G27: routes x roles x areas, over every call of the OpenAPI document", () => {
  it("covers every call, and every call says its right and its scope", () => {
    expect(all.length).toBeGreaterThan(45);
    expect(all.flatMap((each) => missing(each) ?? [])).toEqual([]);
    expect(all.filter(({ right, scope }) => right === undefined || scope === undefined)).toEqual([]);
  });

  it("answers each as the table says, in reach and out of it", async () => {
    const wrong: string[] = [];
    for (const operation of all) {
      if (byBodyAlone.includes(operation.id)) continue;
      for (const caller of callers) {
        if (caller.reach === "device" && notForMakers.includes(operation.id)) continue;
        for (const target of isPlaced(operation) ? (["north", "south"] as const) : (["north"] as const)) {
          const { status } = await call(operation, target, caller.token);
          const want = expected(operation, caller, target);
          if (outcomeOf(status) !== want)
            wrong.push(`${operation.id} ${target} as ${caller.name}: wanted ${want}, got ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("asks for a token or session wherever it is not meant to be open", async () => {
    const answered: string[] = [];
    for (const operation of all) {
      const { status } = await call(operation, "north", null);
      if (status !== 401) answered.push(operation.id);
    }
    expect(answered.sort()).toEqual([
      ...[
        "beginProviderSignIn",
        "endProviderSignIn",
        "getHealth",
        "getPublicCap",
        "getPublicWarnings",
        "getReadiness",
        "getSession",
        "getWarningFeed",
        "signIn",
      ],
    ]);
  });

  it("tells what is out of reach from what does not exist in no way", async () => {
    const differing: string[] = [];
    const blurred = (text: string): string =>
      text.replaceAll(
        /south[\w/-]*|410108|none|999999|case-|warning-|silence-|maintenance-|call-|response-|\b99\b|\b2\b/g,
        "",
      );
    for (const operation of all.filter(isPlaced)) {
      for (const caller of callers.filter(({ reach }) => reach === "north")) {
        const foreign = await call(operation, "south", caller.token);
        const none = await call(operation, "nowhere", caller.token);
        if (foreign.status !== none.status || blurred(foreign.text) !== blurred(none.text))
          differing.push(`${operation.id} as ${caller.name}: ${foreign.text} and ${none.text}`);
      }
    }
    expect(differing).toEqual([]);
  });

  it("names nothing foreign in any list or answer, as JSON and as CSV; who sees the city reads it there", async () => {
    const leaks: string[] = [];
    const silent: string[] = [];
    const reads = all.filter(
      ({ method, scope, id }) => method === "GET" && scope === "filtered" && !["openStream", ...open].includes(id),
    );
    for (const operation of reads) {
      for (const query of operation.hasCsv ? ["", "format=csv"] : [""]) {
        for (const caller of callers) {
          const { status, text } = await call(operation, "north", caller.token, query);
          if (status !== 200) continue;
          const isForeign = signOfSouth.test(text);
          if (caller.reach !== "city" && isForeign) leaks.push(`${operation.id}${query} as ${caller.name}: ${text}`);
          if (caller.reach === "city" && !operation.path.includes("{") && !isForeign)
            silent.push(`${operation.id}${query}`);
        }
      }
    }
    expect(leaks).toEqual([]);
    expect([...new Set(silent)].filter((id) => !namesNothing.includes(id))).toEqual([]);
  });

  it("tells nobody without the right what the restricted gauge says, in no answer and no export", async () => {
    const told = new Map<boolean, string[]>([
      [true, []],
      [false, []],
    ]);
    const reads = all.filter(
      ({ method, scope, id }) => method === "GET" && scope === "filtered" && !["openStream", ...open].includes(id),
    );
    for (const operation of reads) {
      for (const query of operation.hasCsv ? ["", "format=csv"] : [""]) {
        for (const caller of callers) {
          const { text } = await call(operation, "north", caller.token, query);
          if (!text.includes("4711")) continue;
          told.get(mayDo(caller.grant.roles, "restricted.read"))?.push(`${operation.id}${query} as ${caller.name}`);
        }
      }
    }
    expect(told.get(false)).toEqual([]);
    for (const id of ["listLatest", "listTransitions", "getCase", "listEvents"])
      expect(told.get(true)).toContain(`${id} as commander-of-north`);
    const gauge = `/api/v1/gauges/${encodeURIComponent(restrictedGauge)}/observations`;
    const as = async (name: string) => {
      const headers = { authorization: `Bearer token-${name}` };
      return (await fetch(running.url + gauge, { headers })).status;
    };
    expect([await as("viewer-of-city"), await as("commander-of-city")]).toEqual([404, 200]);
  });
});
