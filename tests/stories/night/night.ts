import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { connectAsync, type MqttClient } from "mqtt";
import { loadCity } from "../../../city/load-city.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { AreaCode, DeviceId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import type { Role } from "../../../domain/people/role.ts";
import { type Settings, settingsSchema } from "../../../hub/settings/settings.ts";
import { type Hub, startHub } from "../../../hub/start-hub.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { testSecret, testSecretVariable } from "../../support/city-folder.ts";
import { stationCount, writeNightCity } from "./night-city.ts";
import { NightReceiver } from "./night-receiver.ts";
import { depthAt, eveningAt } from "./night-water.ts";

/** Who acts in the night: their roles, and the area that they reach; the whole city where none is named. */
const people = {
  li: { roles: ["duty-officer"], area: null },
  wang: { roles: ["duty-officer"], area: null },
  sun: { roles: ["duty-officer"], area: "410103" },
  qian: { roles: ["duty-officer"], area: null },
  chen: { roles: ["commander"], area: null },
  zhao: { roles: ["commander"], area: null },
  shen: { roles: ["auditor"], area: null },
  "platform-token": { roles: ["integrator"], area: null },
} as const satisfies Record<string, { readonly roles: readonly Role[]; readonly area: string | null }>;

export type Person = keyof typeof people;

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Clock of station 20's device against ours. */
const wrongClockMs = -2 * hourMs;
const wrongClockStation = 20;

/** A whole hub with its 40 devices, two endpoints and people, on a clock that stands until it is moved. */
export class Night {
  readonly folder = mkdtempSync(join(tmpdir(), "guanlan-night-"));
  readonly platform = new NightReceiver(testSecret);
  readonly sms = new NightReceiver(testSecret);
  now = eveningAt;
  readonly #devices = new Map<number, MqttClient>();
  #deviceTokens: readonly string[] = [];
  readonly #tokens = new Map<Person, string>();
  #targets: readonly string[] = [];
  #hub: Hub | null = null;

  async open(): Promise<void> {
    const endpoints = { platform: await this.platform.start(), sms: await this.sms.start() };
    this.#targets = Object.values(endpoints).map((url) => new URL(url).host);
    writeNightCity(join(this.folder, "city"), endpoints);
    this.#issueTokens();
    await this.startHub();
    await Promise.all(Array.from({ length: stationCount }, (_, index) => this.connect(index + 1)));
  }

