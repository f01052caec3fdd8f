import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { sessionNow } from "../../../api/schemas/people/me.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { Log } from "../../../domain/log.ts";
import { openidClientProvider } from "../../../people/oidc/openid-client-provider.ts";
import { peopleSettings } from "../../../people/settings.ts";
import { InMemoryApiPorts, testNow } from "../../support/in-memory-api-ports.ts";
import { clientId, clientSecret, startProvider, type TestProvider } from "../../support/oidc/identity-provider.ts";
import { type TestBrowser, testBrowser } from "../../support/oidc/test-browser.ts";
import { freePorts } from "../../support/processes/hub-process.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface World {
  readonly api: RunningApi;
  readonly provider: TestProvider;
  /** Everything that was logged, as text. */
  readonly logged: string[];
}

interface WorldOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly authMethod?: string;
  readonly secret?: string | null;
}

/** A real provider and the real API, with an account `li` whose subject is `sub-li`. */
async function world({ settings = {}, authMethod, secret = clientSecret }: WorldOptions = {}): Promise<World> {
  const [port = 0] = await freePorts(1);
  const startUrl = `http://127.0.0.1:${port}/api/v1/session/oidc`;
  const provider = await startProvider(`${startUrl}/callback`, authMethod);
  stops.push(() => provider.stop());
  const logged: string[] = [];
  const keep = (fields: object, words?: string) => void logged.push(`${JSON.stringify(fields)} ${words ?? ""}`);
  const log = { debug: keep, info: keep, warn: keep, error: keep } as unknown as Log;
  const ports = new InMemoryApiPorts();
  const { oidc } = peopleSettings.parse({ oidc: { enabled: true, issuer: provider.issuer, clientId, ...settings } });
  ports.people = ports.peopleWith(
    {
      provider: openidClientProvider({
        settings: { ...oidc, issuer: provider.issuer },
        secret,
        redirectUri: `${startUrl}/callback`,
        uptime: () => ports.now,
      }),
      name: oidc.name ?? null,
      startUrl,
    },
    log,
  );
  const api = await startApi({ port }, ports);
  stops.push(() => api.api.stop());
  await ports.accounts.create({
    ...{ accountId: "li", name: "Li Wei", language: "zh", createdAt: testNow, passwordHash: null },
    ...{ roles: ["duty-officer"], areaCodes: [], deviceIds: [], subject: "sub-li" },
  });
  return { api, provider, logged };
}

const isCallback = (url: URL) => url.pathname.endsWith("/oidc/callback");

/** Goes to the provider and says who one is there. @returns the address the provider sends the browser back to */
async function atProvider({ api, provider }: World, browser: TestBrowser, person = "sub-li"): Promise<URL> {
  const begun = await browser.get(`${api.url}/api/v1/session/oidc`, { "sec-fetch-site": "same-origin" });
  expect(begun.status).toBe(302);
  const page = await browser.follow(begun, (url) => url.pathname.startsWith("/interaction/"));
  expect(page.origin).toBe(provider.issuer);
  return browser.follow(await browser.post(page.href, { person }), isCallback);
}

/** Where the callback leads, as `/` or `#refused=...`. A browser says of it that it comes from another site. */
async function back(browser: TestBrowser, callback: string | URL): Promise<string> {
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  const answer = await browser.get(String(callback), headers);
  expect(answer.status).toBe(302);
  return answer.headers.get("location") ?? "";
}

async function sessionOf({ api }: World, browser: TestBrowser, query = "") {
  return sessionNow.parse(await (await browser.get(`${api.url}/api/v1/session${query}`)).json());
}

function byPassword({ api }: World, accountId: string, password = "not a password"): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(`${api.url}/api/v1/session`, { method: "POST", headers, body: JSON.stringify({ accountId, password }) });
}

/** What the audit trail is given. */
function trail({ api }: World) {
  return api.ports.entered.flatMap((entry) =>
    entry.kind === "account-action" ? [{ accountId: entry.accountId, ...entry.action }] : [],
  );
}

