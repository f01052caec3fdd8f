import type { AddressInfo } from "node:net";
import { HubError } from "../domain/errors.ts";
import { apiErrorTexts } from "../locales/api.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import type { ApiDeps, App } from "./app.ts";
import { buildApp } from "./build-app.ts";
import type { ApiSettings } from "./settings.ts";
import { createLiveStreams, type StreamCounts } from "./streams/live-streams.ts";

/** The HTTP API of the hub. */
export interface Api {
  /** @throws {HubError} `api.bind_failed` */
  start(): Promise<{ readonly host: string; readonly port: number }>;
  /** Ends live streams, lets calls under way finish for two seconds, then closes what is left. */
  stop(): Promise<void>;
  /** For the metrics. */
  streamCounts(): StreamCounts;
}

const finishWithinMs = 2_000;

export function createApi(settings: ApiSettings, deps: ApiDeps): Api {
  const streams = createLiveStreams(settings, deps);
  let app: App | null = null;

  return {
    async start() {
      app = await buildApp(settings, deps, streams);
      app.server.maxConnections = settings.maxConnections;
      try {
        await app.listen({ host: settings.host, port: settings.port });
      } catch (cause) {
        await app.close();
        app = null;
        const { host, port } = settings;
        const words = fill(apiErrorTexts["bind-failed"], { host, port, got: errorWords(cause) });
        throw new HubError("api.bind_failed", words, { cause });
      }
      const { address, port } = app.server.address() as AddressInfo;
      deps.log.info({ host: address, port }, "API listens");
      return { host: address, port };
    },
    async stop() {
      if (app === null) return;
      const { server } = app;
      streams.close();
      const deadline = setTimeout(() => server.closeAllConnections(), finishWithinMs);
      await app.close();
      clearTimeout(deadline);
      app = null;
    },
    streamCounts: () => streams.counts(),
  };
}
