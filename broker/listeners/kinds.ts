import { tcpListener } from "./tcp.ts";
import { tlsListener } from "./tls.ts";
import { wsListener, wssListener } from "./ws.ts";

/** Every kind of listener. A new one is its file and its place here; settings, docs, port checks and start read this list. */
export const listenerKinds = [tcpListener, wsListener, tlsListener, wssListener] as const;
