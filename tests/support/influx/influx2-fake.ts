import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly status: number;
}

export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers `/write` and `/query` as InfluxDB 2.x documents its 1.x paths, and records what was asked. Error bodies are
 * those of 2.7: `failure writing points to database: partial write: … dropped=1` with 422, `unable to parse` with 400
 * and nothing stored, `unauthorized access` with 401.
 *
 * @see docs.influxdata.com/influxdb/v2/api-guide/influxdb-1x/write/ and .../write-data/troubleshoot/
 */
export class Influx2Fake {
  token = "the-token==";
  /** A user of the 1.x paths, as `influx v1 auth create` makes one. */
  readonly user = { username: "guanlan-hub", password: "the:password" };
  readonly bucket = "guanlan";
  readonly requests: RecordedRequest[] = [];
  /** Lines stored, the newest of a series and time alone. */
  readonly points = new Map<string, string>();
  /** Answers to give before any of its own. */
  readonly scripted: Answer[] = [];
  /** A field of this name sent as a number is refused, as if it had been text before. */
  textField: string | null = null;
  /** Refuses every write with 400, whatever its lines. */
  refusesAll = false;
  maxBytes = 25_000_000;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
    const params = Object.fromEntries(searchParams);
    const answer = this.scripted.shift() ?? this.#decide(request, pathname, params, body);
    const { status } = answer;
    this.requests.push({
      method: request.method ?? "",
      path: pathname,
      params,
      headers: request.headers,
      body,
      status,
    });
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...answer.headers });
    response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  }

  #decide(request: IncomingMessage, path: string, params: Readonly<Record<string, string>>, body: string): Answer {
    if (!this.#isKnown(request.headers.authorization)) return problem(401, "unauthorized", "unauthorized access");
    if (params.db !== this.bucket) return problem(404, "not found", "no dbrp mapping found");
    if (path === "/write" && request.method === "POST") return this.#write(params, body);
    if (path === "/query") return { status: 200, body: { results: [{ statement_id: 0 }] } };
    return problem(404, "not found", "path not found");
  }

  /** 2.x knows the word and the token as it is, or a user of its own for these paths; Bearer is not read on them. */
  #isKnown(authorization: string | undefined): boolean {
    const pair = `${this.user.username}:${this.user.password}`;
    return [`Token ${this.token}`, `Basic ${Buffer.from(pair).toString("base64")}`].includes(authorization ?? "");
  }

  #write(params: Readonly<Record<string, string>>, body: string): Answer {
    if (!["ns", "n", "u", "µ", "ms", "s", "m", "h"].includes(params.precision ?? "ns")) {
      return problem(
        400,
        "invalid",
        `invalid precision ${params.precision}; valid precision units are ns, us, ms, and s`,
      );
    }
    if (Buffer.byteLength(body) > this.maxBytes)
      return problem(413, "request too large", "unable to read data: points batch is too large");
    if (this.refusesAll) return problem(400, "invalid", "bucket is being moved");
    const lines = body.split("\n").filter((line) => line !== "");
    const malformed = lines.find((line) => !/^\S(?:\\ |[^ ])* (?:"(?:\\.|[^"\\])*"|[^ "])+ -?\d+$/.test(line));
    if (malformed !== undefined) return problem(400, "invalid", `unable to parse '${malformed}': bad timestamp`);
    const isConflict = (line: string) => this.textField !== null && line.includes(`${this.textField}=`);
    for (const line of lines.filter((text) => !isConflict(text))) {
      this.points.set(`${line.slice(0, line.indexOf(" "))} ${line.slice(line.lastIndexOf(" ") + 1)}`, line);
    }
    const dropped = lines.filter(isConflict).length;
    if (dropped === 0) return { status: 204 };
    const why = `input field "${this.textField}" on measurement "observation" is type float, already exists as type string`;
    return problem(
      422,
      "unprocessable entity",
      `failure writing points to database: partial write: field type conflict: ${why} dropped=${dropped}`,
    );
  }
}

function problem(status: number, code: string, message: string): Answer {
  return { status, body: { code, message } };
}
