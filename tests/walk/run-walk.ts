import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { channelOf, deviceIdOf } from "../support/city-folder.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { seeded } from "../support/seeded.ts";
import { type Command, nextCommand } from "./commands.ts";
import { ExpectedLines } from "./expected-lines.ts";
import { type Answer, faultOf } from "./judge.ts";
import { Known } from "./known.ts";
import { pick, type Random } from "./pick.ts";
import { stationCount, writeThreeDistricts } from "./walk-city.ts";
import { inTurns, issueWalkers, type Walker } from "./walkers.ts";

export interface WalkOptions {
  readonly commands: number;
  readonly seed: number;
  /** A broken hub in place of the sound one: the control. */
  readonly script?: string;
  readonly onProgress?: (done: number) => void;
}

/** What came of a walk. `faults` must be empty. */
export interface WalkReport {
  readonly commands: number;
  /** Answers by status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly readings: number;
  readonly cases: number;
  /** Lines on timelines that commands should have left, each of which was looked for. */
  readonly lines: number;
  readonly faults: readonly string[];
}

/** Commands on their way at once: of several users, so that they meet. */
const commandsAtOnce = 12;
const commandsPerReading = 4;
const commandsPerLook = 60;
/** Commands that may come once more under their key. */
const repeatable = 20;
const depths = [0, 0, 0.05, 0.16, 0.22, 0.3, 0.45];

/** Several users give a hub legal and illegal commands at random while water rises and falls, and all they see is checked. */
export async function runWalk({ commands, seed, script, onProgress }: WalkOptions): Promise<WalkReport> {
  const hub = await runHub({
    city: { stations: stationCount, gaugesPerDevice: 1 },
    rewriteCity: writeThreeDistricts,
    // The water goes up and down by the second here, which is no gauge gone unstable.
    settings: { api: { maxEventLoopDelayMs: 0 }, rules: { noise: { flapRaises: 1_000_000_000 } } },
    ...(script === undefined ? {} : { script }),
  });
  try {
    const walkers = issueWalkers(hub.folder);
    const devices: MqttClient[] = [];
    for (let station = 0; station < stationCount; station++) devices.push(await hub.device(station));
    const walk = new Walk({ hub, walkers: inTurns(walkers), devices, random: seeded(seed) });
    await walk.go(commands, onProgress);
    return await walk.end();
  } finally {
    await hub.close();
  }
}

interface WalkParts {
  readonly hub: RunningHub;
  readonly walkers: readonly Walker[];
  readonly devices: readonly MqttClient[];
  readonly random: Random;
}

class Walk {
  readonly #parts: WalkParts;
  readonly #known = new Known();
  readonly #expected: ExpectedLines;
  readonly #faults: string[] = [];
  readonly #answers = new Map<number, number>();
  readonly #keyed: Command[] = [];
  readonly #readings: Promise<unknown>[] = [];
  #given = 0;

  constructor(parts: WalkParts) {
    this.#parts = parts;
    this.#expected = new ExpectedLines(parts.walkers.map(({ name }) => name));
  }

  async go(commands: number, onProgress: WalkOptions["onProgress"]): Promise<void> {
    const goOn = async (): Promise<void> => {
      while (this.#given < commands) {
        const turn = this.#given++;
        if (turn % commandsPerReading === 0) this.#read();
        if (turn % commandsPerLook === 0) await this.#known.look((path) => this.#parts.hub.get(path));
        await this.#step();
        onProgress?.(turn);
      }
    };
    await Promise.all(Array.from({ length: commandsAtOnce }, goOn));
    await Promise.all(this.#readings);
  }

  /** Lets the hub end, and looks through all that it leaves. */
  async end(): Promise<WalkReport> {
    const { folder, process } = this.#parts.hub;
    await this.#known.look((path) => this.#parts.hub.get(path));
    await process.stop();
    const verified = await runGuanlan(["audit", "verify", "--settings", process.settingsFile]);
    const state = this.#expected.faultsIn(join(folder, "data", "state.db"));
    return {
      commands: this.#given,
      answers: Object.fromEntries([...this.#answers].toSorted(([a], [b]) => a - b)),
      readings: this.#readings.length,
      cases: this.#known.cases.size,
      lines: this.#expected.count,
      faults: [
        ...this.#faults,
        ...this.#known.faults,
        ...state,
        ...(verified.code === 0 ? [] : [`guanlan audit verify: ${verified.out}${verified.err}`]),
      ],
    };
  }

  #read(): void {
    const { devices, random } = this.#parts;
    const station = Math.floor(random() * devices.length);
    const payload = JSON.stringify({ t: Date.now(), values: { [channelOf(0)]: pick(random, depths) } });
    const sent = devices[station]?.publishAsync(`v1/devices/${deviceIdOf(station)}/readings`, payload, { qos: 1 });
    if (sent !== undefined) this.#readings.push(sent);
  }

  async #step(): Promise<void> {
    const { walkers, random } = this.#parts;
    const isRepeat = random() < 0.08 && this.#keyed.length > 0;
    const command = isRepeat ? pick(random, this.#keyed) : nextCommand(pick(random, walkers), this.#known, random);
    if (command.headers["idempotency-key"] !== undefined && !isRepeat) {
      this.#keyed.push(command);
      if (this.#keyed.length > repeatable) this.#keyed.shift();
    }
    const answer = await this.#send(command);
    if (answer === null) return;
    this.#answers.set(answer.status, (this.#answers.get(answer.status) ?? 0) + 1);
    const fault = faultOf(command, answer);
    if (fault !== null) this.#faults.push(fault);
    this.#expected.note(command, answer);
  }

  async #send(command: Command): Promise<Answer | null> {
    const { method, path, body, headers, language, walker } = command;
    try {
      const response = await fetch(`${this.#parts.hub.url}${path}`, {
        method,
        headers: {
          ...headers,
          authorization: `Bearer ${walker.token}`,
          "accept-language": language,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const contentType = response.headers.get("content-type") ?? "";
      return { status: response.status, contentType, text: await response.text() };
    } catch (error) {
      this.#faults.push(`${walker.name} ${method} ${path}: no answer, ${String(error)}`);
      return null;
    }
  }
}
