import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { isConfidential } from "../../tls/confidential.ts";

/** The certificate that the other end showed: none, one that is not trusted, or the device id in its subject and its serial number, hex. */
export type PeerCertificate =
  | { readonly kind: "none" }
  | { readonly kind: "not-trusted" }
  | { readonly kind: "trusted"; readonly deviceId: string; readonly serial: string };

/** What a connection is known for before its first packet. */
export interface Peer {
  /** Nobody on the way can read a token: TLS, or this very machine. */
  readonly isConfidential: boolean;
  readonly certificate: PeerCertificate;
}

/** @param request of a WebSocket, whose stream hides the socket */
export function peerOf(conn: Duplex, request: IncomingMessage | undefined): Peer {
  const socket = request?.socket ?? (conn as Socket);
  const certificate: PeerCertificate = socket instanceof TLSSocket ? certificateOf(socket) : { kind: "none" };
  return { isConfidential: isConfidential(socket), certificate };
}

/** Only a certificate that is there is looked at: a session resumed without one counts as authorized too. */
function certificateOf(socket: TLSSocket): PeerCertificate {
  const { subject, serialNumber: serial = "" } = socket.getPeerCertificate() as {
    readonly subject?: { readonly CN?: unknown };
    readonly serialNumber?: string;
  };
  if (subject === undefined) return { kind: "none" };
  const { CN: deviceId } = subject;
  return socket.authorized && typeof deviceId === "string"
    ? { kind: "trusted", deviceId, serial }
    : { kind: "not-trusted" };
}