async function expectNobody(of: World, browser: TestBrowser): Promise<void> {
  expect((await sessionOf(of, browser)).me).toBeNull();
  expect(browser.cookiesFor(of.api.url)).not.toHaveProperty("guanlan_session");
}

describe("signing in through the identity provider", () => {
  it("ends in a session like any other, whoever the provider names", async () => {
    const of = await world();
    const browser = testBrowser();
    expect((await sessionOf(of, browser)).provider).toEqual({
      name: { zh: "统一身份认证登录", en: "Sign in through the identity provider" },
      startUrl: `${of.api.url}/api/v1/session/oidc`,
    });
    const begun = await testBrowser().get(`${of.api.url}/api/v1/session/oidc`);
    expect(begun.headers.get("set-cookie")).toMatch(
      /^guanlan_oidc=[\w-]{43}; Path=\/api\/v1\/session\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    const asked = new URL(begun.headers.get("location") ?? "").searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: "code", code_challenge_method: "S256", prompt: "login", scope: "openid profile" },
      redirect_uri: `${of.api.url}/api/v1/session/oidc/callback`,
    });
    const callback = await atProvider(of, browser);
    const answer = await browser.get(callback.href, { "sec-fetch-site": "cross-site" });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/#signed-in"]);
    expect(answer.headers.getSetCookie()).toEqual([
      "guanlan_oidc=; Path=/api/v1/session/oidc; HttpOnly; SameSite=Lax; Max-Age=0",
      expect.stringMatching(/^guanlan_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=86400$/),
    ]);
    expect((await sessionOf(of, browser)).me).toMatchObject({ accountId: "li", roles: ["duty-officer"] });
    expect(trail(of)).toEqual([{ accountId: "li", do: "sign-in", way: "oidc", address: "127.0.0.1" }]);
    expect(of.api.ports.entered).toMatchObject([{ by: "li", caller: { id: "li", name: "Li Wei" } }]);
  });

  it.each([
    ["none", null],
    ["client_secret_post", clientSecret],
  ])("as a client of the method %s too", async (authMethod, secret) => {
    const of = await world({ authMethod, secret });
    const browser = testBrowser();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#signed-in");
  });

  it("by another claim than sub, which the provider tells at its UserInfo endpoint alone", async () => {
    const of = await world({ settings: { subjectClaim: "employee_no", prompt: "provider", name: "City ID" } });
    const browser = testBrowser();
    expect((await sessionOf(of, browser)).provider?.name).toEqual({ zh: "City ID", en: "City ID" });
    of.provider.people.set("somebody", { employee_no: "sub-li" });
    expect(await back(browser, await atProvider(of, browser, "somebody"))).toBe("/#signed-in");
    // A number is its digits, and nothing else is a subject.
    of.provider.people.set("number", { employee_no: 4711 });
    const second = testBrowser();
    expect(await back(second, await atProvider(of, second, "number"))).toBe("/#refused=unknown-subject&subject=4711");
    for (const employee_no of [undefined, "", true, ["sub-li"], "x".repeat(256), "sub-li ", "\u202esub-li", "a\nb"]) {
      of.provider.people.set("odd", { employee_no });
      const other = testBrowser();
      expect(await back(other, await atProvider(of, other, "odd"))).toBe("/#refused=no-subject");
      await expectNobody(of, other);
    }
  });

  it("refuses a subject that no account has, in both languages and in the audit trail, and makes no account", async () => {
    const of = await world();
    // An account's own id is no subject, nor is its name.
    for (const subject of ["li", "Li Wei", "SUB-LI", '<img src=x onerror="alert(1)">']) {
      const browser = testBrowser();
      const led = await back(browser, await atProvider(of, browser, subject));
      expect(led).toBe(`/#${new URLSearchParams({ refused: "unknown-subject", subject })}`);
      const { refused } = await sessionOf(of, browser, `?${led.slice(2)}`);
      expect(refused?.en).toBe(
        `No account has your subject ${subject}. Tell it to the account administrator, who sets it on your account.`,
      );
      expect(refused?.zh).toContain(subject);
      const line = { accountId: "unknown", do: "sign-in-refused", way: "oidc", reason: "unknown-subject", subject };
      expect(trail(of).at(-1)).toEqual({ ...line, address: "127.0.0.1" });
      await expectNobody(of, browser);
    }
    expect((await of.api.ports.accounts.list()).map(({ accountId }) => accountId)).toEqual(["li"]);
  });

  it("refuses a disabled account", async () => {
    const of = await world();
    await of.api.ports.people.accounts.change("li", { isDisabled: true });
    const browser = testBrowser();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#refused=disabled");
    await expectNobody(of, browser);
    expect(trail(of)).toMatchObject([
      { accountId: "li", do: "sign-in-refused", reason: "disabled", subject: "sub-li" },
    ]);
  });

  it("ends with the subject: sessions of the old one are over", async () => {
    const of = await world();
    const browser = testBrowser();
    await back(browser, await atProvider(of, browser));
    expect((await sessionOf(of, browser)).me).not.toBeNull();
    await of.api.ports.people.accounts.change("li", { subject: "sub-zhao" });
    expect((await sessionOf(of, browser)).me).toBeNull();
    const again = testBrowser();
    expect(await back(again, await atProvider(of, again))).toMatch(/^\/#refused=unknown-subject/);
  });

  it("has no password to guess where none was set, the empty one included", async () => {
    const of = await world();
    for (const password of ["", " ", "null", "undefined"]) {
      const answer = await byPassword(of, "li", password);
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([401, null]);
    }
  });
});

