import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerCertificates } from "../tls/ports.ts";
import type { App } from "./app.ts";
import type { ApiSettings } from "./settings.ts";

/** The API over HTTPS, beside the one over HTTP: the same routes, guards and limits. */
export interface HttpsServer {
  readonly server: Server;
  readonly address: AddressInfo;
}

/** Rejects with the system's error when the port cannot be had. @param app ready */
export async function openHttps(
  app: App,
  settings: ApiSettings,
  certificates: ServerCertificates,
): Promise<HttpsServer> {
  const server = createServer({ ...certificates.options(false), ...timeouts(settings) }, (request, response) =>
    app.routing(request, response),
  );
  server.maxConnections = settings.maxConnections;
  server.setTimeout(settings.idleTimeoutMs);
  server.keepAliveTimeout = app.server.keepAliveTimeout;
  certificates.renewIn(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: settings.tls.host, port: settings.tls.port }, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
  return { server, address: server.address() as AddressInfo };
}

function timeouts({ requestTimeoutMs }: ApiSettings) {
  return {
    handshakeTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.max(50, Math.min(2_000, requestTimeoutMs / 4)),
  };
}
