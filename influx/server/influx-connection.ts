import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { HttpError, InfluxDB, type SendOptions, type Transport } from "@influxdata/influxdb-client";
import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { influxTexts } from "../../locales/store/influx.ts";
import { createNameLookup } from "../../name-lookup/name-lookup.ts";
import type { InfluxCredentials } from "./influx-credentials.ts";
import { sendWithin } from "./send-within.ts";
import { LateAnswer, outcomeOfAnswer, outcomeOfFailure, type WriteOutcome } from "./write-outcome.ts";

/** Unit of the times in a batch: milliseconds, or nanoseconds where a change needs a time of its own. */
export type Precision = "ms" | "ns";

/** Rows of one result, columns as InfluxQL named them; times are ms since 1970. */
export interface InfluxRows {
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | string | null)[])[];
  /** True when the server's own limit has cut rows off. */
  readonly partial?: boolean;
}

/** InfluxDB as the hub speaks to it: one write path and one query path that 1.x and 2.x share. */
export interface InfluxConnection {
  /** Never rejects: an answer, or that there was none. */
  write(body: string, precision: Precision, signal: AbortSignal): Promise<WriteOutcome>;
  /**
   * One InfluxQL statement.
   *
   * @throws {HubError} `store.influx_unreachable`, `store.influx_query_failed`
   */
  query(influxQl: string): Promise<InfluxRows>;
  close(): void;
}

export interface InfluxAddress {
  readonly url: string;
  readonly database: string;
  readonly timeoutMs: number;
}

/** What `connectInflux` sends through. */
interface InfluxParts {
  readonly transport: Transport;
  /** Of a query string: `db=` and the name. */
  readonly database: string;
  readonly timeoutMs: number;
}

/**
 * Speaks through the client's transport alone: its own batching drops lines on 400 to 428, sends without bound and
 * takes Retry-After for milliseconds (1.35.0).
 *
 * @param maxSockets connections at once
 */
export function connectInflux(
  { url, database, timeoutMs }: InfluxAddress,
  credentials: InfluxCredentials,
  maxSockets: number,
): InfluxConnection {
  // A name of InfluxDB's whose name server is silent must not hold threads that others look names up on.
  const names = createNameLookup();
  const agentOptions = { keepAlive: true, maxSockets, lookup: names.lookup };
  const agent = url.startsWith("https:") ? new HttpsAgent(agentOptions) : new HttpAgent(agentOptions);
  const { transport } = new InfluxDB({
    url,
    timeout: timeoutMs,
    transportOptions: { agent },
    ...(credentials.kind === "token" ? { token: credentials.token } : {}),
    ...(credentials.kind === "password" ? { headers: { authorization: basicOf(credentials) } } : {}),
  });
  const parts: InfluxParts = { transport, database: `db=${encodeURIComponent(database)}`, timeoutMs };
  return {
    write: (body, precision, signal) => writeBatch(parts, { body, precision, signal }),
    query: (influxQl) => queryRows(parts, influxQl),
    close() {
      agent.destroy();
      names.close();
    },
  };
}

interface BatchWrite {
  readonly body: string;
  readonly precision: Precision;
  readonly signal: AbortSignal;
}

async function writeBatch({ transport, database, timeoutMs }: InfluxParts, batch: BatchWrite): Promise<WriteOutcome> {
  const { body, precision, signal: stop } = batch;
  // Nanoseconds are what every version takes where nothing is said; "ns" is not known to all of them.
  const path = precision === "ms" ? `/write?${database}&precision=ms` : `/write?${database}`;
  const options: SendOptions = { method: "POST", headers: { "content-type": "text/plain; charset=utf-8" } };
  try {
    const answer = await sendWithin(timeoutMs, transport, { path, body, options, stop });
    return outcomeOfAnswer({ status: answer.status, words: answer.body, retryAfter: null });
  } catch (error) {
    if (!(error instanceof HttpError)) return outcomeOfFailure(error);
    const retryAfter = error.headers?.["retry-after"] ?? null;
    return outcomeOfAnswer({
      status: error.statusCode,
      words: error.body ?? error.message,
      retryAfter: Array.isArray(retryAfter) ? (retryAfter[0] ?? null) : retryAfter,
    });
  }
}

async function queryRows({ transport, database, timeoutMs }: InfluxParts, influxQl: string): Promise<InfluxRows> {
  const path = `/query?${database}&epoch=ms&q=${encodeURIComponent(influxQl)}`;
  const options: SendOptions = { method: "GET", headers: { accept: "application/json" } };
  const answer = await sendWithin(timeoutMs, transport, { path, body: "", options }).catch((error: unknown) => {
    throw unreachable(error);
  });
  return rowsIn(answer.body);
}

function basicOf({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

function unreachable(error: unknown): HubError {
  const said = error instanceof Error ? error.message : String(error);
  const words = error instanceof LateAnswer ? error.words : said.slice(0, 300);
  const text = fill(influxTexts.unreachable, { words });
  return new HubError("store.influx_unreachable", text, { cause: error, isRetryable: true });
}

/** Errors of a statement come with status 200, in the body. */
function rowsIn(body: string): InfluxRows {
  const { results, error } = JSON.parse(body) as {
    readonly results?: readonly { readonly series?: readonly InfluxRows[]; readonly error?: string }[];
    readonly error?: string;
  };
  const rows = results?.[0]?.series?.[0];
  const failure = error ?? results?.[0]?.error ?? (rows?.partial === true ? influxTexts["row-limit"] : undefined);
  if (failure !== undefined) {
    throw new HubError("store.influx_query_failed", fill(influxTexts["query-refused"], { words: failure }));
  }
  return rows ?? { columns: [], values: [] };
}
