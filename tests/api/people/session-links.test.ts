import { afterEach, describe, expect, it } from "vitest";
import { sessionNow } from "../../../api/schemas/people/me.ts";
import { minuteMs } from "../../../domain/clock.ts";
import { createOneTimeLinks } from "../../../people/sessions/one-time-links.ts";
import { testNow } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const running: RunningApi[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.api.stop();
});

async function start(): Promise<RunningApi> {
  const started = await startApi();
  running.push(started);
  const { people } = started.ports;
  await people.accounts.create({
    ...{ accountId: "newcomer", name: "New", language: "en", createdAt: testNow },
    ...{
      roles: ["duty-officer"],
      areaCodes: [],
      deviceIds: [],
      subject: null,
      passwordHash: await people.hash("not to be told to anybody"),
    },
  });
  return started;
}

function follow({ url }: RunningApi, code: string, headers: Record<string, string> = {}): Promise<Response> {
  const sent = { "content-type": "application/json", "accept-language": "en", ...headers };
  return fetch(`${url}/api/v1/session/link`, { method: "POST", body: JSON.stringify({ code }), headers: sent });
}

/** Who the API takes the bearer of a cookie for. */
async function whoIs({ url }: RunningApi, cookie?: string) {
  const response = await fetch(`${url}/api/v1/session`, { headers: cookie === undefined ? {} : { cookie } });
  expect(response.status).toBe(200);
  return sessionNow.parse(await response.json()).me;
}

describe("GET /session", () => {
  it("says that nobody is signed in without refusing, to a cookie that is nobody's too", async () => {
    const api = await start();
    expect(await whoIs(api)).toBeNull();
    expect(await whoIs(api, `guanlan_session=${"a".repeat(43)}`)).toBeNull();
  });
});

describe("a link of one use", () => {
  it("signs nobody in whose account is disabled meanwhile, and enters no sign-in", async () => {
    const api = await start();
    const { accounts, people } = api.ports;
    const add = accounts.addSession;
    accounts.addSession = async (session) => {
      await accounts.change("newcomer", { isDisabled: true });
      await add(session);
    };
    const answer = await follow(api, people.links.issue("newcomer"));
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([401, null]);
    expect(api.ports.entered).toEqual([]);
  });

  it("signs in once, is in the audit trail by what was done and never by its code", async () => {
    const api = await start();
    const code = api.ports.people.links.issue("newcomer");
    const response = await follow(api, code);
    expect(response.status).toBe(200);
    const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect(await whoIs(api, cookie)).toMatchObject({ kind: "account", accountId: "newcomer" });
    const again = await follow(api, code);
    expect([again.status, await again.json()]).toMatchObject([401, { code: "api.sign_in_failed" }]);
    expect(api.ports.entered).toMatchObject([
      { kind: "account-action", accountId: "newcomer", action: { do: "sign-in" } },
    ]);
    expect(JSON.stringify(api.ports.entered)).not.toContain(code);
  });

  it("is refused for a code that nobody issued and for a disabled account, each the same", async () => {
    const api = await start();
    const code = api.ports.people.links.issue("newcomer");
    await api.ports.people.accounts.change("newcomer", { isDisabled: true });
    const answers = [await follow(api, code), await follow(api, "guessed"), await follow(api, "")];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 400]);
    expect(api.ports.entered).toEqual([]);
  });

  it("is not followed for another site's page, which leaves it good", async () => {
    const api = await start();
    const code = api.ports.people.links.issue("newcomer");
    expect((await follow(api, code, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await follow(api, code)).status).toBe(200);
  });

  it("is good for ten minutes", () => {
    let now = 0;
    const links = createOneTimeLinks(() => now);
    const [inTime, late] = [links.issue("newcomer"), links.issue("newcomer")];
    now = 10 * minuteMs;
    expect(links.take(inTime)).toBe("newcomer");
    now += 1;
    expect(links.take(late)).toBeNull();
  });
});
