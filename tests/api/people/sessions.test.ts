import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { AreaCode } from "../../../domain/ids.ts";
import type { Role } from "../../../domain/people/role.ts";
import { readerToken, testNow } from "../../support/in-memory-api-ports.ts";
import { until } from "../../support/until.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const password = "pumps under the bridge";
const running: RunningApi[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.api.stop();
});

async function start(roles: readonly Role[] = ["duty-officer"]): Promise<RunningApi> {
  const started = await startApi();
  running.push(started);
  const { people } = started.ports;
  const passwordHash = await people.hash(password);
  await people.accounts.create({
    ...{ accountId: "li", name: "Li Wei", language: "zh", createdAt: testNow },
    ...{ roles, areaCodes: [], deviceIds: [], subject: null, passwordHash },
  });
  return started;
}

function signIn(
  { url }: RunningApi,
  body: object = { accountId: "li", password },
  headers: Record<string, string> = {},
) {
  const sent = { "content-type": "application/json", "accept-language": "en", ...headers };
  return fetch(`${url}/api/v1/session`, { method: "POST", body: JSON.stringify(body), headers: sent });
}

/** A signed-in browser: its cookie and what it may put in the header. */
async function browser(api: RunningApi) {
  const response = await signIn(api);
  expect(response.status).toBe(200);
  const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const call = (path: string, init: RequestInit = {}) =>
    fetch(api.url + path, { ...init, headers: { cookie, "accept-language": "en", ...init.headers } });
  const write = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
    call(path, {
      method,
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", "x-guanlan-csrf": csrfToken, ...headers },
    });
  return { cookie, csrfToken, call, write };
}

/** What the audit trail is given of an account. */
function acts({ ports }: RunningApi, accountId = "li") {
  return ports.entered.flatMap((entry) =>
    entry.kind === "account-action" && entry.accountId === accountId ? [entry.action.do] : [],
  );
}

