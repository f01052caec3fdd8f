import { createServer, type Socket } from "node:net";
import { connackCodes } from "../devices/sign-in.ts";
import {
  type Listener,
  type ListenerAddress,
  type ListenerContext,
  type ListenerKind,
  listenerGroup,
} from "./listener.ts";
import { connack } from "./mqtt-connection.ts";
import { admit, serverListener } from "./server-listener.ts";

export const tcpListener = {
  kind: "tcp",
  scheme: "mqtt",
  description: "MQTT over TCP",
  isEncrypted: false,
  group: listenerGroup({ isEnabled: true, port: 1883 }),
  create: createTcpListener,
} as const satisfies ListenerKind;

/** Connections above the limit that are answered before they are closed; the rest is closed at once. */
const maxRefusedAtOnce = 32;
const refuseFullMs = 500;

function createTcpListener(settings: ListenerAddress, context: ListenerContext): Listener {
  return serverListener(createServer({ noDelay: true }, socketHandler(context)), settings, context);
}

/** Hands sockets on while there is room, and answers some of those for which there is none. */
function socketHandler(context: ListenerContext): (socket: Socket) => void {
  let refusedNow = 0;
  return (socket) => {
    if (admit(context, socket)) return context.onConnection(socket);
    if (refusedNow >= maxRefusedAtOnce) return void socket.destroy();
    refusedNow++;
    socket.once("close", () => refusedNow--);
    refuseFull(socket);
  };
}

function refuseFull(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), refuseFullMs);
  socket.on("error", () => socket.destroy());
  socket.once("close", () => clearTimeout(timer));
  // CONNACK answers CONNECT: not before the first bytes are here
  socket.once("data", () => socket.end(connack(connackCodes.stopping)));
  socket.resume();
}
