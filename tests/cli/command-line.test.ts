import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePorts } from "../support/processes/hub-process.ts";
import { compileCache, runGuanlan as guanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

const root = resolve(import.meta.dirname, "..", "..");

describe("guanlan --help", () => {
  const commands = [
    [],
    ["start"],
    ["check"],
    ["replay"],
    ["device"],
    ["device", "add"],
    ["device", "revoke"],
    ["certificate"],
    ["certificate", "hub"],
    ["certificate", "device"],
    ["payload", "test"],
    ["token", "create"],
    ["token", "revoke"],
    ["deliveries", "replay"],
    ["deliveries", "enable"],
    ["backup"],
    ["rules", "diff"],
    ["rules", "versions"],
    ["rules", "rollback"],
    ["rules", "release"],
  ];

  it.each(commands.map((args) => [args.join(" "), args] as const))(
    "guanlan %s --help explains itself",
    async (_name, args) => {
      const { code, out } = await guanlan([...args, "--help"]);
      expect(code).toBe(0);
      expect(out).toMatch(/Usage: guanlan[\s\S]*--help/);
    },
  );

  it("speaks Chinese where the terminal does", async () => {
    expect((await guanlan(["start", "--help"], { LC_ALL: "zh_CN.UTF-8" })).out).toContain("启动感知中枢");
  });
});

it("exit codes: 0 done, 1 failed, 2 for arguments, settings or city", async () => {
  expect(await guanlan(["check", "--demo"])).toMatchObject({ code: 0 });
  const { code, out, err } = await guanlan(["check"]);
  expect(code).toBe(2);
  expect(out).not.toContain("sound");
  expect(err).toContain("GUANLAN_DISPATCH_SECRET: wanted a whsec_ secret, got nothing");
  expect(err).toContain("127.0.0.1:8090 to webhooks.allowedTargets");
  expect(await guanlan(["fly"])).toMatchObject({ code: 2 });
  expect(await guanlan(["replay", "x.csv", "--device", "d"])).toMatchObject({ code: 2 });
  expect((await guanlan(["replay", "x.csv", "--device", "d", "--column", "a=b"])).err).toContain(
    "guanlan device add d",
  );
  expect(await guanlan(["replay", "x.csv", "--device", "d", "--token", "t", "--column", "a=b"])).toMatchObject({
    code: 1,
  });
  expect(await guanlan(["check"], { GUANLAN_BROKER__TCP__PROT: "1" })).toMatchObject({ code: 2 });
  const provider = {
    GUANLAN_PEOPLE__OIDC__ENABLED: "true",
    GUANLAN_PEOPLE__OIDC__ISSUER: "https://id.example.cn",
    GUANLAN_HUB__PUBLIC_URL: "https://flood.example.cn",
    GUANLAN_OIDC_SECRET_FILE: "/nowhere/secret",
  };
  const secretless = await guanlan(["check", "--demo"], provider);
  expect([secretless.code === 0, secretless.err]).toEqual([false, expect.stringContaining("/nowhere/secret")]);
  expect(await guanlan(["check", "--demo"], { ...provider, GUANLAN_OIDC_SECRET: "x" })).toMatchObject({ code: 0 });
});

describe("beside a running hub", () => {
  let hub: RunningHub;
  let settings: readonly string[];
  const env = { GUANLAN_TEST_SECRET: "unused" };

  beforeAll(async () => {
    hub = await runHub();
    settings = ["--settings", hub.process.settingsFile];
  });
  afterAll(() => hub.close());

  it("device add prints the token alone, once; it is good at once and no longer after revoke", async () => {
    const added = await guanlan(["device", "add", "d1", "--replace", ...settings], env);
    const password = added.out.trim();
    expect(password).toMatch(/^[\w-]{43}$/);
    const port = hub.process.options.mqttPort;
    const signIn = () =>
      connectAsync({ port, protocol: "mqtt", clientId: "d1", username: "d1", password, reconnectPeriod: 0 });
    await (await signIn()).endAsync(true);
    expect((await guanlan(["device", "revoke", "d1", ...settings], env)).out).toContain("1");
    await expect(signIn()).rejects.toThrow();
    expect(hub.process.output).not.toContain(password);
  });

  it("device revoke of a device that nobody knows says that it may be a slip", async () => {
    const slip = await guanlan(["device", "revoke", "d11", ...settings], env);
    expect([slip.code, slip.err]).toEqual([
      0,
      expect.stringContaining("the city has no device d11; if that is a slip"),
    ]);
    // Of the city, and without a token: it may sign in with a certificate.
    expect((await guanlan(["device", "revoke", "d1", ...settings], env)).err.trim()).toBe("");
  });

  it("a device the city does not know gets its token and a note", async () => {
    const added = await guanlan(["device", "add", "stranger", ...settings], env);
    expect(added.code).toBe(0);
    expect(added.err).toContain("the city has no device stranger");
  });

  it("token create gives a token of its role; revoke ends it", async () => {
    const created = await guanlan(["token", "create", "duty", ...settings], env);
    const authorization = `Bearer ${created.out.trim()}`;
    const status = async (path: string, method = "GET") =>
      (
        await hub.fetch(path, {
          method,
          headers: { authorization, "content-type": "application/json" },
          ...(method === "POST" ? { body: "{}" } : {}),
        })
      ).status;
    expect(await status("/api/v1/cases")).toBe(200);
    expect(await status("/api/v1/deliveries/replay", "POST")).toBe(403);
    const tokenId = /gl_([0-9a-f]+)_/.exec(authorization)?.[1] as string;
    expect(await guanlan(["token", "revoke", tokenId, ...settings], env)).toMatchObject({ code: 0 });
    expect(await status("/api/v1/cases")).toBe(401);
    expect(await guanlan(["token", "revoke", tokenId, ...settings], env)).toMatchObject({ code: 1 });
  });

  it("backup copies both databases while the hub runs, and refuses to overwrite", async () => {
    const folder = join(hub.folder, "backup");
    expect(await guanlan(["backup", folder, ...settings], env)).toMatchObject({ code: 0 });
    expect(readdirSync(folder).sort()).toEqual(["backup.json", "journal.db", "state.db"]);
    expect(await guanlan(["backup", folder, ...settings], env)).toMatchObject({ code: 1 });
  });
});

it("npm start: within a minute readings, an alarm, a case, a drafted warning and a signed webhook, in the terminal and the API", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-demo-"));
  const [mqtt = 0, ws = 0, api = 0, dispatch = 0] = await freePorts(4);
  const demo = spawn(process.execPath, ["cli/guanlan.ts", "start", "--demo"], {
    cwd: root,
    env: {
      ...process.env,
      ...compileCache,
      GUANLAN_STORE__FOLDER: join(folder, "data"),
      GUANLAN_HUB__LANGUAGE: "en",
      GUANLAN_BROKER__TCP__PORT: String(mqtt),
      GUANLAN_BROKER__WS__PORT: String(ws),
      GUANLAN_API__PORT: String(api),
      // The port that the city's file names is another: the endpoint follows this one.
      GUANLAN_HUB__DEMO__DISPATCH_PORT: String(dispatch),
    },
  });
  let output = "";
  demo.stdout.on("data", (chunk) => {
    output += chunk;
  });
  demo.stderr.on("data", (chunk) => {
    output += chunk;
  });
  try {
    const wanted = ["readings ", "ALARM ", "CASE      opened", "WARNING   drafted", "WEBHOOK "];
    await until("all lines in the terminal", () => {
      if (demo.exitCode !== null) throw new Error(output);
      return wanted.every((words) => output.includes(words));
    });
    const token = /shown once\)\s+(\S+)/.exec(output)?.[1] as string;
    const get = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${api}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await answer.json()) as { rows: readonly { state?: string }[] };
    };
    for (const path of ["cases", "warnings", "alarms", "alarms/transitions"]) {
      expect((await get(path)).rows.length, path).toBeGreaterThan(0);
    }
    await until("a delivery on record", async () =>
      (await get("deliveries")).rows.some(({ state }) => state === "delivered"),
    );
    await seesTls(output, folder, token);
    const paste = /^npx mqtt pub .+$/m.exec(output)?.[0] as string;
    expect(spawnSync("bash", ["-c", paste], { cwd: root }).status).toBe(0);
    await until("the reading that the printed line publishes", () =>
      output.includes("READING   Your gauge: water depth 31 cm, kept, quality flag 1\n"),
    );
    // Beside the simulated device's own token: a newcomer may ask for one, lose it and ask again.
    const add = () => guanlan(["device", "add", "wl-jingguang-n-1"], { GUANLAN_STORE__FOLDER: join(folder, "data") });
    expect([(await add()).code, (await add()).code]).toEqual([0, 0]);
    const ended = new Promise((resolveEnded) => demo.once("exit", resolveEnded));
    demo.kill("SIGTERM");
    expect(await ended).toBe(0);
  } finally {
    demo.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The demonstration's encrypted ways in, checked against the authority that it prints. */
async function seesTls(output: string, folder: string, token: string): Promise<void> {
  const authority = /demo authority\s+(\S+)/.exec(output)?.[1] as string;
  expect(authority).toBe(join(folder, "data", "tls", "authority.pem"));
  const ca = readFileSync(authority);
  const https = /https:\/\/127\.0\.0\.1:(\d+)\/api\/v1/.exec(output)?.[1];
  const status = await new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    get({ host: "127.0.0.1", port: https, path: "/api/v1/cases", headers, ca }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
    }).on("error", reject);
  });
  expect(status).toBe(200);
  for (const scheme of ["mqtts", "wss"]) {
    const url = new RegExp(`${scheme}://\\S+`).exec(output)?.[0] as string;
    const refused = connectAsync(url, {
      ca,
      clientId: "nobody",
      username: "nobody",
      password: "x",
      reconnectPeriod: 0,
    });
    await expect(refused).rejects.toThrow("Bad username or password");
  }
}
