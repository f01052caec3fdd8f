import { createServer as createHttpServer, type Server as HttpServer, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createWebSocketStream, type WebSocket, WebSocketServer } from "ws";
import { HubError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import type { BrokerCounts } from "../broker-counts.ts";
import { connackCodes } from "../devices/sign-in.ts";
import type { BrokerSettings } from "../settings.ts";
import { connack } from "./mqtt-connection.ts";

export interface ListenerAddress {
  readonly host: string;
  readonly port: number;
}

export interface ListenerOptions {
  readonly settings: BrokerSettings;
  /** Connections at once; see `connectionLimit`. */
  readonly limit: number;
  readonly counts: BrokerCounts;
  readonly log: Log;
  readonly onConnection: (conn: Duplex, request?: IncomingMessage) => void;
}

export interface Listeners {
  readonly tcp: ListenerAddress;
  readonly ws: ListenerAddress | null;
  /** Accepts no more; resolves once every connection is closed. */
  close(): Promise<void>;
}

/** Connections above the limit that are told so before they are closed; the rest is closed at once. */
const maxRefusedAtOnce = 32;
const refuseFullMs = 500;
/** Waiting to be accepted: a whole city may come back in the same seconds. */
const backlog = 4096;

/** @throws {HubError} `broker.listen_failed`, with nothing left open */
export async function openListeners(plan: ListenerOptions): Promise<Listeners> {
  const { settings } = plan;
  const tcp = tcpServer(plan);
  const tcpAddress = await listen(tcp, "tcp", settings.tcp);
  if (!settings.ws.enabled) return { tcp: tcpAddress, ws: null, close: () => closed(tcp) };
  const http = webSocketServer(plan);
  try {
    const wsAddress = await listen(http, "ws", settings.ws);
    const close = async (): Promise<void> => {
      const both = Promise.all([closed(tcp), closed(http)]);
      http.closeAllConnections();
      await both;
    };
    return { tcp: tcpAddress, ws: wsAddress, close };
  } catch (error) {
    await closed(tcp);
    throw error;
  }
}

function tcpServer(plan: ListenerOptions): Server {
  let toldFull = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    if (admit(plan, socket)) return plan.onConnection(socket);
    if (toldFull >= maxRefusedAtOnce) return void socket.destroy();
    toldFull++;
    socket.once("close", () => toldFull--);
    refuseFull(socket);
  });
  return countErrors(server, plan);
}

function refuseFull(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), refuseFullMs);
  socket.on("error", () => socket.destroy());
  socket.once("close", () => clearTimeout(timer));
  // CONNACK answers CONNECT: not before the first bytes are here
  socket.once("data", () => socket.end(connack(connackCodes.stopping)));
  socket.resume();
}

function webSocketServer(plan: ListenerOptions): HttpServer {
  const { connectTimeoutMs, maxFrameBytes } = plan.settings;
  const server = createHttpServer(
    {
      noDelay: true,
      headersTimeout: connectTimeoutMs,
      requestTimeout: connectTimeoutMs,
      connectionsCheckingInterval: 1000,
    },
    (_request, response) => {
      response.writeHead(426, { Connection: "close", Upgrade: "websocket" }).end();
    },
  );
  server.on("connection", (socket) => {
    if (!admit(plan, socket)) socket.destroy();
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  const webSockets = new WebSocketServer({
    // Given the server itself, ws would raise its accept errors again, where nobody hears them
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // A message may carry several packets; none may be above the frame limit
    maxPayload: 2 * maxFrameBytes,
    // [MQTT-6.0.0-3] [MQTT-6.0.0-4]
    verifyClient: ({ req }: { req: IncomingMessage }) => offersMqtt(req),
    handleProtocols: () => "mqtt",
  });
  server.on("upgrade", (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      plan.onConnection(binaryStream(webSocket), request);
    });
  });
  return countErrors(server, plan);
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

/** Counts a socket while it is open; false, and counted as closed, when there are too many. */
function admit({ counts, limit }: ListenerOptions, socket: Socket): boolean {
  const isAdmitted = counts.connections < limit;
  counts.connections++;
  socket.once("close", () => counts.connections--);
  if (!isAdmitted) counts.closes.too_many_connections++;
  return isAdmitted;
}

/** An error while accepting (EMFILE, ECONNABORTED) concerns one connection; unheard it would end the process. */
function countErrors<S extends Server>(server: S, { counts, log }: ListenerOptions): S {
  server.on("error", (error: NodeJS.ErrnoException) => {
    if (!server.listening) return;
    counts.acceptErrors++;
    log.warn({ code: error.code }, "a connection could not be accepted");
  });
  return server;
}

function listen(server: Server, what: string, at: ListenerAddress): Promise<ListenerAddress> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const message = `Cannot listen for MQTT (${what}) on ${at.host}:${at.port}: ${error.code ?? error.message}; free it or set broker.${what} otherwise`;
      reject(new HubError("broker.listen_failed", message, { cause: error }));
    };
    server.once("error", fail);
    server.listen({ host: at.host, port: at.port, backlog }, () => {
      server.removeListener("error", fail);
      resolve({ host: at.host, port: (server.address() as AddressInfo).port });
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
