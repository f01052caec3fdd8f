import { tcpListener } from "./tcp.ts";
import { wsListener } from "./ws.ts";

/** Every kind of listener. A new one is its file and its place here; settings, docs, port checks and start read this list. */
export const listenerKinds = [tcpListener, wsListener] as const;