describe("the callback", () => {
  it("is good once, and for the browser alone that began", async () => {
    const of = await world();
    const [browser, foreign, none] = [testBrowser(), testBrowser(), testBrowser()];
    const callback = await atProvider(of, browser);
    await foreign.get(`${of.api.url}/api/v1/session/oidc`);
    for (const other of [none, foreign]) {
      expect(await back(other, callback)).toBe("/#refused=stale");
      await expectNobody(of, other);
    }
    // Neither another's try nor an answer with another state uses it up.
    const bent = new URL(callback);
    bent.searchParams.set("state", "x".repeat(43));
    expect(await back(browser, bent)).toBe("/#refused=stale");
    bent.searchParams.delete("state");
    expect(await back(browser, bent)).toBe("/#refused=stale");
    const cookie = browser.cookiesFor(callback.href).guanlan_oidc ?? "";
    expect(await back(browser, callback)).toBe("/#signed-in");
    // Played again, with the cookie that the browser has forgotten.
    const answer = await fetch(callback, { redirect: "manual", headers: { cookie: `guanlan_oidc=${cookie}` } });
    expect([answer.headers.get("location"), answer.headers.getSetCookie()]).toEqual(["/#refused=stale", []]);
    expect(trail(of).map((line) => line.do)).toEqual(["sign-in"]);
  });

  it("refuses a code that was used already, which the provider then takes back", async () => {
    const of = await world();
    const [browser, thief] = [testBrowser(), testBrowser()];
    const callback = await atProvider(of, browser);
    const code = callback.searchParams.get("code") ?? "";
    expect(await back(browser, callback)).toBe("/#signed-in");
    const own = await atProvider(of, thief, "sub-thief");
    own.searchParams.set("code", code);
    expect(await back(thief, own)).toBe("/#refused=provider-refused");
    await expectNobody(of, thief);
  });

  it("refuses a code that somebody else was given, even fresh", async () => {
    const of = await world();
    const [victim, thief] = [testBrowser(), testBrowser()];
    const code = (await atProvider(of, victim)).searchParams.get("code") ?? "";
    const own = await atProvider(of, thief, "sub-thief");
    own.searchParams.set("code", code);
    expect(await back(thief, own)).toBe("/#refused=provider-refused");
    await expectNobody(of, thief);
  });

  it("comes within ten minutes", async () => {
    const of = await world();
    const browser = testBrowser();
    const early = await atProvider(of, browser);
    of.api.ports.now += 10 * minuteMs;
    expect(await back(browser, early)).toBe("/#signed-in");
    const late = await atProvider(of, browser);
    of.api.ports.now += 10 * minuteMs + 1;
    expect(await back(browser, late)).toBe("/#refused=stale");
  });

  it("lands on the sign-in page where somebody turned back, and shows nothing that stood in the answer", async () => {
    const of = await world();
    const browser = testBrowser();
    const callback = await atProvider(of, browser, "");
    expect(callback.searchParams.get("error")).toBe("access_denied");
    const script = "<script>alert(document.cookie)</script>";
    callback.searchParams.set("error_description", script);
    callback.searchParams.set("error_uri", "javascript:alert(1)");
    const answer = await browser.get(callback.href);
    const whole = `${[...answer.headers].join("\n")}\n${await answer.text()}`;
    expect(answer.headers.get("location")).toBe("/#refused=provider-refused");
    expect(whole + of.logged.join("\n")).not.toMatch(/alert|script/i);
    expect(of.logged.join("\n")).toContain("callback: access_denied");
    expect(trail(of)).toMatchObject([{ reason: "provider-refused", accountId: "unknown", subject: null }]);
  });

  it("takes what comes twice, is too long or no answer at all for what it is: refused", async () => {
    const of = await world();
    const browser = testBrowser();
    const callback = await atProvider(of, browser);
    const base = `${of.api.url}/api/v1/session/oidc/callback`;
    for (const query of ["", "?", "?code=x", "?state=", `?state=${"y".repeat(5000)}`, "?state[]=1&state=2", "?%ff=%00"])
      expect(await back(browser, base + query)).toBe("/#refused=stale");
    expect(await back(browser, `${callback.href}&code=another`)).toBe("/#refused=untrusted");
    await expectNobody(of, browser);
  });

  it("waits after 20 failures a minute from one address, without asking the provider", async () => {
    const of = await world();
    const base = `${of.api.url}/api/v1/session/oidc`;
    const [browser, late] = [testBrowser(), testBrowser()];
    expect(await back(browser, await atProvider(of, browser, "stranger"))).toMatch(/^\/#refused=unknown-subject/);
    const callback = await atProvider(of, late);
    for (let n = 0; n < 19; n += 1) expect((await byPassword(of, `nobody-${n}`)).status).toBe(401);
    of.provider.asked.length = 0;
    expect(await back(late, callback)).toBe("/#refused=wait");
    expect((await testBrowser().get(base)).headers.get("location")).toBe("/#refused=wait");
    expect(of.provider.asked).toEqual([]);
    of.api.ports.now += minuteMs;
    expect((await testBrowser().get(base)).headers.get("location")).toContain(of.provider.issuer);
  });

  it("counts for nobody where nobody began it: a foreign page full of its address keeps no duty room out", async () => {
    const of = await world();
    const base = `${of.api.url}/api/v1/session/oidc`;
    await of.api.ports.people.accounts.change("li", { passwordHash: await of.api.ports.people.hash("pumps under it") });
    const begun = testBrowser();
    await begun.get(base);
    for (let n = 0; n < 10; n += 1) {
      for (const query of ["", "?state=", `?state=${n}`, `?code=x&state=${"y".repeat(43)}`])
        for (const browser of [begun, testBrowser()])
          expect(await back(browser, `${base}/callback${query}`)).toBe("/#refused=stale");
    }
    expect((await byPassword(of, "li", "pumps under it")).status).toBe(200);
    const browser = testBrowser();
    const callback = await atProvider(of, browser);
    expect(await back(browser, callback)).toBe("/#signed-in");
    for (let n = 0; n < 30; n += 1) expect(await back(browser, callback)).toBe("/#refused=stale");
    expect((await byPassword(of, "li", "pumps under it")).status).toBe(200);
  });

  it("is not there where no identity provider is set up", async () => {
    const api = await startApi();
    stops.push(() => api.api.stop());
    for (const path of ["", "/callback", "/callback?code=1&state=2"]) {
      const answer = await fetch(`${api.url}/api/v1/session/oidc${path}`, { redirect: "manual" });
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([404, null]);
    }
    expect(await (await fetch(`${api.url}/api/v1/session`)).json()).toMatchObject({ provider: null, refused: null });
  });
});

describe("what the provider sends", () => {
  const seconds = () => Math.floor(Date.now() / 1000);

  it.each<[string, (claims: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>]>([
    ["another nonce", (claims) => ({ ...claims, nonce: "another" })],
    ["no nonce", ({ nonce: _, ...claims }) => claims],
    ["another issuer", (claims) => ({ ...claims, iss: "http://127.0.0.1:1" })],
    ["another audience", (claims) => ({ ...claims, aud: "another-client" })],
    ["another party", (claims) => ({ ...claims, aud: [clientId, "another"], azp: "another" })],
    ["a token that is over", (claims) => ({ ...claims, exp: seconds() - 61 })],
    ["no end", ({ exp: _, ...claims }) => claims],
    ["no subject", ({ sub: _, ...claims }) => claims],
  ])("is not believed with %s", async (_, tamper) => {
    const of = await world();
    of.provider.tamper = tamper;
    const browser = testBrowser();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#refused=untrusted");
    await expectNobody(of, browser);
    expect(trail(of)).toMatchObject([{ do: "sign-in-refused", reason: "untrusted", subject: null }]);
  });

  it("is believed with clocks up to a minute apart", async () => {
    const of = await world();
    of.provider.tamper = (claims) => ({ ...claims, exp: seconds() - 50 });
    const browser = testBrowser();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#signed-in");
  });

  it("is not believed under a key that the provider does not publish, by its name or another", async () => {
    const of = await world();
    of.provider.isForging = true;
    const browser = testBrowser();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#refused=untrusted");
    await expectNobody(of, browser);
  });

  it("is believed at once under new keys", async () => {
    const of = await world();
    const browser = testBrowser();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#signed-in");
    of.provider.rotateKeys();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#signed-in");
  });
});

describe("a provider that is away", () => {
  it("keeps nobody from the page or from a password, and is asked again once it is back", async () => {
    const of = await world();
    await of.provider.stop();
    await of.api.ports.people.accounts.change("li", { passwordHash: await of.api.ports.people.hash("pumps under it") });
    const browser = testBrowser();
    for (const _ of [1, 2]) {
      const answer = await browser.get(`${of.api.url}/api/v1/session/oidc`);
      expect(answer.headers.get("location")).toBe("/#refused=provider-away");
    }
    expect((await byPassword(of, "li", "pumps under it")).status).toBe(200);
    await of.provider.start();
    const callback = await atProvider(of, browser);
    await of.provider.stop();
    expect(await back(browser, callback)).toBe("/#refused=provider-away");
    await of.provider.start();
    expect(await back(browser, await atProvider(of, browser))).toBe("/#signed-in");
  });

  it("is waited for five seconds, in which everybody else is answered", { timeout: 30_000 }, async () => {
    const of = await world();
    of.provider.silent = "/.well-known/openid-configuration";
    const before = performance.now();
    const slow = testBrowser().get(`${of.api.url}/api/v1/session/oidc`);
    const other = testBrowser().get(`${of.api.url}/api/v1/session/oidc`);
    expect((await fetch(`${of.api.url}/api/v1/session`)).status).toBe(200);
    expect((await slow).headers.get("location")).toBe("/#refused=provider-away");
    expect((await other).headers.get("location")).toBe("/#refused=provider-away");
    expect(performance.now() - before).toBeGreaterThan(4_500);
    expect(performance.now() - before).toBeLessThan(9_000);
    expect(of.provider.asked).toEqual(["/.well-known/openid-configuration"]);
  });

  const calls = ["/.well-known/openid-configuration", "/token", "/jwks", "/me"] as const;

  /** Where a sign-in leads that is answered otherwise at one address of the provider. */
  async function ledBy(of: World, path: (typeof calls)[number], answer: (response: ServerResponse) => void) {
    const browser = testBrowser();
    of.provider.people.set("somebody", { employee_no: "sub-li" });
    const callback =
      path === calls[0] ? `${of.api.url}/api/v1/session/oidc` : await atProvider(of, browser, "somebody");
    of.provider.instead.set(path, answer);
    const led = await back(browser, callback);
    of.provider.instead.delete(path);
    return led;
  }

  it.each(calls)("answers far too much at %s: it is read no further than 1 MiB", async (path) => {
    const of = await world({ settings: { subjectClaim: "employee_no" } });
    let sent = 0;
    const answer = (response: ServerResponse): void => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
      const more = (): void => {
        while (!response.destroyed && sent < 2 ** 30) {
          sent += 2 ** 16;
          if (!response.write(" ".repeat(2 ** 16))) return void response.once("drain", more);
        }
        response.end("}");
      };
      more();
    };
    expect(await ledBy(of, path, answer)).toBe("/#refused=provider-away");
    // What lies on the way of it is a few MiB.
    expect(sent).toBeLessThan(2 ** 25);
    expect(of.logged.join("\n")).toContain("ANSWER_TOO_LONG");
  });

  it.each(calls)(
    "answers a page at %s, by its type or as if it were JSON, and that is nobody's attempt",
    async (path) => {
      const of = await world({ settings: { subjectClaim: "employee_no" } });
      for (const type of ["text/html", "application/json"])
        for (let n = 0; n < 11; n += 1) {
          const answer = (response: ServerResponse) =>
            void response.writeHead(200, { "content-type": type }).end("<!doctype html><title>Under repair</title>");
          expect(await ledBy(of, path, answer)).toBe("/#refused=provider-away");
        }
      const browser = testBrowser();
      expect(await back(browser, await atProvider(of, browser, "somebody"))).toBe("/#signed-in");
    },
  );

  it("that drips is waited for five seconds too", { timeout: 30_000 }, async () => {
    const of = await world();
    const before = performance.now();
    const answer = (response: ServerResponse): void => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
      const drip = setInterval(() => (response.destroyed ? clearInterval(drip) : response.write(" ")), 200);
    };
    expect(await ledBy(of, "/token", answer)).toBe("/#refused=provider-away");
    expect(performance.now() - before).toBeLessThan(9_000);
    expect(of.logged.join("\n")).toContain("OAUTH_TIMEOUT");
  });

  it("is asked once for where to go, and again after an hour", async () => {
    const of = await world();
    const discoveries = () => of.provider.asked.filter((path) => path.startsWith("/.well-known/")).length;
    for (const _ of [1, 2, 3]) await testBrowser().get(`${of.api.url}/api/v1/session/oidc`);
    expect(discoveries()).toBe(1);
    of.api.ports.now += 60 * minuteMs;
    await testBrowser().get(`${of.api.url}/api/v1/session/oidc`);
    expect(discoveries()).toBe(2);
  });
});

it("code, tokens, cookie and client secret are in no log, answer or entry", async () => {
  const of = await world();
  const [browser, second] = [testBrowser(), testBrowser()];
  const callback = await atProvider(of, browser);
  const cookie = browser.cookiesFor(callback.href).guanlan_oidc ?? "none";
  const state = callback.searchParams.get("state") ?? "none";
  await back(browser, callback);
  const again = await atProvider(of, second, "stranger");
  of.provider.tamper = (claims) => ({ ...claims, nonce: "another" });
  await back(second, again);
  // A code that the provider refuses.
  const third = testBrowser();
  const bent = await atProvider(of, third);
  bent.searchParams.set("code", `${bent.searchParams.get("code")}x`);
  await back(third, bent);
  const said = `${of.logged.join("\n")} ${JSON.stringify(of.api.ports.entered)} ${JSON.stringify(of.api.ports.errors)}`;
  expect(of.logged).toHaveLength(2);
  expect(of.provider.secrets.length).toBeGreaterThan(4);
  const session = browser.cookiesFor(of.api.url).guanlan_session ?? "none";
  for (const secret of [...of.provider.secrets, clientSecret, cookie, state, session])
    expect(said).not.toContain(secret);
});