describe("signing in", () => {
  it("gives a cookie that no script reads and no other site sends, and keeps its hash alone", async () => {
    const api = await start();
    const response = await signIn(api);
    expect(response.headers.get("set-cookie")).toMatch(
      /^guanlan_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=86400$/,
    );
    expect(await response.json()).toMatchObject({ kind: "account", accountId: "li", roles: ["duty-officer"] });
    expect(acts(api)).toEqual(["sign-in"]);
    const { cookie, call } = await browser(api);
    expect(await (await call("/api/v1/me")).json()).toMatchObject({ name: "Li Wei", language: "zh" });
    expect((await call("/api/v1/city")).status).toBe(200);
    const secret = cookie.split("=")[1] ?? "";
    expect(JSON.stringify(api.ports.entered)).not.toContain(secret);
    expect(JSON.stringify(api.ports.entered)).not.toContain(password);
  });

  it("answers a wrong password, an unknown account and a disabled one in the same words", async () => {
    const api = await start();
    const answers = [
      await signIn(api, { accountId: "li", password: "wrong" }),
      await signIn(api, { accountId: "hunter2-typed-in-the-wrong-field", password }),
    ];
    await api.ports.people.accounts.change("li", { isDisabled: true });
    answers.push(await signIn(api));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(answers.map(({ headers }) => headers.get("set-cookie"))).toEqual([null, null, null]);
    // What was typed for an account that does not exist may be a password: it is nowhere.
    expect(JSON.stringify(api.ports.entered)).not.toContain("hunter2");
    expect(acts(api)).toEqual(["sign-in-refused", "sign-in-refused"]);
    expect(acts(api, "unknown")).toEqual(["sign-in-refused"]);
  });

  it("is refused from another site, and never shows a password that is no text", async () => {
    const api = await start();
    expect((await signIn(api, undefined, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    const answer = await signIn(api, { accountId: "li", password: { secret: "canary-81" } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain("canary-81");
  });

  it("G28: waits after five wrong passwords for a quarter of an hour, the right one too, and says for how long", async () => {
    const api = await start();
    for (let n = 0; n < 5; n += 1)
      expect((await signIn(api, { accountId: "li", password: `guess ${n}` })).status).toBe(401);
    const waiting = await signIn(api);
    expect([waiting.status, waiting.headers.get("retry-after")]).toEqual([429, "900"]);
    expect(acts(api)).toEqual([...Array(5).fill("sign-in-refused"), "locked"]);
    api.ports.now += 899_000;
    expect((await signIn(api)).status).toBe(429);
    api.ports.now += 1_000;
    expect((await signIn(api)).status).toBe(200);
  });
});

describe("a session", () => {
  it("changes nothing without its own header, nor for another site", async () => {
    const api = await start();
    const { call, write, csrfToken } = await browser(api);
    const path = `/api/v1/cases/${api.ports.cases[0]?.id}/actions`;
    const bare = { method: "POST", body: '{"do":"acknowledge"}', headers: { "content-type": "application/json" } };
    for (const refused of [
      await call(path, bare),
      await write("POST", path, { do: "acknowledge" }, { "x-guanlan-csrf": csrfToken.replace(/.$/, "_") }),
      await write("POST", path, { do: "acknowledge" }, { "sec-fetch-site": "same-site" }),
    ]) {
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: "api.csrf" });
    }
    expect(api.ports.entered.filter(({ kind }) => kind === "case-action")).toEqual([]);
    await write("POST", path, { do: "comment", text: "pump on its way" }, { "sec-fetch-site": "same-origin" });
    expect(api.ports.entered).toContainEqual(expect.objectContaining({ kind: "case-action", by: "Li Wei" }));
  });

  it("is over an hour after its last use, and a day after signing in whatever happens", async () => {
    const api = await start();
    const { call } = await browser(api);
    const begun = api.ports.now;
    const me = async (at: number): Promise<number> => {
      api.ports.now = begun + at;
      return (await call("/api/v1/me")).status;
    };
    for (let minutes = 59; minutes < 1440; minutes += 59) expect(await me(minutes * 60_000), `${minutes}`).toBe(200);
    expect(await me(1440 * 60_000)).toBe(401);
    const { call: idle } = await browser(api);
    api.ports.now += 60 * 60_000;
    expect((await idle("/api/v1/me")).status).toBe(401);
  });

  it("ends with signing out", async () => {
    const api = await start();
    const { call, write } = await browser(api);
    const ended = await write("DELETE", "/api/v1/session", {});
    expect(ended.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await call("/api/v1/me")).status).toBe(401);
    expect(acts(api)).toEqual(["sign-in", "sign-out"]);
  });

  it("keeps preferences, for whoever signs in next; a token has none", async () => {
    const api = await start();
    const { write } = await browser(api);
    const wanted = { language: "en", preferences: { start: "queue", rows: 50, dark: true } };
    expect(await (await write("PUT", "/api/v1/me/preferences", wanted)).json()).toMatchObject(wanted);
    const { call } = await browser(api);
    expect(await (await call("/api/v1/me")).json()).toMatchObject(wanted);
    const headers = { authorization: `Bearer ${readerToken}`, "content-type": "application/json" };
    const body = JSON.stringify(wanted);
    expect((await fetch(`${api.url}/api/v1/me/preferences`, { method: "PUT", body, headers })).status).toBe(409);
  });

  it("sets one's own password with the old one, ends the others and goes on anew", async () => {
    const api = await start();
    const [here, elsewhere] = [await browser(api), await browser(api)];
    const change = (currentPassword: string, newPassword: string) =>
      here.write("PUT", "/api/v1/me/password", { currentPassword, newPassword });
    expect((await change("wrong", "rain on the east road")).status).toBe(401);
    for (const bad of ["short", "aaaaaaaaaaaaaaaa", "I am LI WEI, truly"]) {
      const refused = await change(password, bad);
      expect(await refused.json(), bad).toMatchObject({ code: "api.refused", refusal: "people.bad_password" });
    }
    const changed = await change(password, "rain on the east road");
    expect([changed.status, changed.headers.get("set-cookie")]).toEqual([
      200,
      expect.stringContaining("guanlan_session="),
    ]);
    for (const old of [here, elsewhere]) expect((await old.call("/api/v1/me")).status).toBe(401);
    expect((await signIn(api)).status).toBe(401);
    expect((await signIn(api, { accountId: "li", password: "rain on the east road" })).status).toBe(200);
  });

  it("sets none in the place of one that somebody else has set meanwhile", async () => {
    const api = await start();
    const { write } = await browser(api);
    const { people } = api.ports;
    const resetTo = "a new one from the administrator";
    const { signIn: judge } = people;
    Object.assign(people, {
      async signIn(attempt: Parameters<typeof judge>[0]) {
        const judged = await judge(attempt);
        await people.accounts.change("li", { passwordHash: await people.hash(resetTo) });
        return judged;
      },
    });
    const wanted = { currentPassword: password, newPassword: "rain on the east road" };
    expect((await write("PUT", "/api/v1/me/password", wanted)).status).toBe(401);
    Object.assign(people, { signIn: judge });
    expect((await signIn(api, { accountId: "li", password: wanted.newPassword })).status).toBe(401);
    expect((await signIn(api, { accountId: "li", password: resetTo })).status).toBe(200);
  });

  it("is known between cookies of other services, of 14 KiB", async () => {
    const api = await start();
    const { cookie } = await browser(api);
    const headers = { cookie: `a=${"x".repeat(7_000)}; ${cookie}; b=${"; ".repeat(3_500)}` };
    const answer = await fetch(`${api.url}/api/v1/session`, { headers });
    expect(await answer.json()).toMatchObject({ me: { accountId: "li" } });
  });

  it("a header with a token goes before the cookie, and a wrong one is nobody's", async () => {
    const api = await start();
    const { call } = await browser(api);
    const as = (authorization: string) => call("/api/v1/me", { headers: { authorization } });
    expect(await (await as(`Bearer ${readerToken}`)).json()).toMatchObject({ kind: "token" });
    expect((await as("Bearer wrong")).status).toBe(401);
  });
});

describe("a live stream by session", () => {
  /** Reads a stream as a browser does that is signed in. */
  function stream({ host, port }: RunningApi, cookie: string) {
    const seen = { text: "", isClosed: false, status: 0 };
    const sent = request({ host, port, path: "/api/v1/stream", headers: { cookie }, agent: false }, (response) => {
      seen.status = response.statusCode ?? 0;
      response.setEncoding("utf8").on("data", (text: string) => {
        seen.text += text;
      });
      response.on("close", () => {
        seen.isClosed = true;
      });
    });
    sent.on("error", () => {});
    sent.end();
    return seen;
  }

  const changes: readonly (readonly [string, (api: RunningApi) => Promise<unknown>])[] = [
    ["its account is disabled", ({ ports }) => ports.people.accounts.change("li", { isDisabled: true })],
    ["its areas change", ({ ports }) => ports.people.accounts.change("li", { areaCodes: ["410105" as AreaCode] })],
    ["its roles change", ({ ports }) => ports.people.accounts.change("li", { roles: ["viewer"] })],
  ];

  it.each(changes)("runs by cookie and ends at once when %s", async (_, change) => {
    const api = await start();
    const { cookie } = await browser(api);
    const seen = stream(api, cookie);
    await until("the stream to be ready", () => seen.text.includes("event: ready"));
    await api.ports.people.accounts.change("li", { language: "en" });
    expect(api.api.streamCounts().open).toBe(1);
    await change(api);
    await until("the stream to be over", () => seen.isClosed);
    expect(api.api.streamCounts().closed.revoked).toBe(1);
  });
});

describe("accounts", () => {
  it("are made and changed by account administrators, who are told of no password and cannot raise themselves", async () => {
    const api = await start(["account-admin"]);
    const { call, write } = await browser(api);
    const made = await write("POST", "/api/v1/accounts", {
      ...{ accountId: "zhao", name: "Zhao", roles: ["commander"], areaCodes: ["410105"], language: "en" },
      password: "rain on the east road",
    });
    expect(await made.json()).toMatchObject({ accountId: "zhao", roles: ["commander"], areaCodes: ["410105"] });
    expect(await (await call("/api/v1/accounts")).json()).toMatchObject({
      rows: [{ accountId: "li" }, { accountId: "zhao" }],
    });
    expect(await (await call("/api/v1/accounts")).text()).not.toContain("scrypt");
    expect((await signIn(api, { accountId: "zhao", password: "rain on the east road" })).status).toBe(200);
    const own = await write("PUT", "/api/v1/accounts/li", { roles: ["account-admin", "commander"] });
    expect(await own.json()).toMatchObject({ refusal: "people.own_account" });
    await write("PUT", "/api/v1/accounts/zhao", { isDisabled: true });
    expect((await signIn(api, { accountId: "zhao", password: "rain on the east road" })).status).toBe(401);
    expect(acts(api, "zhao")).toEqual(["create", "sign-in", "change", "disable", "sign-in-refused"]);
    // Who gives out accounts sees nothing of the city.
    expect((await call("/api/v1/cases")).status).toBe(403);
  });

  it("keep within the administrator's own areas", async () => {
    const api = await start(["account-admin"]);
    await api.ports.people.accounts.change("li", { areaCodes: ["410105" as AreaCode] });
    const { write } = await browser(api);
    const make = (areaCodes: readonly string[]) =>
      write("POST", "/api/v1/accounts", {
        ...{ accountId: "zhao", name: "Zhao", roles: ["viewer"], areaCodes },
        password: "rain on the east road",
      });
    expect((await make(["410100"])).status).toBe(404);
    expect((await make([])).status).toBe(403);
    expect((await make(["410105"])).status).toBe(200);
  });

  it("have a subject of their own at the identity provider, and then need no password", async () => {
    const api = await start(["account-admin"]);
    const { call, write } = await browser(api);
    const zhao = { accountId: "zhao", name: "Zhao", roles: ["viewer"] };
    const bare = await write("POST", "/api/v1/accounts", zhao);
    expect([bare.status, await bare.json()]).toMatchObject([409, { refusal: "people.no_way_in" }]);
    const made = await write("POST", "/api/v1/accounts", { ...zhao, subject: "Sub-1" });
    expect(await made.json()).toMatchObject({ accountId: "zhao", subject: "Sub-1" });
    expect((await signIn(api, { accountId: "zhao", password: "" })).status).toBe(401);
    expect(await (await call("/api/v1/accounts")).json()).toMatchObject({
      rows: [
        { accountId: "li", subject: null },
        { accountId: "zhao", subject: "Sub-1" },
      ],
    });
    const other = { ...zhao, accountId: "wu", password: "rain on the east road" };
    for (const subject of ["", "x".repeat(256), 7])
      expect((await write("POST", "/api/v1/accounts", { ...other, subject })).status).toBe(400);
    const taken = await write("POST", "/api/v1/accounts", { ...other, subject: "Sub-1" });
    expect(await taken.json()).toMatchObject({ refusal: "store.subject_taken" });
    expect((await write("POST", "/api/v1/accounts", { ...other, subject: "sub-1" })).status).toBe(200);
    const moved = await write("PUT", "/api/v1/accounts/wu", { subject: "Sub-1" });
    expect(await moved.json()).toMatchObject({ refusal: "store.subject_taken" });
    expect(await (await write("PUT", "/api/v1/accounts/wu", { name: "Wu" })).json()).toMatchObject({
      subject: "sub-1",
    });
    expect(await (await write("PUT", "/api/v1/accounts/wu", { subject: null })).json()).toMatchObject({
      subject: null,
    });
    expect(await (await write("PUT", "/api/v1/accounts/li", { subject: "me" })).json()).toMatchObject({
      refusal: "people.own_account",
    });
    expect(acts(api, "wu")).toEqual(["create", "set-subject", "change", "change", "set-subject"]);
    // Zhao has no password.
    const left = await write("PUT", "/api/v1/accounts/zhao", { subject: null });
    expect([left.status, await left.json()]).toMatchObject([409, { refusal: "people.no_way_in" }]);
    expect((await write("PUT", "/api/v1/accounts/zhao", { subject: "Sub-2" })).status).toBe(200);
    expect((await api.ports.accounts.byId("zhao"))?.subject).toBe("Sub-2");
  });

  it("have no subject that nobody can read", async () => {
    const api = await start(["account-admin"]);
    const { write } = await browser(api);
    const zhao = { accountId: "zhao", name: "Zhao", roles: ["viewer"] };
    expect((await write("POST", "/api/v1/accounts", { ...zhao, subject: "8c1f 20417/张三·é" })).status).toBe(200);
    for (const subject of [
      ...[" x", "x ", "\u3000x", "\u00a0"],
      ...["\n", "\0", "\t", "\u202e", "\u200b", "\ufeff", "\u2028", "\ud800"].map((each) => `a${each}b`),
    ])
      for (const [method, path, body] of [
        ["POST", "/api/v1/accounts", { ...zhao, accountId: "wu", subject }],
        ["PUT", "/api/v1/accounts/zhao", { subject }],
      ] as const) {
        const answer = await write(method, path, body);
        expect([subject, answer.status, await answer.json()]).toMatchObject([
          ...[subject, 409],
          { refusal: "people.bad_subject" },
        ]);
      }
  });
});
