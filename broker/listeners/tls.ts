import { createServer } from "node:tls";
import {
  type Listener,
  type ListenerAddress,
  type ListenerContext,
  type ListenerKind,
  listenerGroup,
} from "./listener.ts";
import { admit, requireCertificates, serverListener } from "./server-listener.ts";

export const tlsListener = {
  kind: "tls",
  scheme: "mqtts",
  description: "MQTT over TLS",
  isEncrypted: true,
  group: listenerGroup({ isEnabled: false, port: 8883 }),
  create: createTlsListener,
} as const satisfies ListenerKind;

function createTlsListener(settings: ListenerAddress, context: ListenerContext): Listener {
  const certificates = requireCertificates(context);
  const options = { ...certificates.options(true), noDelay: true, handshakeTimeout: context.connectTimeoutMs };
  const server = createServer(options, (socket) => context.onConnection(socket));
  certificates.renewIn(server);
  server.on("connection", (socket) => {
    if (!admit(context, socket)) socket.destroy();
  });
  server.on("tlsClientError", (error: NodeJS.ErrnoException) => {
    context.counts.closes.tls_failed++;
    context.log.debug({ code: error.code }, "a TLS handshake failed");
  });
  return serverListener(server, settings, context);
}
