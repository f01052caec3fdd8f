import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { runGuanlan as guanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;
let settings: readonly string[];
const env = { GUANLAN_TEST_SECRET: "unused" };

/** Station `s1` is in the district next to that of `s0`, and its second gauge is restricted. */
function twoDistricts(folder: string): void {
  const rewrite = (file: string, change: (content: never) => unknown): void => {
    const path = join(folder, file);
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")) as never)));
  };
  rewrite("areas.yaml", ({ areas }: { areas: readonly object[] }) => ({
    areas: [...areas, { code: "410108", kind: "district", name: { zh: "惠济区", en: "Huiji" }, parent: "410100" }],
  }));
  rewrite(
    "stations.yaml",
    ({ stations }: { stations: readonly { id: string; devices: { gauges: object[] }[] }[] }) => ({
      stations: stations.map((station) => (station.id === "s1" ? { ...station, area: "410108" } : station)),
    }),
  );
  rewrite(
    "stations.yaml",
    ({ stations }: { stations: { id: string; devices: { gauges: { dataClass?: string }[] }[] }[] }) => {
      const secret = stations.find(({ id }) => id === "s1")?.devices[0]?.gauges[1];
      if (secret !== undefined) secret.dataClass = "restricted";
      return { stations };
    },
  );
}

beforeAll(async () => {
  hub = await runHub({ rewriteCity: twoDistricts, settings: { people: { passwordCost: 12 } } });
  settings = ["--settings", hub.process.settingsFile];
});
afterAll(() => hub.close());

const rowsOf = z.looseObject({ rows: z.array(z.looseObject({})) });

async function account(id: string, ...options: readonly string[]): Promise<string> {
  const { code, out, err } = await guanlan(["account", "create", id, ...options, ...settings], env);
  expect(code, err).toBe(0);
  return out.trim();
}

async function signIn(accountId: string, password: string) {
  const response = await fetch(`${hub.url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ accountId, password }),
  });
  return { status: response.status, cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
}

const get = (path: string, cookie: string) => fetch(`${hub.url}${path}`, { headers: { cookie } });

describe("people of a city", () => {
  it("an account from the command line signs in at once and sees its own district, the restricted gauge left out", async () => {
    const password = await account("li", "--name", "Li Wei", "--roles", "duty-officer", "--areas", "410105");
    expect(password).toHaveLength(16);
    const { status, cookie } = await signIn("li", password);
    expect(status).toBe(200);
    const stations = rowsOf.parse(await (await get("/api/v1/stations", cookie)).json()).rows;
    expect(stations).toMatchObject([{ stationId: "s0" }]);
    expect((await get("/api/v1/stations/s1", cookie)).status).toBe(404);
    const wide = await account("an", "--roles", "viewer");
    const gauges = await (await get("/api/v1/gauges", (await signIn("an", wide)).cookie)).json();
    expect(rowsOf.parse(gauges).rows.map(({ gaugeId }) => gaugeId)).toEqual(["s0-c0", "s0-c1", "s1-c0"]);
  });

  it("disabling it from the command line ends its session and its live stream within two seconds", async () => {
    const { cookie } = await signIn("zhao", await account("zhao", "--roles", "viewer"));
    const seen = { text: "", isClosed: false };
    const stream = request(`${hub.url}/api/v1/stream`, { headers: { cookie }, agent: false }, (response) => {
      response.setEncoding("utf8").on("data", (text: string) => {
        seen.text += text;
      });
      response.on("close", () => {
        seen.isClosed = true;
      });
    });
    stream.on("error", () => {});
    stream.end();
    await until("the stream to be ready", () => seen.text.includes("event: ready"));
    expect(await guanlan(["account", "disable", "zhao", ...settings], env)).toMatchObject({ code: 0 });
    const disabledAt = performance.now();
    await until("the stream to be over", () => seen.isClosed);
    expect(performance.now() - disabledAt).toBeLessThan(2_000);
    expect((await get("/api/v1/me", cookie)).status).toBe(401);
  });

  it("what they were given is listed, changed and in the audit trail; no password or session is anywhere", async () => {
    const changed = await guanlan(["account", "roles", "an", "--roles", "viewer,auditor", ...settings], env);
    expect(changed.out).toContain("an  an  viewer,auditor  whole city");
    const password = (await guanlan(["account", "password", "an", ...settings], env)).out.trim();
    const { cookie } = await signIn("an", password);
    expect((await guanlan(["account", "list", ...settings], env)).out).toMatch(
      /li {2}Li Wei {2}duty-officer {2}410105\n/,
    );
    const trail = () => get("/api/v1/audit?kind=account-action&limit=1000", cookie);
    await until("the password to be in the trail", async () => {
      const lines = rowsOf.parse(await (await trail()).json()).rows;
      return lines.filter(({ subject }) => subject === "an").length >= 4;
    });
    const kept = ["state.db", "state.db-wal", "journal.db", "journal.db-wal"]
      .map((file) => join(hub.folder, "data", file))
      .map((path) => readFileSync(path).toString("latin1"));
    for (const secret of [password, cookie.split("=")[1] ?? ""]) {
      expect(secret.length).toBeGreaterThan(15);
      expect(hub.process.output).not.toContain(secret);
      for (const file of kept) expect(file.includes(secret)).toBe(false);
    }
  });

  it("bad ids, roles and passwords are refused in words, and change nothing", async () => {
    expect(await guanlan(["account", "create", "Li Wei", ...settings], env)).toMatchObject({ code: 2 });
    const role = await guanlan(["account", "create", "sun", "--roles", "king", ...settings], env);
    expect([role.code, role.err]).toEqual([2, expect.stringContaining("duty-officer")]);
    expect(await guanlan(["account", "create", "li", ...settings], env)).toMatchObject({ code: 1 });
    expect(await guanlan(["account", "disable", "nobody", ...settings], env)).toMatchObject({ code: 1 });
    expect((await guanlan(["account", "list", ...settings], env)).out).not.toContain("sun");
  });
});
