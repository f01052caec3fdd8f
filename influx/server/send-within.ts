import type { SendOptions, Transport } from "@influxdata/influxdb-client";
import { LateAnswer } from "./write-outcome.ts";

export interface InfluxRequest {
  /** From the root of the server, with its query. */
  readonly path: string;
  readonly body: string;
  readonly options: SendOptions;
  /** Ends the request early. */
  readonly stop?: AbortSignal;
}

export interface InfluxAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Sends a request and reads its whole answer. The transport's own timeout leaves the socket open, and the request with
 * it: this one ends both.
 *
 * @throws {LateAnswer} after `timeoutMs`; else what the transport says
 */
export async function sendWithin(
  timeoutMs: number,
  transport: Transport,
  request: InfluxRequest,
): Promise<InfluxAnswer> {
  const { stop } = request;
  const deadline = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    deadline.abort();
  }, timeoutMs);
  const abort = (): void => deadline.abort();
  stop?.addEventListener("abort", abort, { once: true });
  if (stop?.aborted === true) abort();
  try {
    return await answerTo(transport, request, deadline.signal);
  } catch (error) {
    throw isLate ? new LateAnswer(timeoutMs) : error;
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", abort);
  }
}

function answerTo(transport: Transport, request: InfluxRequest, signal: AbortSignal): Promise<InfluxAnswer> {
  const { path, body, options } = request;
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Uint8Array[] = [];
    transport.send(
      path,
      body,
      { ...options, signal },
      {
        responseStarted: (_headers, statusCode) => {
          status = statusCode ?? 0;
        },
        next: (chunk) => {
          chunks.push(chunk);
        },
        complete: () => resolve({ status, body: Buffer.concat(chunks).toString("utf8") }),
        error: reject,
      },
    );
  });
}
