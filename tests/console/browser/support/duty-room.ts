import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { minuteMs, systemClock } from "../../../../domain/clock.ts";
import type { AreaCode, DeviceId } from "../../../../domain/ids.ts";
import type { Role } from "../../../../domain/people/role.ts";
import { hashPassword } from "../../../../people/passwords/password-hash.ts";
import { DispatchPlatform } from "../../../../simulators/dispatch-platform.ts";
import { type CommandStore, openCommandStore } from "../../../../store/sqlite/command-store.ts";
import { testSecret } from "../../../support/city-folder.ts";
import { minutely } from "../../../support/processes/demonstration-hub.ts";
import { freePorts, HubProcess, type HubProcessOptions } from "../../../support/processes/hub-process.ts";
import { NetworkFaultProxy } from "../../../support/processes/network-fault-proxy.ts";
import { until } from "../../../support/until.ts";

const zhengzhou = resolve(import.meta.dirname, "..", "..", "..", "..", "cities", "zhengzhou");

/** Who sits in the duty room: `all` has every right, `street` sees the street of the tunnel alone. */
export const people = {
  officer: { accountId: "zhao", name: "赵敏", roles: ["duty-officer"], areaCodes: [] },
  commander: { accountId: "qian", name: "钱进", roles: ["duty-officer", "commander"], areaCodes: [] },
  all: {
    accountId: "sun",
    name: "孙立",
    roles: ["duty-officer", "commander", "rule-editor", "device-admin", "integrator", "auditor", "account-admin"],
    areaCodes: [],
  },
  street: { accountId: "li", name: "李强", roles: ["duty-officer"], areaCodes: ["410105006"] },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly accountId: string;
      readonly name: string;
      readonly roles: readonly Role[];
      readonly areaCodes: readonly string[];
    }
  >
>;

export type Person = keyof typeof people;

export const password = "seven-grey-herons";

/** The tunnel of the street that `street` sees, and one that it does not. */
export const tunnel = {
  stationId: "wl-jingguang-n",
  gaugeId: "wl-jingguang-n.depth-north",
  device: "wl-jingguang-n-1",
};
export const underpass = {
  stationId: "wl-zhongyuan-rail",
  gaugeId: "wl-zhongyuan-rail.depth",
  device: "wl-zhongyuan-rail-1",
};

const devices = [tunnel.device, underpass.device] as const;

/** The city of the demonstration with its hub, behind a gate that fails as networks do, and a dispatch platform. */
export interface DutyRoom {
  readonly hub: HubProcess;
  /** Between pages and hub. */
  readonly gate: NetworkFaultProxy;
  /** Address of the console, through the gate. */
  readonly url: string;
  readonly platform: DispatchPlatform;
  /** A reading a minute until some minutes ago, cm: `2x5,8` is 2 five times and then 8. */
  water(device: (typeof devices)[number], run: string, endedMinutesAgo?: number): Promise<void>;
  /** GET on the API past the gate as an operator; the parsed answer. */
  get<T>(path: string): Promise<T>;
  /** A move of a case by an operator past the gate; the status. */
  move(caseId: string, body: object): Promise<number>;
  /** A draft of a warning that an operator has issued; its id. */
  issue(draft: object): Promise<string>;
  /** What the dispatch platform tells of a case; the status. */
  step(caseId: string, body: object): Promise<number>;
  close(): Promise<void>;
}

