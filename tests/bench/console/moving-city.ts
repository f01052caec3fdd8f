import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gaugeStates } from "../../../domain/observations/gauge-state.ts";
import { lookOfGauge } from "../../../locales/looks.ts";
import { seeded } from "../../support/seeded.ts";

const tickMs = 250;

export interface MovingCityOptions {
  readonly stations: number;
  readonly changesPerSecond: number;
  /** Share of gauges that can be believed. */
  readonly believed: number;
}

/**
 * Before a hub, whose city stands still: everything is asked of it but the stream, which here tells of as many changes a second as
 * wanted, so that what is measured is the page and not the hub. Also serves the pages that the console is compared with.
 */
export class MovingCity {
  readonly #server: Server;
  readonly #streams = new Set<ServerResponse>();
  readonly #timers: readonly ReturnType<typeof setInterval>[];

  private constructor(server: Server, { stations, changesPerSecond, believed }: MovingCityOptions) {
    this.#server = server;
    const random = seeded(7);
    const emit = (event: string, data: object): void => {
      for (const stream of this.#streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    this.#timers = [
      setInterval(
        () =>
          emit(
            "state",
            changes(stations, { count: Math.round((changesPerSecond * tickMs) / 1_000), believed, random }),
          ),
        tickMs,
      ),
      setInterval(
        () => emit("beat", { now: new Date().toISOString(), journalSeq: 0, rulesSeq: 0, mode: "daily" }),
        1_000,
      ),
    ];
  }

  static async before(apiPort: number, options: MovingCityOptions & { readonly pages: string }): Promise<MovingCity> {
    const server = createServer();
    const city = new MovingCity(server, options);
    server.on("request", (asked: IncomingMessage, answer: ServerResponse) => {
      const path = asked.url ?? "/";
      if (path.startsWith("/api/v1/stream")) city.#open(answer);
      else if (path.startsWith("/bench/")) sendPage(join(options.pages, path.slice("/bench/".length)), answer);
      else if (path === "/api/v1/state") void sendState(apiPort, options.believed, { asked, answer });
      else passOn(apiPort, asked, answer);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return city;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #open(answer: ServerResponse): void {
    answer.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    answer.write("event: ready\ndata: {}\n\n");
    this.#streams.add(answer);
    answer.once("close", () => this.#streams.delete(answer));
  }
}

/** Every station has one gauge, so that the place of the one is that of the other. */
function changes(
  stations: number,
  { count, believed, random }: { readonly count: number; readonly believed: number; readonly random: () => number },
): object {
  const now = Date.now();
  const places = [...new Set(Array.from({ length: count }, () => Math.floor(random() * stations)))].sort(
    (a, b) => a - b,
  );
  const levels = levelDigits(places.length, random);
  return {
    at: now,
    gauges: places,
    states: stateDigits(places.length, believed, random),
    levels,
    values: places.map(() => Math.round(random() * 1_000) / 1_000),
    observedAt: places.map(() => now),
    stations: places,
    stationLevels: levels,
  };
}

/** Three of a hundred places with an alarm. */
function levelDigits(count: number, random: () => number): string {
  return Array.from({ length: count }, () => (random() < 0.97 ? 0 : 1 + Math.floor(random() * 4))).join("");
}

/** Gauges of which some cannot be believed, each in one of the ways there are. */
function stateDigits(count: number, believed: number, random: () => number): string {
  const unknown = gaugeStates.flatMap((state, code) => (lookOfGauge(state).tone === "unknown" ? [code] : []));
  const live = gaugeStates.indexOf("live");
  return Array.from({ length: count }, () =>
    random() < believed ? live : unknown[Math.floor(random() * unknown.length)],
  ).join("");
}

/** The hub has heard of nothing yet: its state, with gauges that have spoken. */
async function sendState(
  port: number,
  believed: number,
  { asked: { headers }, answer }: { readonly asked: IncomingMessage; readonly answer: ServerResponse },
): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/state`, { headers: { cookie: headers.cookie ?? "" } });
  const state = (await response.json()) as { readonly states: string; readonly stationLevels: string };
  const random = seeded(5);
  const levels = levelDigits(state.stationLevels.length, random);
  const spoken = {
    ...state,
    states: stateDigits(state.states.length, believed, random),
    levels,
    stationLevels: levels,
  };
  answer.writeHead(response.status, { "content-type": "application/json" }).end(JSON.stringify(spoken));
}

function passOn(port: number, asked: IncomingMessage, answer: ServerResponse): void {
  const beyond = request(
    { host: "127.0.0.1", port, path: asked.url, method: asked.method, headers: asked.headers },
    (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    },
  );
  beyond.on("error", () => answer.destroy());
  asked.pipe(beyond);
}

function sendPage(file: string, answer: ServerResponse): void {
  const type = file.endsWith(".js") ? "text/javascript" : "text/html";
  answer.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(readFileSync(file));
}
