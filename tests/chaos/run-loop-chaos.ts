import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { connectAsync } from "mqtt";
import { modes } from "../../domain/city/mode.ts";
import { systemClock } from "../../domain/clock.ts";
import { DispatchPlatform } from "../../simulators/dispatch-platform.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { deviceIdOf, testSecret, testSecretVariable, writeCityFolder } from "../support/city-folder.ts";
import { issueDeviceTokens } from "../support/processes/device-tokens.ts";
import { freePorts, HubProcess } from "../support/processes/hub-process.ts";
import { until } from "../support/until.ts";
import { countLoop, type LoopCounts, type ReceivedEvent } from "./count-loop.ts";

export interface LoopChaosOptions {
  readonly rounds: number;
  /** 0 to 1; how many events a life of the hub is long. */
  readonly random: () => number;
  /** A broken hub in place of the sound one: the control. */
  readonly script?: string;
  readonly onRound?: (round: number, received: number) => void;
}

export interface LoopChaosReport extends LoopCounts {
  readonly rounds: number;
  readonly switches: number;
}

/** Floods that begin in each life of the hub, each at a station of its own. */
const floodsPerLife = 2;
/** Events that a life is told of at most before it is killed; two floods make more. */
const mostEvents = 9;
/** Nothing is due later than this after what came before it. */
const quietMs = 5_000;

/** 0.001 of an hour: 3.6 s. */
const classes = { limits: { handle: "0.001紧急工作时" }, overdue: { supervise: true } };
const policy = { registration: "at-once", dispatch: "at-once", closing: "evidence", holdClear: "1h" };

/** Two persons have half a second each, and then all of it once more. */
function writeDuty(folder: string): void {
  const write = (file: string, content: object): void => writeFileSync(join(folder, file), JSON.stringify(content));
  const name = { zh: "区防办", en: "district" };
  const person = (id: string) => ({ id, name: { zh: id, en: id }, phone: "0371-00000009", channels: ["collector"] });
  const shift = { from: "00:00", to: "24:00", people: ["li"], deputies: ["wang"] };
  write("posts.yaml", {
    posts: [{ id: "post", name, area: "410105", people: ["li", "wang"].map(person), roster: [shift] }],
  });
  const rungs = [{ post: "post", answerWithin: "0.5s" }];
  write("ladders.yaml", { ladders: [{ id: "east", area: "410100", levels: ["orange"], rounds: 2, rungs }] });
  write("case-policy.yaml", policy);
  write("case-classes.yaml", classes);
}

/** Kills a hub while ladders are gone up, limits end, deliveries go out and modes are switched; counts what is missing. */
export async function runLoopChaos(options: LoopChaosOptions): Promise<LoopChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-loop-chaos-"));
  const told: ReceivedEvent[] = [];
  const platform = new DispatchPlatform({
    secrets: [testSecret],
    maxRememberedIds: 0,
    behaviour: ({ count }) => (count % 20 === 0 ? { kind: "status", status: 500 } : { kind: "ok" }),
    onReceived: ({ id, type, event }) => void told.push({ id, type, event }),
  });
  const endpointUrl = await platform.start();
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  const stations = (options.rounds + 1) * floodsPerLife;
  writeCityFolder(join(folder, "city"), { stations, gaugesPerDevice: 1, rules: "ladder", endpointUrl });
  writeDuty(join(folder, "city"));
  const hub = new HubProcess({
    ...{ folder, mqttPort, apiPort, env: { [testSecretVariable]: testSecret } },
    settings: {
      hub: { city: join(folder, "city"), language: "en", logLevel: "error", checkpointMs: 100 },
      webhooks: { allowedTargets: [new URL(endpointUrl).host], retryDelaysMs: [50], breakerProbeMs: 100 },
    },
    ...(options.script === undefined ? {} : { script: options.script }),
  });
  const tokens = issueDeviceTokens(folder, stations);
  const people = new Switcher(apiPort, tokenIn(folder));
  try {
    for (let round = 0; round <= options.rounds; round++) {
      await hub.start();
      const before = told.length;
      people.switchOn();
      for (let flood = 0; flood < floodsPerLife; flood++) {
        const station = round * floodsPerLife + flood;
        await raise(mqttPort, deviceIdOf(station), tokens[station] ?? "");
      }
      // The last life is let live: what it does is what every other should have done.
      if (round === options.rounds) break;
      const events = Math.floor(options.random() * mostEvents);
      await until("the platform to be told", () => told.length > before + events);
      await hub.kill();
      await people.stop();
      options.onRound?.(round + 1, told.length);
    }
    await people.stop();
    await quiet(told, join(folder, "data", "state.db"));
    const counts = await countLoop({
      api: people,
      stateFile: join(folder, "data", "state.db"),
      told,
      switched: people.taken,
    });
    return { rounds: options.rounds, switches: people.taken.length, ...counts };
  } finally {
    await people.stop();
    await hub.kill();
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tokenIn(folder: string): string {
  const store = openCommandStore(join(folder, "data"), systemClock);
  try {
    return store.tokens.create("commander", "operator").token;
  } finally {
    store.close();
  }
}

async function raise(port: number, device: string, token: string): Promise<void> {
  const client = await connectAsync({ port, clientId: device, username: device, password: token });
  await client.publishAsync(`v1/devices/${device}/readings`, JSON.stringify({ values: { c0: 0.3 } }), { qos: 1 });
  await client.endAsync(true);
}

/** Resolves once nothing has come in for longer than anything is due, and nothing is left to deliver. */
async function quiet(told: readonly ReceivedEvent[], stateFile: string): Promise<void> {
  const database = new DatabaseSync(stateFile, { readOnly: true });
  try {
    let [heard, since] = [told.length, performance.now()];
    await until("the loop to be quiet", () => {
      if (told.length !== heard) [heard, since] = [told.length, performance.now()];
      const pending = database.prepare("SELECT count(*) AS n FROM delivery WHERE state = 'pending'").get();
      return performance.now() - since > quietMs && pending?.n === 0;
    });
  } finally {
    database.close();
  }
}

/** A person who switches the mode again and again, and keeps the answers. */
class Switcher {
  /** Modes whose switch was answered, in order. */
  readonly taken: string[] = [];
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  #underWay: Promise<void> = Promise.resolve();
  #isOn = false;

  constructor(apiPort: number, token: string) {
    this.#url = `http://127.0.0.1:${apiPort}`;
    this.#headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  }

  async get(path: string): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, { headers: this.#headers });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  switchOn(): void {
    this.#isOn = true;
    this.#underWay = this.#goOn();
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await this.#underWay;
  }

  async #goOn(): Promise<void> {
    while (this.#isOn) {
      // An emergency may want a second person.
      const mode = modes.filter((each) => each !== "emergency")[this.taken.length % (modes.length - 1)] ?? "daily";
      const init = { method: "PUT", headers: this.#headers, body: JSON.stringify({ mode }) };
      // A hub that is killed meanwhile gives no answer: whether it has switched is open, and both are right.
      const status = await fetch(`${this.#url}/api/v1/mode`, init).then(
        (answer) => answer.status,
        () => null,
      );
      if (status === null) return;
      if (status !== 200) throw new Error(`PUT /api/v1/mode: ${status}`);
      this.taken.push(mode);
    }
  }
}
