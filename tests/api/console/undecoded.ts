import { request } from "node:http";
import { readerToken } from "../../support/in-memory-api-ports.ts";
import type { RunningApi } from "../start-api.ts";

export interface UndecodedAnswer {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** GET as the reader, with the body's bytes as they came over the wire: `fetch` would decode them. */
export function getUndecoded(
  { host, port }: Pick<RunningApi, "host" | "port">,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<UndecodedAnswer> {
  return new Promise((resolve, reject) => {
    const sent = { authorization: `Bearer ${readerToken}`, ...headers };
    const call = request({ host, port, path, headers: sent, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const got = Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]);
        resolve({ headers: Object.fromEntries(got), body: Buffer.concat(chunks) });
      });
    });
    call.on("error", reject);
    call.end();
  });
}
