import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LoadedCity, loadCity } from "../../../../city/load-city.ts";
import { secondMs } from "../../../../domain/clock.ts";
import { silentLog } from "../../../../domain/log.ts";
import { hashPassword } from "../../../../people/passwords/password-hash.ts";
import { type RunUp, runScenario } from "../../../../scenario-run/run-scenario.ts";
import { readTruth } from "../../../../score/truth/read-truth.ts";
import type { Truth } from "../../../../score/truth/truth.ts";
import { readScenario } from "../../../../simulators/scenario/read-scenario.ts";
import { openCommandStore } from "../../../../store/sqlite/command-store.ts";
import { generatedFolder } from "../../../city-builder/generated.ts";
import { enrol, password } from "./duty-room.ts";

/** Enough ponds that some are at every level. */
const stations = 80;

/** A hub in the middle of a storm, whose clock stands. */
export interface StormRoom {
  readonly url: string;
  readonly city: LoadedCity;
  /** GET on the API with a reader's token; the parsed answer. */
  get<T>(path: string): Promise<T>;
  /** An act of a duty officer on a case; the status. */
  move(caseId: string, body: object): Promise<number>;
}

/** What is done once the storm has gone on for so long. */
export interface StormStop {
  readonly afterMinutes: number;
  /** @param at ms since 1970, by the clock of the storm */
  look(room: StormRoom, at: number): Promise<void>;
}

/**
 * Plays a storm like that of 20 July 2021 as fast as it can to a hub of its own in a generated city. Time stands at each stop; the
 * run ends with the last one.
 *
 * @returns what was true
 */
export async function playStorm(stops: readonly StormStop[]): Promise<{ truth: Truth; city: LoadedCity }> {
  const made = generatedFolder(stations, 1);
  try {
    const city = loadCity(made.folder);
    const truth = await playTo({ scenario: "storm-like-2021-07-20", city, stops });
    return { truth, city };
  } finally {
    made.remove();
  }
}

export interface PlayedScenario {
  /** Name of one that comes with the programs, or the path of a file. */
  readonly scenario: string;
  readonly city: LoadedCity;
  readonly stops: readonly StormStop[];
}

/** Plays a scenario to a hub of its own, in which everybody of the duty room has an account. @returns what was true */
export async function playTo({ scenario: name, city, stops }: PlayedScenario): Promise<Truth> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-storm-"));
  const scenario = readScenario(name, city.city);
  const passwordHash = await hashPassword(password, 10);
  const ended = new AbortController();
  const left = [...stops];
  let room: StormRoom | null = null;
  try {
    const { truthFile } = await runScenario({
      ...{ scenario, city, seed: 1, folder, speed: "max", language: "zh", log: silentLog, signal: ended.signal },
      onUp(up) {
        const store = openCommandStore(join(folder, "data"), () => scenario.startsAt);
        enrol(store, passwordHash, scenario.startsAt);
        store.close();
        room = roomOf(up, city);
      },
      async onStep(seconds) {
        const next = left[0];
        if (next === undefined || room === null || seconds < next.afterMinutes * 60) return;
        left.shift();
        await next.look(room, scenario.startsAt + seconds * secondMs);
        if (left.length === 0) ended.abort();
      },
    });
    return await readTruth(truthFile, city.city);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function roomOf({ apiUrl, callers }: RunUp, city: LoadedCity): StormRoom {
  const headersOf = (token: string) => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });
  return {
    url: apiUrl,
    city,
    async get<T>(path: string): Promise<T> {
      const response = await fetch(`${apiUrl}/api/v1${path}`, { headers: headersOf(callers.reader) });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async move(caseId, body) {
      const headers = headersOf(callers["duty-officer"]);
      const act = { method: "POST", headers, body: JSON.stringify(body) };
      return (await fetch(`${apiUrl}/api/v1/cases/${caseId}/actions`, act)).status;
    },
  };
}