/** @param settings of the hub, beside those that every duty room has */
export async function openDutyRoom(settings: HubProcessOptions["settings"] = {}): Promise<DutyRoom> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-duty-"));
  const platform = new DispatchPlatform({ secrets: [testSecret] });
  const platformUrl = await platform.start();
  writeCity(join(folder, "city"), platformUrl);
  const { tokens, operator, unit } = await fillStore(join(folder, "data"));
  const { hub, mqttPort, apiPort } = await startHub({ folder, platformUrl, settings });
  const gate = await NetworkFaultProxy.before(() => apiPort);
  const clients: MqttClient[] = [];
  const call = (path: string, token: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${apiPort}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
  return {
    hub,
    gate,
    url: gate.url,
    platform,
    async water(device, run, endedMinutesAgo = 0) {
      const client = await connectAsync({
        port: mqttPort,
        clientId: device,
        username: device,
        password: tokens.get(device) ?? "",
      });
      client.on("error", () => {});
      clients.push(client);
      const payload = JSON.stringify(minutely("depth", run, Date.now() - endedMinutesAgo * minuteMs));
      await client.publishAsync(`v1/devices/${device}/readings`, payload, { qos: 1 });
      await client.endAsync();
    },
    async get<T>(path: string): Promise<T> {
      // A hub on a machine that is busy with other tests asks for patience.
      const response = await until("an answer", async () => {
        const answer = await call(path, operator);
        return answer.status === 503 ? null : answer;
      });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    move: async (caseId, body) =>
      (await call(`/cases/${caseId}/actions`, operator, { method: "POST", body: JSON.stringify(body) })).status,
    async issue(draft) {
      const made = await call("/warnings", operator, { method: "POST", body: JSON.stringify(draft) });
      const { id } = (await made.json()) as { readonly id: string };
      const body = JSON.stringify({ do: "issue" });
      const issued = await call(`/warnings/${id}/actions`, operator, { method: "POST", body });
      if (!issued.ok) throw new Error(`issue: ${issued.status} ${await issued.text()}`);
      return id;
    },
    step: async (caseId, body) =>
      (await call(`/cases/${caseId}/steps`, unit, { method: "POST", body: JSON.stringify(body) })).status,
    async close() {
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await gate.close();
      await hub.kill();
      await platform.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface HubStart {
  readonly folder: string;
  readonly platformUrl: string;
  readonly settings: NonNullable<HubProcessOptions["settings"]>;
}

interface StartedHub {
  readonly hub: HubProcess;
  readonly mqttPort: number;
  readonly apiPort: number;
}

async function startHub({ folder, platformUrl, settings }: HubStart): Promise<StartedHub> {
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  const hub = new HubProcess({
    folder,
    mqttPort,
    apiPort,
    env: { GUANLAN_DISPATCH_SECRET: testSecret },
    settings: {
      rules: { lateAfterMs: 86_400_000 },
      webhooks: { allowedTargets: [new URL(platformUrl).host], retryDelaysMs: [100] },
      people: { passwordCost: 10 },
      ...settings,
    },
  });
  await hub.start();
  return { hub, mqttPort, apiPort };
}

/** Officers do everything by hand here, so that each step can be walked; nobody is called and no case limit runs out. */
function writeCity(folder: string, platformUrl: string): void {
  writeCityByHand(folder);
  const endpoint = { id: "demo-dispatch", url: platformUrl, events: ["*"], secretEnv: "GUANLAN_DISPATCH_SECRET" };
  writeFileSync(join(folder, "endpoints.yaml"), JSON.stringify({ endpoints: [endpoint] }));
}

/** The city of the demonstration without a standing order: every step of a case is somebody's. */
export function writeCityByHand(folder: string): void {
  cpSync(zhengzhou, folder, { recursive: true });
  const policy = { closing: "evidence", holdClear: "1s", verification: "person", isDemonstration: true };
  writeFileSync(join(folder, "case-policy.yaml"), JSON.stringify(policy));
}

async function fillStore(folder: string) {
  const passwordHash = await hashPassword(password, 10);
  const store = openCommandStore(folder, systemClock);
  try {
    const made = store.devices.replaceAll(devices.map((id) => id as DeviceId));
    enrol(store, passwordHash, systemClock());
    return {
      tokens: new Map<string, string>(devices.map((device, place) => [device, made[place] ?? ""])),
      operator: store.tokens.create("test", "operator").token,
      unit: store.tokens.create("unit", { roles: ["integrator"], areaCodes: [], deviceIds: [] }).token,
    };
  } finally {
    store.close();
  }
}

/** Makes the accounts of all people. */
export function enrol({ people: accounts }: CommandStore, passwordHash: string, createdAt: number): void {
  for (const { areaCodes, ...person } of Object.values(people)) {
    const scope = { areaCodes: areaCodes.map((code) => code as AreaCode), deviceIds: [] };
    accounts.create({ ...person, ...scope, language: "zh", subject: null, passwordHash, createdAt });
  }
}