  async close(): Promise<void> {
    await this.stopHub();
    await Promise.all([this.platform.stop(), this.sms.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    const { host, port } = this.hub.addresses.api;
    return `http://${host}:${port}`;
  }

  get hub(): Hub {
    if (this.#hub === null) throw new Error("the hub runs");
    return this.#hub;
  }

  tokenOf(person: Person): string {
    return this.#tokens.get(person) ?? "";
  }

  async startHub(): Promise<void> {
    this.#hub = await this.#startOn(join(this.folder, "data"));
  }

  /** Devices lose their connections with it. */
  async stopHub(): Promise<void> {
    const lost = [...this.#devices.keys()];
    await Promise.all(lost.map((station) => this.disconnect(station)));
    await this.#hub?.stop();
    this.#hub = null;
  }

  /** Stops the hub and starts it as late as said; all devices that were connected come back. */
  async restart(startsAgainAt: number): Promise<void> {
    const connected = [...this.#devices.keys()];
    await this.stopHub();
    this.now = startsAgainAt;
    await this.startHub();
    await Promise.all(connected.map((station) => this.connect(station)));
  }

  async connect(station: number): Promise<void> {
    const { port = 0 } = this.hub.addresses.listeners[0] ?? {};
    const id = `d${station}`;
    const password = this.#deviceTokens[station - 1] ?? "";
    const client = await connectAsync({
      port,
      protocol: "mqtt",
      clientId: id,
      username: id,
      password,
      reconnectPeriod: 0,
    });
    client.on("error", () => {});
    this.#devices.set(station, client);
  }

  async disconnect(station: number): Promise<void> {
    await this.#devices.get(station)?.endAsync(true);
    this.#devices.delete(station);
  }

  /** Lets the night go on, minute by minute: every device that is connected reports, all of it is decided, and others are told. */
  async goTo(moment: number): Promise<void> {
    while (this.now < moment) {
      this.now += minuteMs;
      await Promise.all([...this.#devices].map(([station, device]) => this.#report(station, device)));
      await this.hub.settle();
    }
  }

  /** GET as somebody; the parsed answer. */
  async get<T>(path: string, as: Person = "qian"): Promise<T> {
    const { status, body } = await this.ask<T>(path, { as });
    if (status !== 200) throw new Error(`GET ${path} as ${as}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  post<T>(path: string, body: object, as: Person): Promise<Answer<T>> {
    return this.ask<T>(path, { as, method: "POST", body });
  }

  /** What anybody reads, without a token. */
  async text(path: string): Promise<string> {
    return (await fetch(this.url + path)).text();
  }

  async ask<T>(
    path: string,
    { as, method = "GET", body }: { readonly as: Person; readonly method?: string; readonly body?: object },
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.tokenOf(as)}`,
        "content-type": "application/json",
        "accept-language": "en",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  /**
   * All that was decided, judged again from the log alone, in one go, by a hub that never stopped.
   *
   * @param without kind of entry that is taken out of the log first
   */
  async decidedAgain(without: string | null = null): Promise<Decided> {
    const folder = mkdtempSync(join(this.folder, "again-"));
    const file = join(folder, "journal.db");
    copyFileSync(join(this.folder, "data", "journal.db"), file);
    if (without !== null) {
      const journal = new DatabaseSync(file);
      journal.prepare("DELETE FROM input_entry WHERE kind = ?").run(without);
      journal.close();
    }
    const hub = await this.#startOn(folder);
    await hub.stop();
    return decidedIn(folder);
  }

  decided(): Decided {
    return decidedIn(join(this.folder, "data"));
  }

  async #report(station: number, device: MqttClient): Promise<void> {
    const t = this.now + (station === wrongClockStation ? wrongClockMs : 0);
    const payload = JSON.stringify({ t, values: { depth: depthAt(station, this.now) } });
    await device.publishAsync(`v1/devices/d${station}/readings`, payload, { qos: 1 });
  }

  #issueTokens(): void {
    const store = openCommandStore(join(this.folder, "data"), () => eveningAt);
    try {
      const ids = Array.from({ length: stationCount }, (_, index) => `d${index + 1}` as DeviceId);
      this.#deviceTokens = store.devices.replaceAll(ids);
      for (const person of Object.keys(people) as Person[]) {
        const { roles, area } = people[person];
        const areaCodes = area === null ? [] : [area as AreaCode];
        this.#tokens.set(person, store.tokens.create(person, { roles, areaCodes, deviceIds: [] }).token);
      }
    } finally {
      store.close();
    }
  }

  #startOn(folder: string): Promise<Hub> {
    return startHub({
      settings: this.#settings(folder),
      city: loadCity(join(this.folder, "city")),
      log: silentLog,
      env: { [testSecretVariable]: testSecret },
      clock: () => this.now,
    });
  }

  #settings(folder: string): Settings {
    return settingsSchema.parse({
      hub: { city: "unused" },
      broker: { tcp: { port: 0 }, ws: { enabled: false }, connectsPerMinute: 100_000 },
      api: { port: 0, maxEventLoopDelayMs: 0 },
      store: { folder },
      // Real time, while the night's own passes by the minute.
      webhooks: {
        allowedTargets: this.#targets,
        retryDelaysMs: [100],
        breakerProbeMs: 300,
        undeliveredAlarmAfterMs: 1_000,
      },
      // The clock of the machine is not the night's.
      record: { anchorCron: "0 0 1 1 *", reportCron: "0 0 1 1 *" },
    });
  }
}

/** Everything decided, as text: cases, warnings and events with their ids and contents, and the trail. */
export interface Decided {
  readonly cases: string;
  readonly timelines: string;
  readonly warnings: string;
  readonly events: string;
  /** A line each. */
  readonly trail: readonly string[];
}

function decidedIn(folder: string): Decided {
  const state = new DatabaseSync(join(folder, "state.db"), { readOnly: true });
  try {
    const rows = (sql: string): string => JSON.stringify(state.prepare(sql).all(), null, 1);
    return {
      cases: rows("SELECT body FROM city_case ORDER BY case_id"),
      timelines: rows("SELECT case_id, entry_no, body FROM case_entry ORDER BY case_id, entry_no"),
      warnings: rows("SELECT body FROM warning ORDER BY warning_id"),
      events: rows("SELECT event_id, type, subject, level, is_urgent, at, body FROM event ORDER BY event_id"),
      trail: state
        .prepare("SELECT * FROM audit ORDER BY audit_seq")
        .all()
        .map((line) => JSON.stringify(line)),
    };
  } finally {
    state.close();
  }
}
