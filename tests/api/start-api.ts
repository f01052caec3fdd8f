import { type Api, createApi } from "../../api/create-api.ts";
import { type ApiSettings, apiSettings } from "../../api/settings.ts";
import { InMemoryApiPorts, operatorToken, readerToken } from "../support/in-memory-api-ports.ts";
import { seed } from "./seed.ts";

export interface RunningApi {
  readonly api: Api;
  readonly ports: InMemoryApiPorts;
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** GET with the reader's token. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** POST of JSON text with the operator's token. */
  post(path: string, body: string, headers?: Record<string, string>): Promise<Response>;
}

/**
 * A real API on a free port, over seeded in-memory ports. Load shedding is off unless asked for: this machine's other
 * work must not decide a test.
 */
export async function startApi(
  settings: Partial<ApiSettings> = {},
  ports: InMemoryApiPorts = new InMemoryApiPorts(),
): Promise<RunningApi> {
  seed(ports);
  const api = createApi({ ...apiSettings.parse({ maxEventLoopDelayMs: 0 }), port: 0, ...settings }, ports.deps());
  const { host, port } = (await api.start()).http;
  const url = `http://${host}:${port}`;
  return {
    api,
    ports,
    host,
    port,
    url,
    get: (path, headers = {}) => fetch(url + path, { headers: { authorization: `Bearer ${readerToken}`, ...headers } }),
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json", ...headers },
      }),
  };
}
