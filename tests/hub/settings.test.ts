import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HubError } from "../../domain/errors.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { expectChinese } from "../support/expect-chinese.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-settings-"));
  file = join(folder, "guanlan.yaml");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of the complaint without their indentation and without the folder. */
function complaints(yaml: string | Uint8Array, env: NodeJS.ProcessEnv = {}): readonly string[] {
  writeFileSync(file, yaml);
  try {
    loadSettings({ file, env });
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    expectChinese(error);
    expect(error.code).toBe("hub.bad_settings");
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim().replaceAll(`${folder}/`, ""));
  }
  return [];
}

describe("loadSettings()", () => {
  it("takes every default when nothing is said", () => {
    const settings = loadSettings({ env: {} });
    expect(settings.broker.tcp).toEqual({ enabled: true, host: "127.0.0.1", port: 1883 });
    expect(settings.hub.checkpointMs).toBe(1000);
  });

  it("reads the file, and the environment wins over it", () => {
    writeFileSync(file, "broker:\n  tcp:\n    port: 1884\n  maxFrameBytes: 1000\napi:\n  port: 8081\n");
    const env = { GUANLAN_BROKER__TCP__PORT: "1885", GUANLAN_API__MAX_STREAMS: "3", HOME: "/root" };
    const settings = loadSettings({ file, env });
    expect(settings.broker.tcp.port).toBe(1885);
    expect(settings.broker.maxFrameBytes).toBe(1000);
    expect(settings.api).toMatchObject({ port: 8081, maxStreams: 3 });
  });

  it.each([
    ["GUANLAN_BROKER__MAX_FRAME_BYTES", "4096"],
    ["GUANLAN_BROKER__MAXFRAMEBYTES", "4096"],
    ["guanlan_broker__maxFrameBytes", " 4096 "],
  ])("matches %s without case and single underscores", (name, text) => {
    expect(loadSettings({ env: { [name]: text } }).broker.maxFrameBytes).toBe(4096);
  });

  it("reads lists and truth values from the environment", () => {
    const env = {
      GUANLAN_WEBHOOKS__ALLOWED_TARGETS: "127.0.0.1:8090, [::1]:8090",
      GUANLAN_WEBHOOKS__RETRY_DELAYS_MS: "10,20",
      GUANLAN_BROKER__WS__ENABLED: "false",
    };
    const settings = loadSettings({ env });
    expect(settings.webhooks.allowedTargets).toEqual(["127.0.0.1:8090", "[::1]:8090"]);
    expect(settings.webhooks.retryDelaysMs).toEqual([10, 20]);
    expect(settings.broker.ws.enabled).toBe(false);
  });

  it.each(["", "# nothing\n", "broker:\n", "broker:\n  tcp:\n  # port: 1\n"])(
    "takes an empty group as unsaid: %j",
    (yaml) => {
      writeFileSync(file, yaml);
      expect(loadSettings({ file, env: {} })).toEqual(loadSettings({ env: {} }));
    },
  );

  it("lets endpoint secrets and named variables through", () => {
    expect(() => loadSettings({ env: { GUANLAN_DISPATCH_SECRET: "x", GUANLAN_DATA: "y" } })).not.toThrow();
  });

  it("tells all mistakes of file and environment at once", () => {
    const told = complaints("broker:\n  tcp: { port: 70000, hots: 1 }\nhub:\n  language: fr\nstroe: {}\n", {
      GUANLAN_API__PORT: "abc",
      GUANLAN_BROKER_TCP_PORT: "1884",
    });
    expect(told).toEqual([
      "GUANLAN_BROKER_TCP_PORT: wanted a setting, written GUANLAN_ROOM__KEY, got the name of none; did you mean GUANLAN_BROKER__TCP__PORT?",
      'guanlan.yaml:4:13 hub.language: wanted one of zh, en, got "fr"',
      "guanlan.yaml:2:16 broker.tcp.port: wanted whole number 0 to 65535, got 70000",
      "guanlan.yaml:2:23 broker.tcp.hots: wanted one of the keys enabled, host, port, got unknown key hots; did you mean host?",
      'GUANLAN_API__PORT api.port: wanted whole number 0 to 65535, got "abc"',
      "guanlan.yaml:5:1 stroe: wanted one of the keys hub, broker, ingest, rules, store, influx, webhooks, record, api, people, tls, got unknown key stroe; did you mean store?",
    ]);
  });

  it("refuses an empty value and names the default", () => {
    expect(complaints("broker:\n  maxFrameBytes:\n")).toEqual([
      "guanlan.yaml:2:17 broker.maxFrameBytes: wanted whole number 256 to 268435455, got nothing; remove the key to take its default",
    ]);
  });

  it.each(["broker:\n  tcp: { host: '' }\n", "api: { host: '' }\n"])(
    "refuses an empty host, which would bind every address: %j",
    (yaml) => {
      expect(complaints(yaml)).toHaveLength(1);
      expect(complaints(yaml)[0]).toContain("host: wanted text, got nothing");
    },
  );

  it.each(["", '"s3cr3t-value\n'])("never shows a value that is or may be a secret, file ending in %j", (end) => {
    const secret = "s3cr3t-value";
    const yaml = `webhooks:\n  signingSecret: ${secret}\napi: { port: 1, token: [${secret}] }\n${end}`;
    const told = complaints(yaml, { GUANLAN_API_TOKEN_X: secret, GUANLAN_STORE__SECRET: secret });
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.join("\n")).not.toContain(secret);
  });

  it.each([
    ["a list", "- 1\n", "guanlan.yaml:1:1: wanted groups hub,"],
    [
      "a key twice",
      "api:\n  port: 1\napi:\n  port: 2\n",
      "guanlan.yaml:3:1: wanted each key once, got api again (first at guanlan.yaml:1:1)",
    ],
    ["a tab", "api:\n\tport: 1\n", "guanlan.yaml:2:1: wanted spaces for indentation, got a tab"],
    ["an open quote", 'api:\n  host: "x\n', "guanlan.yaml:3:1: wanted a closing quote"],
    ["two documents", "api: {}\n---\napi: {}\n", "guanlan.yaml:2:1: wanted one document"],
    [
      "a group where a number belongs",
      "api:\n  port: { a: 1 }\n",
      "guanlan.yaml:2:9 api.port: wanted whole number 0 to 65535, got keys a",
    ],
    ["a number where a group belongs", "api: 3\n", "guanlan.yaml:1:6 api: wanted a group of keys, got 3"],
    [
      "text where a number belongs",
      "api:\n  port: '80'\n",
      'guanlan.yaml:2:9 api.port: wanted whole number 0 to 65535, got "80"',
    ],
    [
      "two listeners on one port",
      "broker:\n  tcp: { port: 8080 }\n",
      "wanted a port of its own, got 8080, which broker.tcp.port has",
    ],
    [
      "two listeners of a list on one port",
      "broker:\n  listeners:\n    - { kind: tcp, port: 1884 }\n    - { kind: ws, port: 1884 }\n",
      "guanlan.yaml:4:25 broker.listeners[1].port: wanted a port of its own, got 1884, which broker.listeners[0].port has",
    ],
    [
      "a listener of no kind",
      "broker:\n  listeners:\n    - { kind: udp, port: 1884 }\n",
      'guanlan.yaml:3:15 broker.listeners[0].kind: wanted tcp or ws or tls or wss, got "udp"',
    ],
    [
      "a key that a kind of listener has not",
      "broker:\n  listeners:\n    - { kind: ws, port: 1884, prot: 1 }\n",
      "guanlan.yaml:3:31 broker.listeners[0].prot: wanted one of the keys kind, host, port, got unknown key prot",
    ],
    [
      "no listener at all",
      "broker:\n  tcp: { enabled: false }\n  ws: { enabled: false }\n",
      "guanlan.yaml:2:3 broker: wanted a listener, got none enabled; enable one of broker.tcp, broker.ws",
    ],
    [
      "a schedule that is none",
      "store:\n  rollupCron: every day\n",
      "guanlan.yaml:2:15 store.rollupCron: wanted a cron schedule",
    ],
    [
      "a target without a port",
      "webhooks:\n  allowedTargets: [a:99999]\n",
      "guanlan.yaml:2:20 webhooks.allowedTargets[0]: wanted host:port",
    ],
  ])("refuses %s", (_, yaml, told) => {
    expect(complaints(yaml).join("\n")).toContain(told);
  });

  it("names the line that is not UTF-8, and guesses GBK", () => {
    const gbk = Buffer.concat([Buffer.from("hub:\n  # "), Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), Buffer.from("\n")]);
    expect(complaints(gbk)).toEqual([
      "guanlan.yaml:2: wanted UTF-8 text, got bytes that look like GBK; save the file as UTF-8",
    ]);
  });

  it("refuses one setting given twice in the environment", () => {
    const told = complaints("", { GUANLAN_API__PORT: "1", guanlan_api__port: "2" });
    expect(told).toEqual([
      "guanlan_api__port: wanted each setting once, got GUANLAN_API__PORT as well; unset one of the two",
    ]);
  });

  it("says so when the named file is missing or a folder", () => {
    const missing = (path: string): string => {
      try {
        loadSettings({ file: path, env: {} });
        return "";
      } catch (error) {
        return String(error);
      }
    };
    expect(missing(join(folder, "none.yaml"))).toContain("wanted a file, got none there");
    expect(missing(folder)).toContain("wanted a file, got a folder");
  });
});
