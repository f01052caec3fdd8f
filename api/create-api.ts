import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import { HubError } from "../domain/errors.ts";
import { apiErrorTexts } from "../locales/api.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import type { ApiDeps, App } from "./app.ts";
import { buildApp } from "./build-app.ts";
import { type HttpsServer, openHttps } from "./https-server.ts";
import type { ApiSettings } from "./settings.ts";
import { createLiveStreams, type StreamCounts } from "./streams/live-streams.ts";

interface Address {
  readonly host: string;
  readonly port: number;
}

export interface ApiAddresses {
  readonly http: Address;
  /** Null where it is not served over HTTPS. */
  readonly https: Address | null;
}

/** The HTTP API of the hub. */
export interface Api {
  /** @throws {HubError} `api.bind_failed` */
  start(): Promise<ApiAddresses>;
  /** Ends live streams, lets calls under way finish for two seconds, then closes what is left. */
  stop(): Promise<void>;
  /** Ends live streams whose token no longer holds. */
  checkTokens(): Promise<void>;
  /** For the metrics. */
  streamCounts(): StreamCounts;
}

const finishWithinMs = 2_000;

export function createApi(settings: ApiSettings, deps: ApiDeps): Api {
  const streams = createLiveStreams(settings, deps);
  deps.people.onChanged(() => {
    streams.checkTokens().catch((error: unknown) => deps.log.warn({ err: error }, "cannot check who has live streams"));
  });
  let app: App | null = null;
  let https: HttpsServer | null = null;

  return {
    async start() {
      app = await buildApp(settings, deps, streams);
      app.server.maxConnections = settings.maxConnections;
      const close = async () => {
        await app?.close();
        app = null;
      };
      try {
        await app.listen({ host: settings.host, port: settings.port });
      } catch (cause) {
        await close();
        throw bindFailed(settings, cause);
      }
      const { address: host, port } = app.server.address() as AddressInfo;
      deps.log.info({ host, port }, "API listens");
      const http = { host, port };
      if (!settings.tls.enabled || deps.certificates === null) return { http, https: null };
      try {
        https = await openHttps(app, settings, deps.certificates);
      } catch (cause) {
        await close();
        throw bindFailed(settings.tls, cause);
      }
      return { http, https: { host: https.address.address, port: https.address.port } };
    },
    async stop() {
      if (app === null) return;
      const { server } = app;
      streams.close();
      const servers = https === null ? [server] : [server, https.server];
      const deadline = setTimeout(() => {
        for (const each of servers) each.closeAllConnections();
      }, finishWithinMs);
      await Promise.all([app.close(), https === null ? null : closed(https.server)]);
      clearTimeout(deadline);
      app = null;
      https = null;
    },
    checkTokens: () => streams.checkTokens(),
    streamCounts: () => streams.counts(),
  };
}

function bindFailed({ host, port }: Address, cause: unknown): HubError {
  const words = fill(apiErrorTexts["bind-failed"], { host, port, got: errorWords(cause) });
  return new HubError("api.bind_failed", words, { cause });
}

/** Accepts no more; resolves once every connection is closed. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
