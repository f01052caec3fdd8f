import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Duplex } from "node:stream";
import { createWebSocketStream, type WebSocket, WebSocketServer } from "ws";
import {
  type Listener,
  type ListenerAddress,
  type ListenerContext,
  type ListenerKind,
  listenerGroup,
} from "./listener.ts";
import { admit, requireCertificates, serverListener } from "./server-listener.ts";

export const wsListener = {
  kind: "ws",
  scheme: "ws",
  description: "MQTT over WebSocket",
  isEncrypted: false,
  group: listenerGroup({ isEnabled: true, port: 8083 }),
  create: (settings, context) => webSocketListener(createServer(httpOptions(context), askUpgrade), settings, context),
} as const satisfies ListenerKind;

export const wssListener = {
  kind: "wss",
  scheme: "wss",
  description: "MQTT over WebSocket and TLS",
  isEncrypted: true,
  group: listenerGroup({ isEnabled: false, port: 8084 }),
  create(settings, context) {
    const certificates = requireCertificates(context);
    const options = {
      ...httpOptions(context),
      ...certificates.options(true),
      handshakeTimeout: context.connectTimeoutMs,
    };
    const server = createSecureServer(options, askUpgrade);
    certificates.renewIn(server);
    server.on("tlsClientError", () => context.counts.closes.tls_failed++);
    return webSocketListener(server, settings, context);
  },
} as const satisfies ListenerKind;

function httpOptions({ connectTimeoutMs }: ListenerContext) {
  return {
    noDelay: true,
    headersTimeout: connectTimeoutMs,
    requestTimeout: connectTimeoutMs,
    connectionsCheckingInterval: 1000,
  };
}

function askUpgrade(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(426, { Connection: "close", Upgrade: "websocket" }).end();
}

function webSocketListener(server: Server, settings: ListenerAddress, context: ListenerContext): Listener {
  server.on("connection", (socket) => {
    if (!admit(context, socket)) socket.destroy();
  });
  upgradeToMqtt(server, context);
  const { counts, log } = context;
  return serverListener(server, settings, { counts, log, closeIdle: () => server.closeAllConnections() });
}

/** Makes WebSockets of a server's connections, and MQTT of these. */
function upgradeToMqtt(server: Server, { maxFrameBytes, onConnection }: ListenerContext): void {
  const webSockets = new WebSocketServer({
    // Given the server itself, ws would raise its accept errors again, where nothing listens
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // A message may carry several packets; none may be above the frame limit
    maxPayload: 2 * maxFrameBytes,
    // [MQTT-6.0.0-3] [MQTT-6.0.0-4]
    verifyClient: ({ req }: { req: IncomingMessage }) => offersMqtt(req),
    handleProtocols: () => "mqtt",
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  server.on("upgrade", (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      onConnection(binaryStream(webSocket), request);
    });
  });
}

function offersMqtt(request: IncomingMessage): boolean {
  const offered = request.headers["sec-websocket-protocol"] ?? "";
  return offered.split(",").some((protocol) => protocol.trim() === "mqtt");
}

/** MQTT travels in binary frames; a text frame closes the connection before its bytes are read. [MQTT-6.0.0-1] */
function binaryStream(webSocket: WebSocket): Duplex {
  const stream = createWebSocketStream(webSocket);
  const [pass] = webSocket.listeners("message");
  webSocket.removeAllListeners("message");
  webSocket.on("message", (message, isBinary) => {
    if (isBinary) pass?.call(webSocket, message, isBinary);
    else webSocket.terminate();
  });
  webSocket.on("error", () => webSocket.terminate());
  return stream;
}
