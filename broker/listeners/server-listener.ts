import type { AddressInfo, Server, Socket } from "node:net";
import { HubError } from "../../domain/errors.ts";
import { brokerTexts } from "../../locales/devices/broker.ts";
import type { ServerCertificates } from "../../tls/ports.ts";
import type { Listener, ListenerAddress, ListenerContext } from "./listener.ts";

/** Waiting to be accepted: a whole city may come back in the same seconds. */
const backlog = 4096;

/**
 * A listener on a server of Node's.
 *
 * @param closeIdle hangs up on connections that carry no MQTT yet, which would keep the server from closing
 */
export function serverListener(
  server: Server,
  { host, port }: ListenerAddress,
  { counts, log, closeIdle = () => {} }: Pick<ListenerContext, "counts" | "log"> & { readonly closeIdle?: () => void },
): Listener {
  // An error while accepting (EMFILE, ECONNABORTED) concerns one connection; unheard it would end the process.
  server.on("error", (error: NodeJS.ErrnoException) => {
    if (!server.listening) return;
    counts.acceptErrors++;
    log.warn({ code: error.code }, "a connection could not be accepted");
  });
  return {
    open: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host, port, backlog }, () => {
          server.removeListener("error", reject);
          resolve({ host, port: (server.address() as AddressInfo).port });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        closeIdle();
      }),
  };
}

/** @throws {HubError} `broker.no_certificates` */
export function requireCertificates({ certificates }: ListenerContext): ServerCertificates {
  if (certificates !== null) return certificates;
  throw new HubError("broker.no_certificates", brokerTexts["no-certificates"]);
}

/** Counts a socket while it is open; false, and counted as closed, when there are too many. */
export function admit({ counts, limit }: ListenerContext, socket: Socket): boolean {
  const isAdmitted = counts.connections < limit;
  counts.connections++;
  socket.once("close", () => counts.connections--);
  if (!isAdmitted) counts.closes.too_many_connections++;
  return isAdmitted;
}
